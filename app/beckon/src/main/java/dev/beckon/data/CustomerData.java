package dev.beckon.data;

import dev.beckon.facts.Vocabulary;
import dev.beckon.workspace.Workspace;
import java.sql.Connection;
import java.time.LocalDate;

/**
 * A workspace's data inside the data engine, as of one day: {@code input.customers}, {@code input.order_lines},
 * {@code input.events}, {@code input.consents} and {@code input.suppressions}. Close it to free the engine's memory
 * and files.
 */
public final class CustomerData implements AutoCloseable {

    private final Database database;
    private final LocalDate asOf;
    private final Vocabulary vocabulary;
    private final QualityReport quality;

    CustomerData(Database database, LocalDate asOf, Vocabulary vocabulary, QualityReport quality) {
        this.database = database;
        this.asOf = asOf;
        this.vocabulary = vocabulary;
        this.quality = quality;
    }

    /**
     * @throws dev.beckon.feedback.ProblemsFound if beckon.yaml is wrong, a format can't be told, or too many rows of a
     *     source can't be used
     * @throws dev.beckon.feedback.SourceUnavailable if a source is missing or too old
     */
    public static CustomerData load(Workspace workspace, LoadOptions options) {
        return new DataLoader(workspace, options, System::getenv).load();
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

    /** Another connection to the same database; its owner closes it. */
    public Connection connect() {
        return database.connect();
    }

    Database database() {
        return database;
    }

    @Override
    public void close() {
        database.close();
    }
}
