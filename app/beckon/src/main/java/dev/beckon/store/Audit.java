package dev.beckon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who did what, and when. Only ever added to; holds no addresses. */
public final class Audit {

    private final Store store;

    public Audit(Store store) {
        this.store = store;
    }

    /** @param who a person, or the part of Beckon that acted by itself */
    public record Entry(
            Instant at,
            String who,
            String action,
            String subject,
            @Nullable String detail) {}

    public void add(String who, String action, String subject, @Nullable String detail) {
        store.transaction(connection -> {
            add(connection, store.dialect().now(), who, action, subject, detail);
            return true;
        });
    }

    static void add(
            Connection connection, String now, String who, String action, String subject, @Nullable String detail)
            throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO audit (at, who, action, subject, detail) VALUES (" + now + ", ?, ?, ?, ?)",
                who,
                action,
                subject,
                detail);
    }

    /** The newest first. */
    public List<Entry> newest(int most) {
        return store.read(connection -> Rows.list(
                connection,
                row -> new Entry(
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("who"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail")),
                "SELECT at, who, action, subject, detail FROM audit ORDER BY at DESC LIMIT ?",
                most));
    }
}
