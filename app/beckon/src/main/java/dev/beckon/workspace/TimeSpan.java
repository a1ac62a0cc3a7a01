package dev.beckon.workspace;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people write them: {@code 7d}, {@code 12 hours}, {@code 30m}, {@code week}. */
public final class TimeSpan {

    /** For patterns of which it is the last part: groups are the number, if there is one, and the unit. */
    public static final String PATTERN = "(?:(\\d{1,4})\\s*)?(m|minutes?|h|hours?|d|days?|w|weeks?)";

    private static final Pattern SPAN = Pattern.compile(PATTERN);

    private TimeSpan() {}

    /** A time above zero; null for anything else. */
    public static @Nullable Duration parse(String text) {
        Matcher matcher = SPAN.matcher(text.strip().toLowerCase(Locale.ROOT));
        return matcher.matches() ? of(matcher.group(1), matcher.group(2)) : null;
    }

    /** @param number null stands for one */
    public static @Nullable Duration of(@Nullable String number, String unit) {
        Duration one = switch (unit.charAt(0)) {
            case 'm' -> Duration.ofMinutes(1);
            case 'h' -> Duration.ofHours(1);
            case 'd' -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
        Duration span = number == null ? one : one.multipliedBy(Long.parseLong(number));
        return span.isZero() ? null : span;
    }

    /** {@code 7 days}, {@code 12 hours}, {@code 30 minutes}. */
    public static String words(Duration span) {
        long minutes = span.toMinutes();
        if (minutes % 60 != 0) {
            return words(minutes, "minute");
        }
        long hours = minutes / 60;
        return hours % 24 == 0 ? words(hours / 24, "day") : words(hours, "hour");
    }

    private static String words(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
