package dev.beckon.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as files write them. First every value of a column says its shape; from all shapes {@link DateFormats}
 * decides on the order of day and month; then every value is read with that order.
 */
final class DateText {

    static final String YEAR_FIRST = "year first";
    static final String COMPACT = "yyyyMMdd";
    static final String SERIAL = "spreadsheet serial";
    static final String MONTH_NAME = "month name";
    /** The first number can't be a month. */
    static final String DAY_FIRST = "day first";
    /** The second number can't be a month. */
    static final String MONTH_FIRST = "month first";
    /** Both numbers are the same: the order doesn't matter. */
    static final String EITHER = "either";
    /** Both numbers could be the month. */
    static final String AMBIGUOUS = "ambiguous";

    static final String UNREADABLE = "unreadable";
    /** Follows a shape with a year of two digits. */
    static final String SHORT_YEAR = ", two-digit year";

    private static final String TIME = "(?:(?:[T ]\\s*|,\\s+)(\\d{1,2}:\\d{2}.*))?";
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})[-/.](\\d{1,2})[-/.](\\d{1,4})" + TIME);
    private static final Pattern DIGITS =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T?(\\d{2})(\\d{2})(\\d{2})(Z?))?");
    private static final Pattern SERIAL_DAYS = Pattern.compile("([1-9]\\d{4})(\\.\\d+)?");
    private static final Pattern DAY_MONTH_NAME =
            Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?[-/. ]*([A-Za-z]{3,9})[-/., ]*(\\d{4}|\\d{2})" + TIME);
    private static final Pattern MONTH_NAME_DAY =
            Pattern.compile("([A-Za-z]{3,9})[-/. ]*(\\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\\d{4})" + TIME);
    private static final Pattern CLOCK = Pattern.compile(
            "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*([AaPp]\\.?[Mm]\\.?)?\\s*(Z|UTC|[+-]\\d{2}(?::?\\d{2})?)?");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final LocalDate SERIAL_DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final int TWO_DIGIT_PIVOT = 69;

    private DateText() {}

    /** One of the constants, for a value without outer blanks. */
    static String shape(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        if (numbers.matches()) {
            return shapeOf(numbers.group(1), numbers.group(2), numbers.group(3));
        }
        if (SERIAL_DAYS.matcher(text).matches()) {
            return SERIAL;
        }
        if (DIGITS.matcher(text).matches()) {
            return COMPACT;
        }
        Matcher named = DAY_MONTH_NAME.matcher(text);
        if (named.matches()) {
            return MONTH_NAME + (named.group(3).length() == 2 ? SHORT_YEAR : "");
        }
        return MONTH_NAME_DAY.matcher(text).matches() ? MONTH_NAME : UNREADABLE;
    }

    private static String shapeOf(String first, String second, String third) {
        if (first.length() >= 3) {
            return first.length() == 4 && third.length() <= 2 ? YEAR_FIRST : UNREADABLE;
        }
        if (third.length() != 4 && third.length() != 2) {
            return UNREADABLE;
        }
        int a = Integer.parseInt(first);
        int b = Integer.parseInt(second);
        String year = third.length() == 2 ? SHORT_YEAR : "";
        if (a > 31 || b > 31 || (a > 12 && b > 12) || a == 0 || b == 0) {
            return UNREADABLE;
        }
        if (a > 12) {
            return DAY_FIRST + year;
        }
        if (b > 12) {
            return MONTH_FIRST + year;
        }
        return (a == b ? EITHER : AMBIGUOUS) + year;
    }

    /**
     * The value as {@code yyyy-MM-ddTHH:mm:ss.SSSSSS}, followed by its offset such as {@code +05:30} if it has one.
     *
     * @param order {@code dmy} or {@code mdy}, or a pattern such as {@code dd/MM/yyyy}
     */
    static @Nullable String iso(String text, String order) {
        try {
            if (!order.equals("dmy") && !order.equals("mdy")) {
                return DatePattern.of(order).iso(text);
            }
            return inferred(text, order.equals("dmy"));
        } catch (DateTimeException | NumberFormatException notADate) {
            return null;
        }
    }

    private static @Nullable String inferred(String text, boolean dayFirst) {
        Matcher numbers = NUMBERS.matcher(text);
        if (numbers.matches()) {
            return fromNumbers(numbers, dayFirst);
        }
        if (SERIAL_DAYS.matcher(text).matches()) {
            return fromSerial(text);
        }
        Matcher digits = DIGITS.matcher(text);
        if (digits.matches()) {
            return fromDigits(digits);
        }
        Matcher named = DAY_MONTH_NAME.matcher(text);
        if (named.matches()) {
            return at(year(named.group(3)), month(named.group(2)), whole(named.group(1)), named.group(4));
        }
        Matcher american = MONTH_NAME_DAY.matcher(text);
        return american.matches()
                ? at(year(american.group(3)), month(american.group(1)), whole(american.group(2)), american.group(4))
                : null;
    }

    private static @Nullable String fromNumbers(Matcher numbers, boolean dayFirst) {
        String first = numbers.group(1);
        String third = numbers.group(3);
        int second = whole(numbers.group(2));
        String time = numbers.group(4);
        if (first.length() == 4 && third.length() <= 2) {
            return at(whole(first), second, whole(third), time);
        }
        if (first.length() > 2 || (third.length() != 2 && third.length() != 4)) {
            return null;
        }
        return dayFirst ? at(year(third), second, whole(first), time) : at(year(third), whole(first), second, time);
    }

    private static @Nullable String fromDigits(Matcher digits) {
        String time = digits.group(4) == null
                ? null
                : digits.group(4) + ":" + digits.group(5) + ":" + digits.group(6) + digits.group(7);
        return at(whole(digits.group(1)), whole(digits.group(2)), whole(digits.group(3)), time);
    }

    static String fromSerial(String text) {
        var serial = new BigDecimal(text);
        long days = serial.longValue();
        // spreadsheets keep times as fractions of a day, which are a little off the second
        long seconds = serial.subtract(BigDecimal.valueOf(days))
                .multiply(BigDecimal.valueOf(86_400))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        return format(SERIAL_DAY_ZERO.plusDays(days).atStartOfDay().plusSeconds(seconds), "");
    }

    private static int year(String text) {
        int year = whole(text);
        if (text.length() != 2) {
            return year;
        }
        return year < TWO_DIGIT_PIVOT ? 2000 + year : 1900 + year;
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static int whole(String digits) {
        return Integer.parseInt(digits);
    }

    private static @Nullable String at(int year, int month, int day, @Nullable String time) {
        LocalDate date = LocalDate.of(year, month, day);
        if (time == null) {
            return format(date.atStartOfDay(), "");
        }
        Matcher clock = CLOCK.matcher(time.strip());
        return clock.matches() ? format(date.atTime(timeOf(clock)), offset(clock.group(6))) : null;
    }

    private static LocalTime timeOf(Matcher clock) {
        int hour = whole(clock.group(1));
        String half = clock.group(5);
        if (half != null) {
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        }
        String fraction = clock.group(4);
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        return LocalTime.of(hour, whole(clock.group(2)), clock.group(3) == null ? 0 : whole(clock.group(3)), nanos);
    }

    private static String offset(@Nullable String written) {
        if (written == null) {
            return "";
        }
        if (written.equals("Z") || written.equals("UTC")) {
            return "+00:00";
        }
        String digits = written.substring(1).replace(":", "");
        return written.charAt(0) + digits.substring(0, 2) + ":" + (digits.length() == 4 ? digits.substring(2) : "00");
    }

    /** Always 26 characters before the offset: SQL sees by the length whether there is one. */
    static String format(LocalDateTime time, String offset) {
        var text = new StringBuilder(32);
        padded(text, time.getYear(), 4).append('-');
        padded(text, time.getMonthValue(), 2).append('-');
        padded(text, time.getDayOfMonth(), 2).append('T');
        padded(text, time.getHour(), 2).append(':');
        padded(text, time.getMinute(), 2).append(':');
        padded(text, time.getSecond(), 2).append('.');
        return padded(text, time.getNano() / 1000, 6).append(offset).toString();
    }

    private static StringBuilder padded(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }
}
