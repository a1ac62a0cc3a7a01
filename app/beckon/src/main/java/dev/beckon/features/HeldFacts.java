package dev.beckon.features;

import dev.beckon.database.Sql;
import dev.beckon.facts.Property;
import dev.beckon.facts.Vocabulary;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tables of the schema {@code facts}: one row a customer, all in the same order. The view {@code facts.customers} lays
 * their facts side by side, together with the facts that follow from one customer's row, which costs nothing until
 * somebody reads them.
 */
final class HeldFacts {

    /** The table of the customers' own columns, whose order is that of all others. */
    static final String BASE = "person";

    private final Connection connection;
    private final Vocabulary vocabulary;
    private final FeatureScript script;
    private final Map<String, String> settings;
    private final SortedMap<String, Set<String>> columns = new TreeMap<>();

    private HeldFacts(
            Connection connection, Vocabulary vocabulary, FeatureScript script, Map<String, String> settings) {
        this.connection = connection;
        this.vocabulary = vocabulary;
        this.script = script;
        this.settings = settings;
    }

    /** @param settings the placeholders of the script */
    static HeldFacts of(
            Connection connection, Vocabulary vocabulary, FeatureScript script, Map<String, String> settings)
            throws SQLException {
        var held = new HeldFacts(connection, vocabulary, script, settings);
        held.look();
        return held;
    }

    private void look() throws SQLException {
        columns.clear();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT table_name, column_name FROM duckdb_tables() JOIN"
                        + " duckdb_columns() USING (database_name, schema_name, table_name) WHERE schema_name = 'facts'"
                        + " AND database_name = current_database() ORDER BY table_name, column_index")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), name -> new LinkedHashSet<>())
                        .add(rows.getString(2));
            }
        }
    }

    /** The columns of a table; empty where there is no such table. */
    Set<String> columns(String table) {
        return columns.getOrDefault(table, Set.of());
    }

    /** All columns that are facts: others only serve later tables. */
    Set<String> facts() {
        var facts = new TreeSet<String>();
        columns.keySet().forEach(table -> facts.addAll(facts(table)));
        rows().forEach(row -> facts.add(row.name()));
        return facts;
    }

    /** The facts of rows whose columns are all there. */
    private List<RowFact> rows() {
        return script.rows().stream()
                .map(row -> row.filled(settings))
                .filter(row -> row.needs().stream().allMatch(this::isHeld))
                .toList();
    }

    private boolean isHeld(String column) {
        return script.providerOf(column)
                .filter(group -> columns(group.name()).contains(column))
                .isPresent();
    }

    /** The columns of a table that are facts. */
    private List<String> facts(String table) {
        return columns(table).stream().filter(column -> isFact(table, column)).toList();
    }

    /** The table that has a fact, where it is read by all cores and without the other tables beside it. */
    String tableOf(String fact) {
        return columns.keySet().stream()
                .filter(table -> facts(table).contains(fact))
                .findFirst()
                .map(table -> "facts." + table)
                .orElse("facts.customers");
    }

    /** The name, or one like it that no table has. */
    String unused(String name) {
        String free = name;
        for (int i = 2; columns.containsKey(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /** Drops a table, if it is there. */
    void drop(String table) throws SQLException {
        if (columns.containsKey(table)) {
            execute("DROP TABLE facts." + table);
            show();
        }
    }

    void dropAll() throws SQLException {
        execute("DROP VIEW IF EXISTS facts.customers");
        for (String table : columns.keySet()) {
            execute("DROP TABLE facts." + table);
        }
        columns.clear();
    }

    /** Makes {@code facts.customers} show the facts of the tables as they are now. */
    void show() throws SQLException {
        look();
        var shown = new ArrayList<>(List.of(BASE + ".customer_id", BASE + ".customer_key"));
        var read = new TreeSet<String>();
        for (String table : columns.keySet()) {
            for (String fact : facts(table)) {
                shown.add(table + "." + Sql.name(fact));
                read.add(table);
            }
        }
        for (RowFact row : rows()) {
            shown.add(row.sql() + " AS " + Sql.name(row.name()));
            row.needs()
                    .forEach(need ->
                            read.add(script.providerOf(need).orElseThrow().name()));
        }
        read.remove(BASE);
        execute("CREATE OR REPLACE VIEW facts.customers AS SELECT " + String.join(", ", shown) + " FROM facts." + BASE
                + read.stream().map(table -> " POSITIONAL JOIN facts." + table).collect(Collectors.joining()));
    }

    /** An attribute is the customers' own, whatever intermediate result of another table has the same name. */
    private boolean isFact(String table, String column) {
        Optional<Property> property = vocabulary.find(column);
        return property.isPresent()
                ? property.get().origin() != Property.Origin.ATTRIBUTE || table.equals(BASE)
                : DemandedTables.isColumn(column) || PreviousDecisions.isColumn(column);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
