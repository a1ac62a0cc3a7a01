package dev.beckon.features;

import dev.beckon.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The texts of a column of {@code facts.customers} that knows few, such as cities. The engine hands out numbers, which are
 * read many times as fast as texts, and all customers share the texts.
 */
final class TextDictionary {

    private static final int MOST_TEXTS = 1_000;
    private static final int ROWS_TO_JUDGE = 10_000;

    private final String column;
    private final List<String> texts;

    private TextDictionary(String column, List<String> texts) {
        this.column = column;
        this.texts = texts;
    }

    /**
     * Empty for a column with many texts.
     *
     * @param table that has the column for each customer
     */
    static Optional<TextDictionary> of(Connection connection, String table, String column) throws SQLException {
        String name = Sql.name(column);
        String some = "(SELECT " + name + " FROM " + table + " LIMIT " + ROWS_TO_JUDGE + ")";
        return texts(connection, name, some).size() > MOST_TEXTS
                ? Optional.empty()
                : Optional.of(texts(connection, name, table))
                        .filter(texts -> !texts.isEmpty() && texts.size() <= MOST_TEXTS)
                        .filter(texts -> texts.stream().noneMatch(text -> text.indexOf('\0') >= 0))
                        .map(texts -> new TextDictionary(name, texts));
    }

    private static List<String> texts(Connection connection, String name, String rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT DISTINCT " + name + " FROM " + rows + " WHERE " + name
                        + " IS NOT NULL ORDER BY 1 LIMIT " + (MOST_TEXTS + 1))) {
            var texts = new ArrayList<String>();
            while (found.next()) {
                texts.add(found.getString(1));
            }
            return texts;
        }
    }

    /** SQL of the text's number as a BIGINT. */
    String number() {
        String values = texts.stream().map(Sql::text).collect(Collectors.joining(", "));
        return "CAST(enum_code(CAST(" + column + " AS ENUM (" + values + "))) AS BIGINT)";
    }

    String text(long number) {
        return texts.get((int) number);
    }
}
