package dev.beckon.audience;

import dev.beckon.data.CustomerData;
import dev.beckon.data.LoadOptions;
import dev.beckon.decide.DecidedChunk;
import dev.beckon.decide.Decider;
import dev.beckon.facts.Demand;
import dev.beckon.feedback.Progress;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.RuleSet;
import dev.beckon.workspace.Workspace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Consumer;

/** The customers of a workspace with their facts, and the rules that decide about them. */
public final class Audience implements AutoCloseable {

    private final CustomerData data;
    private final CompiledRules rules;
    private final Settings settings;

    /**
     * How customers are decided about; what comes out doesn't depend on it.
     *
     * @param threads that fire rules
     * @param chunkSize customers that go through the rules together
     */
    public record Settings(int threads, int chunkSize, Progress progress) {

        /** Measured: smaller chunks cost more per customer, larger ones more memory. */
        public static final int CHUNK_SIZE = 300;
    }

    private Audience(CustomerData data, CompiledRules rules, Settings settings) {
        this.data = data;
        this.rules = rules;
        this.settings = settings;
    }

    /**
     * Loads the data and compiles the rules.
     *
     * @throws dev.beckon.feedback.ProblemsFound if the data, beckon.yaml or a rule is wrong
     * @throws dev.beckon.feedback.SourceUnavailable if a source is missing or too old
     */
    public static Audience open(Workspace workspace, LoadOptions load, Settings settings) {
        CustomerData data = CustomerData.load(workspace, load);
        try {
            int minorDigits = workspace.company().minorDigits();
            RuleSet rules = RuleSet.read(workspace.rules(), data.vocabulary(), minorDigits);
            CustomerType type = CustomerTypes.declare(data.vocabulary());
            return new Audience(data, rules.compile(type), settings);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    public CustomerData data() {
        return data;
    }

    public RuleSet rules() {
        return rules.rules();
    }

    public CustomerType type() {
        return rules.type();
    }

    /** A connection to the database that holds the data and, after {@link #decide}, the facts and decisions. */
    public Connection connect() {
        return data.connect();
    }

    /**
     * Decides about every customer once, in the order of their ids. Afterwards the database has the table {@code
     * decisions} and, in {@code facts.customers}, whatever rules and the caller read.
     *
     * @param alsoRead properties that the caller reads besides the rules
     * @param sink gets each chunk, in order, on this thread
     */
    public void decide(Set<String> alsoRead, Consumer<DecidedChunk> sink) {
        Demand demand = rules.rules().demand().alsoReading(alsoRead);
        data.prepare(demand);
        try (Connection connection = connect();
                var decisions =
                        new DecisionTable(connection, rules().dimensions().keySet());
                var chunks = data.chunks(type(), demand, settings.chunkSize())) {
            settings.progress().begin("deciding", data.customers());
            Consumer<DecidedChunk> all = decisions
                    .andThen(sink)
                    .andThen(chunk ->
                            settings.progress().advance(chunk.customers().size()));
            new Decider(rules, settings.threads()).decide(chunks, all);
            settings.progress().end();
        } catch (SQLException e) {
            throw new IllegalStateException("Decisions can't be written", e);
        }
    }

    @Override
    public void close() {
        rules.close();
        data.close();
    }
}
