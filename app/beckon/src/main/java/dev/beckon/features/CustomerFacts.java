package dev.beckon.features;

import dev.beckon.facts.Demand;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Progress;
import dev.beckon.rules.CustomerType;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.duckdb.DuckDBConnection;

/** Computes facts about the customers that were loaded into the tables {@code input.*}, and hands them out. */
public final class CustomerFacts {

    /** @param asOf every fact is as of this day's end */
    public record Settings(LocalDate asOf, RfmSettings rfm, int minorDigits, PreviousDecisions previous) {

        String asOfSql() {
            return "DATE '" + asOf + "'";
        }

        /** The placeholders of features.sql. */
        Map<String, String> placeholders() {
            var filled = new TreeMap<>(rfm.placeholders(minorDigits));
            filled.put("as_of", asOfSql());
            return filled;
        }
    }

    private final DuckDBConnection connection;
    private final Vocabulary vocabulary;
    private final Settings settings;
    private final FeatureScript script = FeatureScript.shipped();
    private List<String> previous = List.of();
    private List<String> warnings = List.of();

    public CustomerFacts(DuckDBConnection connection, Vocabulary vocabulary, Settings settings) {
        this.connection = connection;
        this.vocabulary = vocabulary;
        this.settings = settings;
    }

    /** Makes {@code facts.customers} hold what is demanded, and computes only what it doesn't hold yet. */
    public void prepare(Demand demand, Progress progress) throws SQLException {
        HeldFacts held = held();
        // which decisions are the previous ones changes, while facts may be kept from an earlier run
        if (!demand.previousDimensions().equals(previous)) {
            held.drop(PreviousDecisions.TABLE);
        }
        Demand missing = missing(demand, held.facts());
        List<FeatureTable> extra = demandedTables(missing);
        if (held.facts().isEmpty() || !missing.properties().isEmpty() || !extra.isEmpty()) {
            new FeatureTables(connection, vocabulary, script, settings.placeholders())
                    .build(missing, extra, held, progress);
        }
        previous = demand.previousDimensions();
        warnings = ScoreWarnings.of(connection, held, demand);
    }

    /** Drops whatever facts there are. */
    public void forget() throws SQLException {
        held().dropAll();
    }

    private HeldFacts held() throws SQLException {
        return HeldFacts.of(connection, vocabulary, script, settings.placeholders());
    }

    /** Linked rows aren't facts of a customer; they are read as they are. */
    private static Demand missing(Demand demand, Set<String> held) {
        var properties = new TreeSet<>(demand.properties());
        properties.removeAll(held);
        return new Demand(
                properties,
                demand.boughtProducts().stream()
                        .filter(product -> !held.contains(DemandedTables.boughtColumn(product)))
                        .toList(),
                demand.shareCategories().stream()
                        .filter(category -> !held.contains(DemandedTables.shareColumn(category)))
                        .toList(),
                held.stream().anyMatch(PreviousDecisions::isColumn) ? List.of() : demand.previousDimensions(),
                List.of());
    }

    /** Sentences about scores that nobody has, of what was prepared last. */
    public List<String> warnings() {
        return warnings;
    }

    /** @param demand what was prepared, or less */
    public CustomerStream chunks(CustomerType type, Demand demand, int chunkSize) throws SQLException {
        return new CustomerStream(connection, held(), type, demand, settings.asOfSql(), chunkSize);
    }

    private List<FeatureTable> demandedTables(Demand demand) {
        var tables = new ArrayList<>(DemandedTables.of(demand, settings.asOfSql()));
        settings.previous.segments(demand).ifPresent(tables::add);
        return tables;
    }
}
