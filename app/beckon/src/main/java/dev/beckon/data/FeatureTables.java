package dev.beckon.data;

import dev.beckon.facts.Demand;
import dev.beckon.facts.Property;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Progress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Computes what is demanded of the customers in the tables {@code input.*} into the table {@code facts.customers}:
 * {@code customer_id} and one column per property, sorted by customer, so that its row ids run in that order.
 */
final class FeatureTables {

    /** The group that reads the customers' own columns; all other groups are joined to it. */
    private static final String BASE = "person";

    private final Connection connection;
    private final Vocabulary vocabulary;
    private final Map<String, String> settings;
    private final FeatureScript script = FeatureScript.shipped();

    /** @param minorDigits of the currency, for the edges of monetary classes */
    FeatureTables(Connection connection, Vocabulary vocabulary, LocalDate asOf, RfmSettings rfm, int minorDigits) {
        this.connection = connection;
        this.vocabulary = vocabulary;
        this.settings = new TreeMap<>(rfm.placeholders(minorDigits));
        settings.put("as_of", "DATE '" + asOf + "'");
    }

    /** @param extra further narrow tables, keyed by customer, whose columns go into the facts as well */
    void build(Demand demand, List<FeatureTable> extra, Progress progress) throws SQLException {
        prepare();
        List<FeatureTable> tables = tables(demand, extra);
        progress.begin("computing features", tables.size() + 1L);
        for (FeatureTable table : tables) {
            execute(table.create());
            progress.advance(1);
        }
        execute(customers(demand, tables));
        for (FeatureTable table : tables) {
            execute("DROP TABLE facts." + table.name());
        }
        progress.advance(1);
        progress.end();
    }

    /** The statements that {@link #build} runs to fill tables, in order. */
    List<String> statements(Demand demand, List<FeatureTable> extra) throws SQLException {
        List<FeatureTable> tables = tables(demand, extra);
        return Stream.concat(tables.stream().map(FeatureTable::create), Stream.of(customers(demand, tables)))
                .toList();
    }

    /** The schema, the macro and the views that the queries read. */
    void prepare() throws SQLException {
        execute("CREATE SCHEMA IF NOT EXISTS facts");
        execute("CREATE OR REPLACE MACRO days_between(a, b) AS date_diff('day', a, b)");
        for (var view : script.views().entrySet()) {
            execute("CREATE OR REPLACE VIEW facts." + view.getKey() + " AS "
                    + FeatureGroup.fill(view.getValue(), settings));
        }
    }

    private List<FeatureTable> tables(Demand demand, List<FeatureTable> extra) throws SQLException {
        FeaturePlan plan = FeaturePlan.of(script, standardProperties(demand), settings);
        var known = new HashSet<String>();
        var tables = new ArrayList<FeatureTable>();
        for (FeaturePlan.Step step : plan.steps()) {
            FeatureGroup group = step.group();
            if (!group.name().equals(BASE)) {
                Set<String> zero = hasRows(group.reads(), known) ? Set.copyOf(group.zero()) : Set.of();
                tables.add(new FeatureTable(
                        group.name(),
                        step.columns(),
                        demand.properties()::contains,
                        zero::contains,
                        group.sql(settings)));
            }
        }
        tables.addAll(extra);
        return tables;
    }

    private boolean hasRows(List<String> tables, Set<String> known) throws SQLException {
        for (String table : tables) {
            if (!known.contains(table) && !hasRows(table)) {
                return false;
            }
            known.add(table);
        }
        return true;
    }

    private boolean hasRows(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM " + table + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private String customers(Demand demand, List<FeatureTable> tables) {
        var columns = new LinkedHashSet<String>();
        columns.add("person.customer_id");
        ownColumns(demand).forEach(name -> columns.add("person.\"" + name + "\""));
        tables.forEach(table -> columns.addAll(table.selected()));
        String joins = tables.stream()
                .filter(table -> !table.selected().isEmpty())
                .map(FeatureTable::join)
                .collect(Collectors.joining());
        return "CREATE OR REPLACE TABLE facts.customers AS\nSELECT " + String.join(", ", columns) + "\nFROM ("
                + person(demand) + ") person" + joins + "\nORDER BY person.customer_id";
    }

    private String person(Demand demand) {
        String attributes =
                attributes(demand).stream().map(name -> quote(name) + ", ").collect(Collectors.joining());
        FeatureGroup base = script.groups().stream()
                .filter(group -> group.name().equals(BASE))
                .findFirst()
                .orElseThrow();
        return FeatureGroup.fill(base.sql(settings), Map.of("attributes", attributes));
    }

    /** Demanded columns of the base: attributes, and properties that are columns of the customers. */
    private List<String> ownColumns(Demand demand) {
        var own = new ArrayList<>(attributes(demand));
        standardProperties(demand).stream()
                .filter(name -> script.providerOf(name)
                        .filter(group -> group.name().equals(BASE))
                        .isPresent())
                .forEach(own::add);
        return own;
    }

    private List<String> attributes(Demand demand) {
        return demand.properties().stream()
                .filter(name -> property(name).origin() == Property.Origin.ATTRIBUTE)
                .toList();
    }

    private List<String> standardProperties(Demand demand) {
        return demand.properties().stream()
                .filter(name -> property(name).origin() != Property.Origin.ATTRIBUTE)
                .toList();
    }

    private Property property(String name) {
        return vocabulary.find(name).orElseThrow(() -> new IllegalArgumentException("No property is named " + name));
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
