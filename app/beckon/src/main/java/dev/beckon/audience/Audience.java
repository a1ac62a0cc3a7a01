package dev.beckon.audience;

import dev.beckon.data.CustomerData;
import dev.beckon.data.LoadOptions;
import dev.beckon.decide.DecidedChunk;
import dev.beckon.decide.Decider;
import dev.beckon.decide.DecisionSink;
import dev.beckon.decide.Explainer;
import dev.beckon.facts.CustomerChunk;
import dev.beckon.facts.Demand;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Subject;
import dev.beckon.feedback.Progress;
import dev.beckon.feedback.Timings;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.RuleSet;
import dev.beckon.workspace.Workspace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The customers of a workspace with their facts, and the rules that decide about them. */
public final class Audience implements AutoCloseable {

    private final CustomerData data;
    private final CompiledRules rules;
    private final Settings settings;
    private Demand demand = Demand.NOTHING;

    /**
     * How customers are decided about; what comes out doesn't depend on it.
     *
     * @param threads that fire rules
     * @param chunkSize customers that go through the rules together
     */
    public record Settings(int threads, int chunkSize, Progress progress) {

        /** Measured: a few hundred are about twice as fast as one at a time; thousands gain nothing and hold more memory. */
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
        try (var stage = Timings.OF_THE_RUN.begin("rules")) {
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
     * @param sink takes each chunk, in order, on this thread
     */
    public <P> void decide(Set<String> alsoRead, DecisionSink<P> sink) {
        demand = rules.rules().demand().alsoReading(alsoRead);
        data.prepare(demand);
        try (var stage = Timings.OF_THE_RUN.begin("rules");
                Connection connection = connect();
                var decisions = new DecisionTable(connection, rules().dimensions(), rules().rules());
                var chunks = data.chunks(type(), demand, settings.chunkSize())) {
            settings.progress().begin("deciding", data.customers());
            new Decider(rules, settings.threads()).decide(chunks, new Tee<>(decisions, sink, settings.progress()));
            settings.progress().end();
        } catch (SQLException e) {
            throw new IllegalStateException("Decisions can't be written", e);
        }
    }

    /** Decides about every customer, for the table of decisions only. */
    public void decide(Set<String> alsoRead) {
        decide(alsoRead, DecisionSink.of(chunk -> {}));
    }

    /**
     * One customer with the facts of the last {@link #decide} and the rows that rules link to them; empty if there is
     * none of that id.
     */
    public Optional<CustomerChunk> find(String customer) {
        try (var chunks = data.chunks(type(), demand, settings.chunkSize())) {
            while (chunks.hasNext()) {
                CustomerChunk chunk = chunks.next();
                Optional<Subject> found = chunk.customers().stream()
                        .filter(subject -> subject.id().equals(customer))
                        .findFirst();
                if (found.isPresent()) {
                    return found.map(subject -> alone(subject, chunk.linked()));
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("Customers can't be read", e);
        }
    }

    private static CustomerChunk alone(Subject subject, List<LinkedFact> linked) {
        return new CustomerChunk(
                List.of(subject),
                linked.stream().filter(fact -> fact.customer() == subject).toList());
    }

    /** The properties that the last {@link #decide} computed. */
    public Set<String> known() {
        return demand.properties();
    }

    /** Says why rules fired or didn't. */
    public Explainer explainer() {
        return new Explainer(rules);
    }

    @Override
    public void close() {
        rules.close();
        data.close();
    }

    private record Both<P>(List<DecisionTable.Row> rows, P others) {}

    /** Writes each chunk to the table, then hands it on. */
    private record Tee<P>(DecisionTable table, DecisionSink<P> other, Progress progress)
            implements DecisionSink<Both<P>> {

        @Override
        public Both<P> prepare(DecidedChunk chunk) {
            return new Both<>(table.prepare(chunk), other.prepare(chunk));
        }

        @Override
        public void take(DecidedChunk chunk, Both<P> prepared) {
            table.take(chunk, prepared.rows);
            other.take(chunk, prepared.others);
            progress.advance(chunk.customers().size());
        }
    }
}
