package dev.beckon.data;

import dev.beckon.database.Database;
import java.util.List;

/**
 * A table {@code loaded.NAME} of all rows of a source, good and bad, written in one pass: reading and typing a row costs
 * more than keeping it. Facts read the good ones, as {@code input.NAME}.
 */
final class LoadedTable {

    /** Where a row stands, as one number: files have fewer lines. */
    static final String PLACE = "CAST(file AS BIGINT) * 10000000000 + line";

    /** The columns that facts read. */
    static final String ALL = "* EXCLUDE (fault, offence)";

    private static final String FILE_AND_LINE =
            "CAST(line // 10000000000 AS INTEGER) AS file, line % 10000000000 AS line";

    private final Database database;
    private final SourceSql source;
    private final String name;
    private final String shown;

    LoadedTable(Database database, SourceSql source, String name) {
        this(database, source, name, ALL);
    }

    /** @param shown the columns of {@code input.NAME} in SQL */
    LoadedTable(Database database, SourceSql source, String name, String shown) {
        this.database = database;
        this.source = source;
        this.name = name;
        this.shown = shown;
    }

    /**
     * @param values the columns, each as {@code SQL AS name}
     * @param from relation with file, line and whatever values and checks read
     */
    void load(List<String> values, String from, Checks checks) {
        write(values, from, checks);
        settle(checks);
    }

    /** The first half of {@link #load}: after it further rows may be marked as bad. */
    void write(List<String> values, String from, Checks checks) {
        database.run("CREATE OR REPLACE TABLE loaded." + name + " AS SELECT " + String.join(", ", values) + ", "
                + PLACE + " AS line, CAST(fault AS UTINYINT) AS fault, " + checks.offence()
                + " AS offence FROM (SELECT *, " + checks.fault() + " AS fault FROM " + from + ")");
    }

    /**
     * The second half of {@link #load}.
     *
     * @param checks all that were made
     */
    void settle(Checks checks) {
        database.run("INSERT INTO loaded.rejected "
                + checks.rejected(
                        source.settings().name(),
                        "(SELECT " + FILE_AND_LINE + ", fault, offence FROM loaded." + name + " WHERE fault > 0)"));
        showGoodRows(database, name, shown);
        source.book().counted(source.staged().readRows(), database.count("input." + name));
    }

    static void showGoodRows(Database database, String name, String shown) {
        database.run("CREATE OR REPLACE VIEW input." + name + " AS SELECT " + shown + " FROM loaded." + name
                + " WHERE fault = 0");
    }
}
