package dev.beckon.data;

import dev.beckon.data.QualityReport.SourceQuality;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is learnt about all sources, in the order in which they are loaded. */
final class QualityBook {

    private final Map<String, SourceBook> sources = new LinkedHashMap<>();

    SourceBook of(String source) {
        return sources.computeIfAbsent(source, SourceBook::new);
    }

    Collection<SourceBook> sources() {
        return sources.values();
    }

    QualityReport report(Database database, List<SourceSettings> settings, LocalDate asOf) {
        return new QualityReport(
                asOf,
                settings.stream()
                        .map(source -> quality(database, source.name()))
                        .toList());
    }

    private SourceQuality quality(Database database, String source) {
        var reasons = new LinkedHashMap<String, Long>();
        database.rows(
                        "SELECT reason, count(*) AS n FROM loaded.rejected WHERE source = " + Sql.text(source)
                                + " GROUP BY reason ORDER BY n DESC, reason",
                        row -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> reasons.put(entry.getKey(), entry.getValue()));
        SourceBook page = of(source);
        return new SourceQuality(
                source, page.read(), page.loaded(), reasons, page.warnings(), page.alarms(), page.unmatched());
    }
}
