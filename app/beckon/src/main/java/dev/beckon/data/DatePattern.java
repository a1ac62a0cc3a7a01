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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A date format that beckon.yaml names: letters as in {@link DateTimeFormatter}, or one of a few words. */
final class DatePattern {

    static final String WORDS = "iso, excel-serial, epoch-seconds, epoch-millis";

    private static final Map<String, DatePattern> KNOWN = new ConcurrentHashMap<>();

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
