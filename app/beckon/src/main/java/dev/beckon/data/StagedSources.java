package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.feedback.Progress;
import dev.beckon.workspace.Company;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The rows of all sources as they were written, and each source as columns of a type over its own or another's rows. */
final class StagedSources {

    private final Database database;
    private final Company company;
    private final List<SourceSettings> sources;
    private final QualityBook book;
    private final Map<String, Staged> staged = new LinkedHashMap<>();

    StagedSources(Database database, Company company, List<SourceSettings> sources, QualityBook book) {
        this.database = database;
        this.company = company;
        this.sources = sources;
        this.book = book;
    }

    /** @throws dev.beckon.feedback.SourceUnavailable if one is missing or can't be read */
    void stage(SourceFiles files, Progress progress) {
        var stager = new Stager(database, files, book);
        progress.begin("reading sources", sources.size());
        for (SourceSettings source : sources) {
            if (source.from().isEmpty()) {
                staged.put(source.name(), stager.stage(source));
                warnIfEmpty(source);
            }
            progress.advance(1);
        }
        progress.end();
    }

    /** An export that failed may leave a header behind. */
    private void warnIfEmpty(SourceSettings source) {
        Optional<String> meaning = source.kind().withoutRows();
        if (meaning.isPresent() && rows(source).readRows() == 0) {
            book.of(source.name()).alarm("has no rows: " + meaning.get() + ". Maybe the export is broken");
        }
    }

    /** How many rows each source has that doesn't share another's. */
    Map<String, Long> readRows() {
        var read = new LinkedHashMap<String, Long>();
        staged.forEach((source, rows) -> read.put(source, rows.readRows()));
        return read;
    }

    /** Of each source, the names of its files in the order of their index. */
    Map<String, List<String>> fileNames() {
        var names = new LinkedHashMap<String, List<String>>();
        for (SourceSettings source : sources) {
            names.put(
                    source.name(),
                    rows(source).files().stream()
                            .map(file -> file.getFileName().toString())
                            .toList());
        }
        return names;
    }

    Optional<SourceSettings> settings(SourceKind kind) {
        return sources.stream().filter(source -> source.kind() == kind).findFirst();
    }

    private Staged rows(SourceSettings source) {
        return Objects.requireNonNull(staged.get(source.origin(sources).name()));
    }

    /** Its own rows; no column has a meaning yet. */
    SourceSql sql(SourceSettings source) {
        return sql(source, rows(source).readRows());
    }

    /** The same over rows that another source may have. */
    private SourceSql sql(SourceSettings source, long readRows) {
        Staged rows = rows(source);
        return new SourceSql(
                database,
                new Staged(source, rows.relation(), rows.columns(), rows.files(), readRows),
                company,
                book.of(source.name()));
    }

    /** The one source of a kind; problems of its columns go to the workspace's list. */
    Optional<SourceSql> mapped(SourceKind kind) {
        return settings(kind).map(source -> ConsentColumns.areIn(source) ? consentColumns(source) : mapped(source));
    }

    private SourceSql mapped(SourceSettings source) {
        SourceSql sql = sql(source.fromOrders() ? CustomersOfOrders.settings(source, source.origin(sources)) : source);
        sql.mapFields();
        return sql;
    }

    /** The rows that have a column for each channel: those of another source, or their own. */
    private SourceSql consentColumns(SourceSettings consents) {
        SourceSettings origin = consents.origin(sources);
        boolean own = origin.equals(consents);
        Staged rows = rows(consents);
        SourceSql sql =
                sql(ConsentColumns.settings(consents, origin), own ? rows.readRows() : database.count(rows.relation()));
        sql.mapFields(ConsentColumns.FIELDS);
        ConsentColumns.check(sql);
        return sql;
    }
}
