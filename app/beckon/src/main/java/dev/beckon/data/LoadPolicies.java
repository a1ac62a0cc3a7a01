package dev.beckon.data;

import dev.beckon.data.QualityReport.SourceQuality;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.workspace.TimeSpan;
import dev.beckon.workspace.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Data that nobody should decide by: too many rows that can't be used, or too old. */
final class LoadPolicies {

    private final Workspace workspace;
    private final DataSettings settings;

    LoadPolicies(Workspace workspace, DataSettings settings) {
        this.workspace = workspace;
        this.settings = settings;
    }

    /** @throws dev.beckon.feedback.ProblemsFound for each source with more unusable rows than may be */
    void refuseTooManyRejected(List<SourceSettings> sources, QualityReport report) {
        var problems = new Problems();
        for (SourceSettings source : sources) {
            SourceQuality quality = report.sources().stream()
                    .filter(one -> one.source().equals(source.name()))
                    .findFirst()
                    .orElseThrow();
            double limit = source.maxRejected().orElse(settings.maxRejected());
            if (quality.faultyShare() > limit || (quality.loaded() == 0 && quality.read() > 0 && limit < 1)) {
                problems.add(tooManyRejected(source, quality, limit));
            }
        }
        problems.throwIfAny();
    }

    private static Problem tooManyRejected(SourceSettings source, SourceQuality quality, double limit) {
        String most = quality.reasons().entrySet().stream()
                .sorted(Comparator.comparing(reason -> Reasons.INTENDED.contains(reason.getKey())))
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .findFirst()
                .orElse("");
        return Problem.at(
                        "beckon.yaml",
                        source.yaml().line(),
                        0,
                        "source '" + source.name() + "': " + quality.rejected() + " of " + quality.read()
                                + " rows are rejected (" + most + "), more than the " + Math.round(limit * 1000) / 10.0
                                + " % that may be")
                .hint("look at out/rejected/" + source.name() + ".csv, then mend the source, or set max-rejected");
    }

    /**
     * Nobody knows who said no in a row that can't even be cut into values. To be called before rows are checked further.
     *
     * @param rows of each source, all that it has
     * @throws dev.beckon.feedback.ProblemsFound for each source of consents or suppressions with such rows, unless its own
     *     max-rejected permits so many
     */
    void refuseLostWishes(List<SourceSettings> sources, Map<String, Long> rows, Database database) {
        var problems = new Problems();
        for (SourceSettings source : sources) {
            boolean wishes = source.kind() == SourceKind.CONSENTS || source.kind() == SourceKind.SUPPRESSIONS;
            String origin = source.origin(sources).name();
            String rejected = "loaded.rejected WHERE source = " + Sql.text(origin);
            long lost = wishes ? database.count(rejected) : 0;
            double limit = source.maxRejected().orElse(0.0);
            if (lost > limit * rows.getOrDefault(origin, 0L)) {
                problems.add(lostWishes(
                        source,
                        origin,
                        lost,
                        database.rows(
                                        "SELECT 'line ' || line || ': ' || reason FROM " + rejected
                                                + " ORDER BY file, line LIMIT 1",
                                        row -> row.getString(1))
                                .get(0)));
            }
        }
        problems.throwIfAny();
    }

    private static Problem lostWishes(SourceSettings source, String origin, long lost, String first) {
        return Problem.at(
                        "beckon.yaml",
                        source.yaml().line(),
                        0,
                        "source '" + source.name() + "': " + lost + (lost == 1 ? " row" : " rows") + " can't be read ("
                                + first + "), so nobody knows who wants to be left alone in "
                                + (lost == 1 ? "it" : "them"))
                .hint("look at out/rejected/" + origin + ".csv and mend the source, or set max-rejected of "
                        + (origin.equals(source.name()) ? "this source" : "source '" + source.name() + "'"));
    }

    /** @throws SourceUnavailable if the newest order is older than it may be */
    void refuseTooOld(Database database, InstantSource clock) {
        if (settings.maxDataAge().isEmpty()) {
            return;
        }
        Duration limit = settings.maxDataAge().get();
        Optional<LocalDate> newest = database.rows(
                        "SELECT max(ordered_on) FROM input.order_lines", row -> Optional.ofNullable(row.getString(1)))
                .get(0)
                .map(LocalDate::parse);
        LocalDate today = clock.instant().atZone(workspace.company().timeZone()).toLocalDate();
        if (newest.isPresent()
                && Duration.ofDays(today.toEpochDay() - newest.get().toEpochDay())
                                .compareTo(limit)
                        > 0) {
            throw new SourceUnavailable("the newest order is of " + newest.get() + ", older than max-data-age ("
                    + TimeSpan.words(limit) + ")");
        }
    }
}
