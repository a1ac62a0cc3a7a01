package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.features.RfmSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/** One word for all that was loaded, so that a plan can tell whether its data are still the same. */
final class DataHash {

    private static final List<String> TABLES =
            List.of("customers", "order_lines", "events", "consents", "suppressions", "contacts");

    private DataHash() {}

    /**
     * Row hashes are added up, so the order in which threads loaded the rows doesn't matter; nor does the order of the
     * rows in their files, as the number of a line isn't hashed.
     */
    static String of(Database database, LocalDate asOf, RfmSettings rfm) {
        var content =
                new StringBuilder(asOf.toString()).append('\n').append(rfm).append('\n');
        for (String table : TABLES) {
            content.append(table).append(' ');
            content.append(database.rows(
                            "SELECT count(*) || ' ' || coalesce(sum(h), 0) || ' ' || coalesce(bit_xor(h), 0) FROM"
                                    + " (SELECT hash(*COLUMNS(* EXCLUDE ("
                                    + (table.equals("customers") ? "customer_key" : "line") + "))) AS h FROM input."
                                    + table + ")",
                            row -> row.getString(1))
                    .get(0));
            content.append('\n');
        }
        return sha256(content.toString());
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
