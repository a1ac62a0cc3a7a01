package dev.beckon.data;

import dev.beckon.data.SourceSettings.CharacterRange;
import dev.beckon.workspace.YamlMap;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the values of section {@code sources} may look like; null, or an exception, for what isn't one. */
final class SourceValues {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    private SourceValues() {}

    /** Of a map, each value that can be parsed; the others are reported. */
    static <T> Map<String, T> each(YamlMap map, String expected, Function<String, @Nullable T> parser) {
        var values = new LinkedHashMap<String, T>();
        for (String key : map.keys()) {
            map.parsed(key, expected, parser).ifPresent(value -> values.put(key, value));
        }
        return values;
    }

    static @Nullable Character delimiter(String text) {
        if (text.equals("tab") || text.equals("\\t")) {
            return '\t';
        }
        return text.length() == 1 ? text.charAt(0) : null;
    }

    static @Nullable String encoding(String text) {
        return TextEncoding.named(text).isPresent() ? text : null;
    }

    static @Nullable Character thousandsSign(String text) {
        return text.length() == 1 && NumberText.THOUSANDS.indexOf(text.charAt(0)) >= 0 ? text.charAt(0) : null;
    }

    /** Whoever divides thousands by a dot writes decimals with a comma, and the other way round. */
    static Optional<Character> otherSign(char thousands) {
        return switch (thousands) {
            case '.' -> Optional.of(',');
            case ',' -> Optional.of('.');
            default -> Optional.empty();
        };
    }

    static String currency(String text) {
        return Currency.getInstance(text).getCurrencyCode();
    }

    /** {@code {AED: 22,6}} is a rate of 22 and a key 6. */
    static Map<String, BigDecimal> rates(YamlMap map) {
        String before = "";
        for (String key : map.keys()) {
            if (key.matches("\\d+")) {
                map.report(
                        key,
                        "unknown currency '" + key + "'",
                        before.isEmpty()
                                ? null
                                : "write a point: " + before + ": " + map.text(before, "1") + "." + key);
            }
            before = key;
            if (key.matches("[A-Za-z]{3}") && !key.equals(key.toUpperCase(Locale.ROOT))) {
                map.report(key, "unknown currency '" + key + "'", "you meant '" + key.toUpperCase(Locale.ROOT) + "'");
            }
        }
        return each(map, "a number such as 83.1", SourceValues::rate);
    }

    private static @Nullable BigDecimal rate(String text) {
        var rate = new BigDecimal(text);
        return rate.signum() > 0 && rate.scale() <= 8 ? rate : null;
    }

    static @Nullable CharacterRange range(String text) {
        Matcher matcher = RANGE.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        return first >= 1 && last >= first ? new CharacterRange(first, last) : null;
    }
}
