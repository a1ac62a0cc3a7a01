package dev.beckon.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A date format that beckon.yaml names: letters as in {@link DateTimeFormatter}, or one of a few words. */
final class DatePattern {

    static final List<String> WORDS = List.of("iso", "excel-serial", "epoch-seconds", "epoch-millis");

    private static final Map<String, DatePattern> KNOWN = new ConcurrentHashMap<>();

    private static final Pattern LETTERS = Pattern.compile("'T'|([A-Za-z])\\1*");
    private static final Map<String, String> STRPTIME = Map.ofEntries(
            Map.entry("'T'", "T"),
            Map.entry("yyyy", "%Y"),
            Map.entry("uuuu", "%Y"),
            Map.entry("yy", "%y"),
            Map.entry("MM", "%m"),
            Map.entry("M", "%m"),
            Map.entry("MMM", "%b"),
            Map.entry("MMMM", "%B"),
            Map.entry("dd", "%d"),
            Map.entry("d", "%d"),
            Map.entry("HH", "%H"),
            Map.entry("H", "%H"),
            Map.entry("hh", "%I"),
            Map.entry("h", "%I"),
            Map.entry("a", "%p"),
            Map.entry("mm", "%M"),
            Map.entry("m", "%M"),
            Map.entry("ss", "%S"),
            Map.entry("s", "%S"));

    private final String pattern;
    private final @Nullable DateTimeFormatter formatter;

    private DatePattern(String pattern) {
        this.pattern = pattern;
        this.formatter = WORDS.contains(pattern) ? null : formatter(pattern);
    }

    /** @throws IllegalArgumentException if the text is no pattern */
    static DatePattern of(String pattern) {
        return KNOWN.computeIfAbsent(pattern, DatePattern::new);
    }

    private static DateTimeFormatter formatter(String pattern) {
        // 'd' and 'M' also take two digits; 'uuuu' is the year that needs no era
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern.replace('y', 'u'))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** As {@link DateText#iso}. */
    @Nullable
    String iso(String text) {
        if (formatter != null) {
            return formatted(formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
        }
        return switch (pattern) {
            case "excel-serial" -> DateText.fromSerial(text);
            case "epoch-seconds" -> utc(Instant.ofEpochSecond(Long.parseLong(text)));
            case "epoch-millis" -> utc(Instant.ofEpochMilli(Long.parseLong(text)));
            default -> DateText.shape(text).equals(DateText.YEAR_FIRST) ? DateText.iso(text, "dmy") : null;
        };
    }

    private static String formatted(TemporalAccessor read) {
        if (read instanceof OffsetDateTime time) {
            return utc(time.toInstant());
        }
        return read instanceof LocalDateTime time
                ? DateText.format(time, "")
                : DateText.format(((LocalDate) read).atStartOfDay(), "");
    }

    private static String utc(Instant instant) {
        return DateText.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), "+00:00");
    }

    /**
     * The pattern for SQL's own reader, which is faster and also takes days and months of one digit; empty where the
     * pattern has letters that it doesn't know.
     */
    static Optional<String> strptime(String pattern) {
        boolean[] unknown = {WORDS.contains(pattern)};
        String converted = LETTERS.matcher(pattern).replaceAll(letters -> {
            String known = STRPTIME.get(letters.group());
            unknown[0] |= known == null;
            return known == null ? "" : known;
        });
        return unknown[0] || converted.contains("'") ? Optional.empty() : Optional.of(converted);
    }

    /** True if the text can be used as a format. */
    static boolean understands(String pattern) {
        try {
            of(pattern);
            return true;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }
}
