package dev.beckon.data;

import dev.beckon.database.DatabaseFailure;
import java.sql.SQLException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.jspecify.annotations.Nullable;

/** Makes the Java functions that clean up addresses and the like callable from SQL. All give null for null. */
final class NormaliseFunctions {

    private NormaliseFunctions() {}

    static void register(DuckDBConnection connection) {
        try {
            one(connection, "to_email", Addresses::email);
            one(connection, "other_spelling", Numbers::other);
            one(connection, "to_language", Languages::tag);
            one(connection, "to_zone", Languages::zone);
            two(connection, "to_valid_phone", Addresses::validPhone);
            two(connection, "to_possible_phone", Addresses::possiblePhone);
            one(connection, "line_meaning", LineMeaning::word);
            one(connection, "date_shape", DateText::shape);
            two(connection, "to_date_text", DateText::iso);
            one(connection, "number_shape", NumberText::shape);
            two(connection, "to_number_text", NumberText::plain);
        } catch (SQLException e) {
            throw new DatabaseFailure("registering functions", e);
        }
    }

    private static void one(DuckDBConnection connection, String name, Function<String, @Nullable String> function)
            throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName(name)
                .withParameter(String.class)
                .withReturnType(String.class)
                .withFunction((String text) -> text == null ? null : function.apply(text))
                .register(connection);
    }

    private static void two(
            DuckDBConnection connection, String name, BiFunction<String, String, @Nullable String> function)
            throws SQLException {
        DuckDBFunctions.scalarFunction()
                .withName(name)
                .withParameter(String.class)
                .withParameter(String.class)
                .withReturnType(String.class)
                .withFunction((String text, String how) -> text == null ? null : function.apply(text, how))
                .register(connection);
    }
}
