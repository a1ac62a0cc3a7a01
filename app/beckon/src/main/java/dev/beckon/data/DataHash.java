package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.features.RfmSettings;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** One word for all that was loaded, so that a plan can tell whether its data are still the same. */
final class DataHash {

    /** Each table, with the columns that say nothing that other columns don't, or only where a row stands. */
    private static final Map<String, String> TABLES = new TreeMap<>(Map.of(
            "customers", "customer_key",
            "order_lines", "line, ordered_on",
            "products", "",
            "categories", "",
            "events", "line, happened_on",
            "consents", "line",
            "suppressions", "line",
            "contacts", "line"));

    private DataHash() {}

    /** Reads all rows once, and remembers what it found in the database. */
    static String of(Database database, LocalDate asOf, RfmSettings rfm) {
        database.run("CREATE TABLE IF NOT EXISTS loaded.hash(hash VARCHAR)");
        return database.rows("SELECT hash FROM loaded.hash", row -> row.getString(1)).stream()
                .findFirst()
                .orElseGet(() -> {
                    String hash = compute(database, asOf, rfm);
                    database.run("INSERT INTO loaded.hash VALUES (" + Sql.text(hash) + ")");
                    return hash;
                });
    }

    /**
     * Row hashes are added up, so the order in which threads loaded the rows doesn't matter; nor does the order of the
     * rows in their files, as the number of a line isn't hashed.
     */
    private static String compute(Database database, LocalDate asOf, RfmSettings rfm) {
        var content =
                new StringBuilder(asOf.toString()).append('\n').append(rfm).append('\n');
        TABLES.forEach((table, excluded) -> {
            String columns = excluded.isEmpty() ? "*" : "* EXCLUDE (" + excluded + ")";
            content.append(table).append(' ');
            content.append(database.rows(
                            "SELECT count(*) || ' ' || coalesce(sum(h), 0) || ' ' || coalesce(bit_xor(h), 0) FROM"
                                    + " (SELECT hash(*COLUMNS(" + columns + ")) AS h FROM input." + table + ")",
                            row -> row.getString(1))
                    .get(0));
            content.append('\n');
        });
        return DataKey.sha256(content.toString());
    }
}
