package dev.beckon.features;

import dev.beckon.facts.Demand;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Progress;
import dev.beckon.rules.CustomerType;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Computes facts about the customers that were loaded into the tables {@code input.*}, and hands them out. */
public final class CustomerFacts {

    /** @param asOf every fact is as of this day's end */
    public record Settings(LocalDate asOf, RfmSettings rfm, int minorDigits, PreviousDecisions previous) {

        String asOfSql() {
            return "DATE '" + asOf + "'";
        }
    }

    private final DuckDBConnection connection;
    private final Vocabulary vocabulary;
    private final Settings settings;
    private @Nullable Demand prepared;
    private List<String> warnings = List.of();

    public CustomerFacts(DuckDBConnection connection, Vocabulary vocabulary, Settings settings) {
        this.connection = connection;
        this.vocabulary = vocabulary;
        this.settings = settings;
    }

    /** Makes {@code facts.customers} hold what is demanded; does nothing where it already does. */
    public void prepare(Demand demand, Progress progress) throws SQLException {
        if (prepared != null && covers(prepared, demand)) {
            return;
        }
        prepared = null;
        var tables = new FeatureTables(connection, vocabulary, settings.asOf, settings.rfm, settings.minorDigits);
        tables.build(demand, demandedTables(demand), progress);
        warnings = ScoreWarnings.of(connection, demand);
        prepared = demand;
    }

    /** What was prepared isn't there any more. */
    public void forget() {
        prepared = null;
    }

    /** Linked rows aren't prepared, and other demands number their columns by their place in the demand. */
    private static boolean covers(Demand prepared, Demand demand) {
        return prepared.properties().containsAll(demand.properties())
                && prepared.boughtProducts().equals(demand.boughtProducts())
                && prepared.shareCategories().equals(demand.shareCategories())
                && prepared.previousDimensions().equals(demand.previousDimensions());
    }

    /** Sentences about scores that nobody has, of what was prepared last. */
    public List<String> warnings() {
        return warnings;
    }

    /** @param demand what was prepared, or less */
    public CustomerStream chunks(CustomerType type, Demand demand, int chunkSize) throws SQLException {
        return new CustomerStream(connection, type, demand, settings.asOfSql(), chunkSize);
    }

    private List<FeatureTable> demandedTables(Demand demand) {
        var tables = new ArrayList<>(DemandedTables.of(demand, settings.asOfSql()));
        Optional<FeatureTable> previous = settings.previous.segments(demand);
        previous.ifPresent(tables::add);
        return tables;
    }
}
