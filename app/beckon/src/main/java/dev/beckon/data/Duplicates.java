package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import dev.beckon.database.Database;
import java.util.stream.Collectors;

/** Counts order lines that are equal in every column. They may be true, so they stay. */
final class Duplicates {

    /** Beyond this, looking for duplicates costs more than all other checks. */
    private static final long MOST_ROWS = 5_000_000;

    private Duplicates() {}

    static void count(Database database, SourceSql source) {
        Staged staged = source.staged();
        if (staged.readRows() > MOST_ROWS) {
            source.book().warn("more than 5,000,000 lines: not searched for exact duplicates");
            return;
        }
        if (staged.columns().isEmpty()) {
            return;
        }
        String columns = staged.columns().stream().map(StagedColumn::sql).collect(Collectors.joining(", "));
        long again = database.number("SELECT count(*) - count(DISTINCT key) FROM (SELECT hash(" + columns
                        + ") AS key FROM " + staged.relation() + ")")
                .orElse(0);
        if (again > 0) {
            source.book()
                    .warn(again + (again == 1 ? " line is an exact duplicate" : " lines are exact duplicates")
                            + " of another; kept, since two equal purchases are possible");
        }
    }
}
