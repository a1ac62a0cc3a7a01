package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.DatabaseFailure;
import dev.beckon.facts.Demand;
import dev.beckon.facts.Vocabulary;
import dev.beckon.features.CustomerFacts;
import dev.beckon.features.CustomerStream;
import dev.beckon.features.RfmSettings;
import dev.beckon.feedback.Progress;
import dev.beckon.feedback.Timings;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.NamedValue;
import dev.beckon.workspace.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A workspace's data inside the data engine, as of one day: {@code input.customers}, {@code input.order_lines},
 * {@code input.events}, {@code input.consents}, {@code input.suppressions} and {@code input.contacts}. Close it to free
 * the engine's memory and files.
 */
public final class CustomerData implements AutoCloseable {

    private final Database database;
    private final LocalDate asOf;
    private final Vocabulary vocabulary;
    private final QualityReport quality;
    private final CustomerFacts facts;
    private final Progress progress;
    private final RfmSettings rfm;
    private final Predicate<Path> sources;
    private final Optional<Path> keptAt;
    private boolean sound = true;

    /**
     * @param sources tells files that are read
     * @param keptAt where the database is put on closing, for the next run
     */
    CustomerData(
            Database database,
            Vocabulary vocabulary,
            QualityReport quality,
            CustomerFacts.Settings factSettings,
            Progress progress,
            Predicate<Path> sources,
            Optional<Path> keptAt) {
        this.database = database;
        this.asOf = factSettings.asOf();
        this.vocabulary = vocabulary;
        this.quality = quality;
        this.facts = new CustomerFacts(database.connection(), vocabulary, factSettings);
        this.progress = progress;
        this.rfm = factSettings.rfm();
        this.sources = sources;
        this.keptAt = keptAt;
    }

    /**
     * @throws dev.beckon.feedback.ProblemsFound if beckon.yaml is wrong, a format can't be told, or too many rows of a
     *     source can't be used
     * @throws dev.beckon.feedback.SourceUnavailable if a source is missing or too old
     */
    public static CustomerData load(Workspace workspace, LoadOptions options) {
        try (var stage = Timings.OF_THE_RUN.begin("data")) {
            return new DataLoader(workspace, options, System::getenv).load();
        }
    }

    public QualityReport quality() {
        return quality;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The day as of which everything is known; rows of later days aren't loaded. */
    public LocalDate asOf() {
        return asOf;
    }

    public long customers() {
        return database.count("input.customers");
    }

    /** Whether this file, however its path is written, is one that is read, or would be if it were there. */
    public boolean isSource(Path file) {
        return sources.test(file);
    }

    /** Another connection to the same database; its owner closes it. */
    public Connection connect() {
        return database.connect();
    }

    /** Computes the facts that are demanded; {@link #chunks} then hands them out. */
    public void prepare(Demand demand) {
        try (var stage = Timings.OF_THE_RUN.begin("features")) {
            facts.prepare(demand, progress);
        } catch (SQLException e) {
            throw failure("computing facts", e);
        }
    }

    /**
     * Facts by name of a few hundred customers who differ as much as all do, in the order of their ids. Scores are those
     * among the few. The data stay as they were.
     */
    public List<Map<String, Object>> sample(Set<String> properties) {
        var sample = new CustomerSample(database);
        database.run("BEGIN TRANSACTION");
        try {
            sample.keepOnly();
            facts.forget();
            prepare(Demand.NOTHING.alsoReading(properties));
            return sample.facts(vocabulary.properties().stream()
                    .filter(each -> properties.contains(each.name()))
                    .toList());
        } catch (SQLException e) {
            throw new DatabaseFailure("computing facts", e);
        } finally {
            database.run("ROLLBACK");
        }
    }

    /**
     * The different texts of one kind that stand in the data, such as all cities; in no order.
     *
     * @return empty if there are none, or too many to be meant by name
     */
    public Optional<List<String>> texts(NamedValue.Of of, String name) {
        var known = new KnownTexts(database, vocabulary);
        return switch (of) {
            case CUSTOMER -> known.ofCustomers(name);
            case PURCHASE -> known.ofPurchases(name);
            case EVENT -> known.ofEvents(name);
        };
    }

    /** Sentences about scores that nobody has, of what was prepared last. */
    public List<String> warnings() {
        return facts.warnings();
    }

    /**
     * Every customer in the order of the ids, {@code chunkSize} at a time. Closes itself at its end; whoever stops earlier closes it.
     *
     * @param demand what was prepared, or less
     */
    public CustomerStream chunks(CustomerType type, Demand demand, int chunkSize) {
        try {
            return facts.chunks(type, demand, chunkSize);
        } catch (SQLException e) {
            throw failure("reading facts", e);
        }
    }

    /** How recency, frequency and monetary value are scored, in words for every output that shows them. */
    public String rfmMethod() {
        return rfm.describe();
    }

    /** Changes when a loaded row, the as-of date or the way of scoring does; whatever the order of the rows. */
    public String hash() {
        try (var stage = Timings.OF_THE_RUN.begin("data")) {
            return DataHash.of(database, asOf, rfm);
        }
    }

    Database database() {
        return database;
    }

    /** Deletes what earlier runs kept of the workspace's data. */
    public static void forget(Workspace workspace) {
        new KeptData(workspace).forget();
    }

    private DatabaseFailure failure(String what, SQLException cause) {
        sound = false;
        return new DatabaseFailure(what, cause);
    }

    @Override
    public void close() {
        if (sound && keptAt.isPresent()) {
            try (var stage = Timings.OF_THE_RUN.begin("data")) {
                KeptData.keep(database, keptAt.get());
            }
        } else {
            database.close();
        }
    }
}
