package dev.beckon.data;

import dev.beckon.workspace.Share;
import dev.beckon.workspace.TimeSpan;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.YamlMap;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code data} of beckon.yaml.
 *
 * @param asOf empty for the day after the last order
 * @param maxDataAge how old the newest order may be; empty for any age
 * @param maxRejected the share of a source's rows, 0 to 1, that may be unreadable
 * @param memoryLimit of the data engine, such as {@code 1GB}
 */
record DataSettings(Optional<LocalDate> asOf, Optional<Duration> maxDataAge, double maxRejected, String memoryLimit) {

    private static final String DAY_AFTER_LAST_ORDER = "day-after-last-order";
    private static final double DEFAULT_MAX_REJECTED = 0.05;
    private static final String DEFAULT_MEMORY_LIMIT = "1500MB";
    private static final Pattern SIZE = Pattern.compile("\\d{1,6}(MB|GB|MiB|GiB)");

    static DataSettings from(Workspace workspace) {
        YamlMap map = workspace
                .section("data")
                .allowing("as-of", "max-data-age", "max-rejected", "memory-limit", "previous-decisions", "sample");
        Optional<LocalDate> asOf = map.text("as-of", DAY_AFTER_LAST_ORDER).equals(DAY_AFTER_LAST_ORDER)
                ? Optional.empty()
                : map.parsed("as-of", "a date such as 2026-11-01, or " + DAY_AFTER_LAST_ORDER, LocalDate::parse);
        return new DataSettings(
                asOf,
                map.parsed("max-data-age", "a time such as 30d or 48h", TimeSpan::parse),
                share(map, "max-rejected").orElse(DEFAULT_MAX_REJECTED),
                map.parsed("memory-limit", "a size such as 512MB or 2GB", DataSettings::size)
                        .orElse(DEFAULT_MEMORY_LIMIT));
    }

    static Optional<Double> share(YamlMap map, String key) {
        return Share.read(map, key).map(share -> share.fraction().doubleValue());
    }

    private static @Nullable String size(String text) {
        return SIZE.matcher(text).matches() ? text : null;
    }
}
