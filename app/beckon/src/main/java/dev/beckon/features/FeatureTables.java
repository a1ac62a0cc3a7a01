package dev.beckon.features;

import dev.beckon.database.Sql;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes what is demanded of the customers in the tables {@code input.*} into the table {@code facts.customers}:
 * {@code customer_id, customer_key} and one column per property, sorted by customer, so that its row ids run in that
 * order.
 */
final class FeatureTables {

    private static final Logger LOG = LoggerFactory.getLogger(FeatureTables.class);

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

    /**
     * @param extra further narrow tables, keyed by customer, whose columns go into the facts as well
     * @param added true if facts of these customers were computed before, to which those demanded now are added
     */
    void build(Demand demand, List<FeatureTable> extra, boolean added, Progress progress) throws SQLException {
        prepare();
        List<FeatureTable> tables = tables(demand, extra);
        progress.begin("computing features", tables.size() + 2L);
        for (String statement : statements(demand, tables, added)) {
            execute(statement);
            progress.advance(1);
        }
        for (FeatureTable table : tables) {
            execute("DROP TABLE facts." + table.name());
        }
        execute("DROP TABLE facts." + BASE);
        progress.end();
    }

    /** The statements that fill tables, in order: the base, the narrow tables, and all facts. */
    List<String> statements(Demand demand, List<FeatureTable> tables, boolean added) {
        var statements = new ArrayList<String>();
        statements.add(base(demand));
        tables.forEach(table -> statements.add(table.create()));
        statements.add(customers(demand, tables, added));
        return statements;
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

    /** The narrow tables that hold what is demanded, and what they need, in the order of their making. */
    List<FeatureTable> tables(Demand demand, List<FeatureTable> extra) throws SQLException {
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

    /** The customers with what is demanded of their own columns; its order is that of every later table. */
    private String base(Demand demand) {
        String attributes =
                attributes(demand).stream().map(name -> Sql.name(name) + ", ").collect(Collectors.joining());
        String columns =
                ownColumns(demand).stream().map(name -> ", " + Sql.name(name)).collect(Collectors.joining());
        FeatureGroup base = script.groups().stream()
                .filter(group -> group.name().equals(BASE))
                .findFirst()
                .orElseThrow();
        return "CREATE OR REPLACE TABLE facts." + BASE + " AS\nSELECT customer_key, customer_id" + columns + "\nFROM ("
                + FeatureGroup.fill(base.sql(settings), Map.of("attributes", attributes))
                + ") person\nORDER BY customer_key";
    }

    /** All tables have the same customers in the same order, so laying them side by side needs no memory. */
    private String customers(Demand demand, List<FeatureTable> tables, boolean added) {
        var columns = new ArrayList<String>();
        if (added) {
            columns.add("customers.*");
        } else {
            columns.add("person.customer_id");
            columns.add("person.customer_key");
        }
        ownColumns(demand).forEach(name -> columns.add("person." + Sql.name(name)));
        tables.forEach(table -> columns.addAll(table.facts()));
        String beside = tables.stream()
                .filter(table -> !table.facts().isEmpty())
                .map(table -> " POSITIONAL JOIN facts." + table.name())
                .collect(Collectors.joining());
        return "CREATE OR REPLACE TABLE facts.customers AS\nSELECT " + String.join(", ", columns) + "\nFROM facts."
                + BASE + (added ? " POSITIONAL JOIN facts.customers" : "") + beside;
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

    private void execute(String sql) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        LOG.debug("{} ms: {}", (System.nanoTime() - start) / 1_000_000, sql);
    }
}
