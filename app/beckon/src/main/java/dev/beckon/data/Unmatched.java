package dev.beckon.data;

import dev.beckon.database.Database;
import java.util.List;
import java.util.Optional;

/** Counts the keys that a join doesn't find. */
final class Unmatched {

    private Unmatched() {}

    /** @param keys a query of the keys that find no partner: {@code key} and the number {@code n} of rows that have it */
    static Optional<UnmatchedKeys> find(Database database, String with, String keys) {
        record Counts(long keys, long rows) {}
        Counts counts = database.rows(
                        "SELECT count(DISTINCT key), coalesce(CAST(sum(n) AS BIGINT), 0) FROM (" + keys + ")",
                        row -> new Counts(row.getLong(1), row.getLong(2)))
                .get(0);
        if (counts.rows() == 0) {
            return Optional.empty();
        }
        List<String> samples =
                database.rows("SELECT DISTINCT key FROM (" + keys + ") ORDER BY key LIMIT 3", row -> row.getString(1));
        return Optional.of(new UnmatchedKeys(with, counts.keys(), counts.rows(), samples));
    }
}
