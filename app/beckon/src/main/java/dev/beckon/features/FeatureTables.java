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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes what is demanded of the customers in the tables {@code input.*} into tables of the schema {@code facts}. */
final class FeatureTables {

    private static final Logger LOG = LoggerFactory.getLogger(FeatureTables.class);

    private final Connection connection;
    private final Vocabulary vocabulary;
    private final Map<String, String> settings;
    private final FeatureScript script;

    /** @param settings the placeholders of the script */
    FeatureTables(Connection connection, Vocabulary vocabulary, FeatureScript script, Map<String, String> settings) {
        this.connection = connection;
        this.vocabulary = vocabulary;
        this.script = script;
        this.settings = settings;
    }

    /**
     * @param extra further narrow tables, keyed by customer, whose columns are facts as well
     * @param held what was computed before, to which those demanded now are added
     */
    void build(Demand demand, List<FeatureTable> extra, HeldFacts held, Progress progress) throws SQLException {
        prepare();
        List<String> statements = statements(demand, extra, held);
        progress.begin("computing features", statements.size());
        for (String statement : statements) {
            execute(statement);
            progress.advance(1);
        }
        for (String shared : script.tables().keySet()) {
            execute("DROP TABLE IF EXISTS facts." + shared);
        }
        held.show();
        progress.end();
    }

    /** The statements that fill tables, in order: the base, what several read, and the narrow tables. */
    List<String> statements(Demand demand, List<FeatureTable> extra, HeldFacts held) throws SQLException {
        var ranges = CustomerRanges.of(connection);
        FeaturePlan plan = FeaturePlan.of(script, standardProperties(demand), settings);
        List<FeatureTable> tables = tables(plan, held, ranges);
        extra.forEach(table -> tables.add(table.named(held.unused(table.name()))));
        var statements = new ArrayList<String>();
        Set<String> own = new LinkedHashSet<>(held.columns(HeldFacts.BASE));
        boolean more = own.addAll(attributes(demand)) | own.addAll(plan.columns(HeldFacts.BASE));
        if (more || own.isEmpty()) {
            statements.add(base(own));
        }
        script.tables().forEach((name, query) -> {
            if (tables.stream().anyMatch(table -> table.sql().contains("facts." + name))) {
                statements.add("CREATE OR REPLACE TABLE facts." + name + " AS\n"
                        + ranges.each(FeatureGroup.fill(query, settings)));
            }
        });
        tables.forEach(table -> statements.add(table.create()));
        return statements;
    }

    /** The schema, the macro and the views that the queries read. */
    void prepare() throws SQLException {
        execute("CREATE SCHEMA IF NOT EXISTS facts");
        execute("CREATE OR REPLACE MACRO days_between(a, b) AS date_diff('day', a, b)");
        execute("CREATE OR REPLACE MACRO count_distinct(a) AS list_unique(list(a))");
        for (var view : script.views().entrySet()) {
            execute("CREATE OR REPLACE VIEW facts." + view.getKey() + " AS "
                    + FeatureGroup.fill(view.getValue(), settings));
        }
    }

    /** The narrow tables that lack something of what is demanded or needed for that, in the order of their making. */
    private List<FeatureTable> tables(FeaturePlan plan, HeldFacts held, CustomerRanges ranges) throws SQLException {
        var known = new HashSet<String>();
        var tables = new ArrayList<FeatureTable>();
        for (FeaturePlan.Step step : plan.steps()) {
            FeatureGroup group = step.group();
            var columns = new TreeSet<>(held.columns(group.name()));
            if (!group.name().equals(HeldFacts.BASE) && columns.addAll(step.columns())) {
                columns.remove("customer_key");
                Set<String> zero = hasRows(group.reads(), known) ? Set.copyOf(group.zero()) : Set.of();
                tables.add(new FeatureTable(group.name(), columns, zero::contains, ranges.each(group.sql(settings))));
            }
        }
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

    /** The customers with these of their own columns; its order is that of every later table. */
    private String base(Set<String> own) {
        own.removeAll(List.of("customer_key", "customer_id"));
        FeatureGroup base = script.groups().stream()
                .filter(group -> group.name().equals(HeldFacts.BASE))
                .findFirst()
                .orElseThrow();
        String attributes = own.stream()
                .filter(name -> !base.provides().contains(name))
                .map(name -> Sql.name(name) + ", ")
                .collect(Collectors.joining());
        String columns = own.stream().map(name -> ", " + Sql.name(name)).collect(Collectors.joining());
        return "CREATE OR REPLACE TABLE facts." + HeldFacts.BASE + " AS\nSELECT customer_key, customer_id" + columns
                + "\nFROM (" + FeatureGroup.fill(base.sql(settings), Map.of("attributes", attributes))
                + ") person\nORDER BY customer_key";
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
