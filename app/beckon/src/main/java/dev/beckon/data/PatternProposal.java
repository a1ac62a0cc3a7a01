package dev.beckon.data;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The date format that somebody should name, made of a value or of a format in another language's letters. */
final class PatternProposal {

    private static final Pattern DATE = Pattern.compile(
            "\\d{1,2}([-/.])\\d{1,2}([-/.])(\\d{4}|\\d{2})(?:(T|,? )\\d{1,2}:\\d{2}(:\\d{2})?( [AaPp][Mm])?)?");

    private static final Pattern PERCENT = Pattern.compile("%-?([A-Za-z])");
    private static final Map<String, String> OF_PERCENT = Map.ofEntries(
            Map.entry("d", "dd"),
            Map.entry("e", "d"),
            Map.entry("m", "MM"),
            Map.entry("b", "MMM"),
            Map.entry("B", "MMMM"),
            Map.entry("y", "yy"),
            Map.entry("Y", "yyyy"),
            Map.entry("H", "HH"),
            Map.entry("I", "hh"),
            Map.entry("M", "mm"),
            Map.entry("S", "ss"),
            Map.entry("p", "a"),
            Map.entry("F", "yyyy-MM-dd"),
            Map.entry("T", "HH:mm:ss"));

    private static final Pattern MINUTES_IN_A_DATE = Pattern.compile("(?<=[dy][-/.]{0,1})mm|mm(?=[-/.]?[dy])");

    private PatternProposal() {}

    /** The pattern of a date such as {@code 01.02.26 10:30}; empty for one that is written otherwise. */
    static Optional<String> of(String date, boolean dayFirst) {
        Matcher parts = DATE.matcher(date);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String first = dayFirst ? "dd" : "MM";
        String second = dayFirst ? "MM" : "dd";
        String year = parts.group(3).length() == 2 ? "yy" : "yyyy";
        return Optional.of(first + parts.group(1) + second + parts.group(2) + year + time(parts));
    }

    private static String time(Matcher parts) {
        String between = parts.group(4);
        if (between == null) {
            return "";
        }
        String seconds = parts.group(5) == null ? "" : ":ss";
        boolean half = parts.group(6) != null;
        return (between.equals("T") ? "'T'" : between) + (half ? "hh:mm" : "HH:mm") + seconds + (half ? " a" : "");
    }

    /** Whether a format's letters are another language's, such as {@code DD.MM.YYYY} or {@code %d.%m.%y}. */
    static boolean isForeign(String format) {
        return format.contains("%") || !fromCapitals(format).equals(format);
    }

    /** What was meant by such a format; empty if nobody can tell. */
    static Optional<String> insteadOf(String format) {
        String meant = format.contains("%") ? fromPercent(format) : fromCapitals(format);
        return meant.contains("%") || !DatePattern.understands(meant) ? Optional.empty() : Optional.of(meant);
    }

    private static String fromPercent(String format) {
        return PERCENT.matcher(format.replace("T%", "'T'%"))
                .replaceAll(letter -> OF_PERCENT.getOrDefault(letter.group(1), letter.group()));
    }

    /** Y is a year of weeks, and D a day of the year, which nobody writes beside a month. */
    private static String fromCapitals(String format) {
        boolean days = !format.contains("w") && (format.contains("Y") || format.contains("D") && format.contains("M"));
        String small = (days ? format.replace('Y', 'y').replace('D', 'd') : format)
                .replaceAll("([Hh]):MM", "$1:mm")
                .replace(":SS", ":ss");
        return small.contains("M") ? small : MINUTES_IN_A_DATE.matcher(small).replaceAll("MM");
    }
}
