package dev.beckon.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.facts.Property;
import dev.beckon.facts.StandardProperties;
import dev.beckon.facts.ValueType;
import dev.beckon.feedback.Progress;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeatureScriptTest {

    private static final Map<ValueType, String> SQL_TYPES = Map.of(
            ValueType.TEXT, "VARCHAR",
            ValueType.WHOLE, "BIGINT",
            ValueType.NUMBER, "DOUBLE",
            ValueType.FLAG, "BOOLEAN",
            ValueType.DATE, "DATE");

    private final FeatureScript script = FeatureScript.shipped();

    @Test
    void providesEveryStandardPropertyOnce() {
        List<String> provided = Stream.concat(
                        script.groups().stream().flatMap(group -> group.provides().stream()),
                        script.rows().stream().map(RowFact::name))
                .toList();

        assertThat(provided).doesNotHaveDuplicates();
        assertThat(provided)
                .containsAll(StandardProperties.ALL.stream().map(Property::name).toList());
    }

    @Test
    void groupsReadOnlyWhatStandsAboveThem() {
        Map<String, String> settings = RfmSettings.STANDARD.placeholders(2);
        var above = new HashSet<String>();
        for (FeatureGroup group : script.groups()) {
            assertThat(above).as(group.name()).containsAll(group.needs(settings));
            assertThat(group.provides()).as(group.name()).containsAll(group.zero());
            above.addAll(group.provides());
        }
        for (RowFact row : script.rows()) {
            assertThat(above).as(row.name()).containsAll(row.filled(settings).needs());
        }
    }

    @Test
    void everyColumnHasTheTypeOfItsProperty() throws Exception {
        try (var input = new InputTables()) {
            input.customers("ann");
            String[] all = StandardProperties.ALL.stream().map(Property::name).toArray(String[]::new);
            input.facts(LocalDate.of(2026, 11, 1)).prepare(InputTables.demand(all), Progress.SILENT);

            var expected = new HashMap<String, String>();
            StandardProperties.ALL.forEach(p -> expected.put(p.name(), SQL_TYPES.get(p.type())));
            expected.put("customer_id", "VARCHAR");
            expected.put("customer_key", "VARCHAR");
            assertThat(columnTypes(input)).isEqualTo(expected);
        }
    }

    @Test
    void keepsToTheSqlThatBothEnginesSpeak() {
        var offences = new ArrayList<String>();
        var queries = new TreeMap<String, String>();
        script.groups().forEach(group -> queries.put(group.name(), group.sql()));
        script.rows().forEach(row -> queries.put(row.name(), row.sql()));
        queries.forEach((name, sql) -> {
            for (String word : List.of(
                    "VARCHAR",
                    "arg_max",
                    "quantile_cont",
                    "string_agg",
                    "list(",
                    "QUALIFY",
                    "date_diff",
                    "::",
                    "avg(")) {
                if (sql.contains(word)) {
                    offences.add(name + ": " + word);
                }
            }
        });
        assertThat(offences).isEmpty();
    }

    private static Map<String, String> columnTypes(InputTables input) throws Exception {
        var types = new HashMap<String, String>();
        try (Statement statement = input.connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE facts.customers")) {
            while (rows.next()) {
                types.put(rows.getString(1), rows.getString(2));
            }
        }
        return types;
    }
}
