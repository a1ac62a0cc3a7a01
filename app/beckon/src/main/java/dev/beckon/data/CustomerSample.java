package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.facts.Property;
import dev.beckon.facts.ValueType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A few hundred customers who differ as much as the data's do: some at random, and for each column some with the longest
 * values and some without one; some whose names aren't in Latin letters, some of each language, some who never bought.
 */
final class CustomerSample {

    private static final int AT_RANDOM = 200;
    private static final int OF_A_KIND = 10;
    private static final int PER_COLUMN = 2;
    private static final String SHUFFLED = " ORDER BY md5(customer_id), customer_id LIMIT ";

    private final Database database;

    CustomerSample(Database database) {
        this.database = database;
    }

    /**
     * Hides all other customers and what belongs to them, so that facts are soon computed. Scores are then those among
     * the few who are left.
     */
    void keepOnly() {
        database.run("CREATE SCHEMA sample");
        database.run("CREATE TABLE sample.customers AS SELECT DISTINCT customer_key FROM ("
                + kinds().stream()
                        .map(kind -> "(SELECT customer_key FROM input.customers " + kind + ")")
                        .collect(Collectors.joining(" UNION ALL "))
                + ")");
        for (String table : List.of("customers", "order_lines", "events")) {
            database.run("ALTER VIEW input." + table + " RENAME TO all_" + table);
            database.run("CREATE VIEW input." + table + " AS SELECT * FROM input.all_" + table
                    + " WHERE customer_key IN (SELECT customer_key FROM sample.customers)");
        }
    }

    private List<String> kinds() {
        var kinds = new ArrayList<String>();
        kinds.add(SHUFFLED + AT_RANDOM);
        kinds.add("WHERE regexp_matches(first_name, '[^\\x00-\\x{24F}]')" + SHUFFLED + OF_A_KIND);
        kinds.add("WHERE customer_key NOT IN (SELECT customer_key FROM input.order_lines)" + SHUFFLED + OF_A_KIND);
        kinds.add("QUALIFY row_number() OVER (PARTITION BY language ORDER BY md5(customer_id)) <= " + PER_COLUMN);
        for (String column : columns()) {
            String name = Sql.name(column);
            kinds.add("WHERE " + name + " IS NULL" + SHUFFLED + PER_COLUMN);
            kinds.add("WHERE " + name + " IS NOT NULL ORDER BY length(CAST(" + name
                    + " AS VARCHAR)) DESC, customer_id LIMIT " + PER_COLUMN);
        }
        return kinds;
    }

    private List<String> columns() {
        return database.rows(
                "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'input' AND table_name = 'customers'"
                        + " AND column_name NOT IN ('customer_id', 'customer_key') ORDER BY column_index",
                row -> row.getString(1));
    }

    /** What was computed of those who are left, by name, in the order of their ids. */
    List<Map<String, Object>> facts(List<Property> properties) {
        String columns = properties.stream()
                .map(property -> ", " + Sql.name(property.name()))
                .collect(Collectors.joining());
        return database.rows("SELECT customer_id" + columns + " FROM facts.customers ORDER BY customer_id", row -> {
            var facts = new HashMap<String, Object>();
            for (int i = 0; i < properties.size(); i++) {
                Object value = value(row, i + 2, properties.get(i).type());
                if (value != null) {
                    facts.put(properties.get(i).name(), value);
                }
            }
            return facts;
        });
    }

    private static @Nullable Object value(ResultSet row, int column, ValueType type) throws SQLException {
        Object value = switch (type) {
            case TEXT -> row.getString(column);
            case WHOLE -> row.getLong(column);
            case NUMBER -> row.getDouble(column);
            case FLAG -> row.getBoolean(column);
            case DATE -> row.getObject(column, java.time.LocalDate.class);
        };
        return row.wasNull() ? null : value;
    }
}
