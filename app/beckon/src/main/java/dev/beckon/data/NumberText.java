package dev.beckon.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers as people and spreadsheets write them: separators, currency signs, negatives in brackets. */
final class NumberText {

    static final String DOT_DECIMAL = "decimal point";
    static final String COMMA_DECIMAL = "decimal comma";
    /** A single comma before three digits. */
    static final String COMMA_THREE = "comma before three digits";
    /** A single dot before three digits. */
    static final String DOT_THREE = "dot before three digits";

    static final String WHOLE = "whole";
    static final String UNREADABLE = "unreadable";

    private static final String CURRENCY = "(?:\\p{Sc}|[A-Z]{1,3}\\p{Sc}|[A-Z]{3}|Rs\\.?|kr\\.?|zł|Kč|Ft|lei)";
    private static final Pattern NUMBER =
            Pattern.compile("(\\()?([-+\u2212])?\\s*" + CURRENCY + "?[\\s\u00a0]*([-+\u2212])?"
                    + "(\\d[\\d.,'\u2019 \u00a0\u202f]*(?:[eE][-+]?\\d{1,2})?|[.,]\\d+)[\\s\u00a0]*" + CURRENCY
                    + "?\\s*([-\u2212])?(\\))?");
    private static final Pattern DOT_GROUPED = Pattern.compile(
            "\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d{1,2})?|\\.\\d+|\\d{1,3}(?:[,'\u2019 ]\\d{2,3})*[,'\u2019 ]\\d{3}(?:\\.\\d+)?");
    private static final Pattern COMMA_GROUPED =
            Pattern.compile("\\d+(?:,\\d*)?|,\\d+|\\d{1,3}(?:[.'\u2019 ]\\d{2,3})*[.'\u2019 ]\\d{3}(?:,\\d+)?");

    /** What may stand between groups of digits, besides the signs of a blank. */
    static final String THOUSANDS = ".,' ";

    private NumberText() {}

    /** What the separators of a number that isn't plain say of the column's decimal sign. */
    static String shape(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return UNREADABLE;
        }
        String digits = blanksAlike(matcher.group(4));
        int dot = digits.lastIndexOf('.');
        int comma = digits.lastIndexOf(',');
        if (dot < 0 && comma < 0) {
            return WHOLE;
        }
        if (dot >= 0 && comma >= 0) {
            return dot > comma ? DOT_DECIMAL : COMMA_DECIMAL;
        }
        char sign = dot >= 0 ? '.' : ',';
        int last = Math.max(dot, comma);
        if (digits.indexOf(sign) != last) {
            return sign == '.' ? COMMA_DECIMAL : DOT_DECIMAL;
        }
        boolean three = digits.matches("[1-9]\\d{0,2}[.,]\\d{3}");
        if (sign == '.') {
            return three ? DOT_THREE : DOT_DECIMAL;
        }
        return three ? COMMA_THREE : COMMA_DECIMAL;
    }

    /**
     * The number as {@code -1234.5}; null if it isn't one.
     *
     * @param signs the decimal sign, and behind it the only sign between thousands where one was named
     */
    static @Nullable String plain(String text, String signs) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        boolean bracketed = matcher.group(1) != null;
        if (bracketed != (matcher.group(6) != null)) {
            return null;
        }
        String digits = blanksAlike(matcher.group(4)).strip();
        boolean comma = signs.charAt(0) == ',';
        Pattern grouped = comma ? COMMA_GROUPED : DOT_GROUPED;
        if (!grouped.matcher(digits).matches() || signs.length() > 1 && holdsOther(digits, signs)) {
            return null;
        }
        String plain =
                comma ? digits.replaceAll("[.'\u2019 ]", "").replace(',', '.') : digits.replaceAll("[,'\u2019 ]", "");
        boolean negative =
                bracketed || isMinus(matcher.group(2)) || isMinus(matcher.group(3)) || isMinus(matcher.group(5));
        return (negative ? "-" : "") + plain;
    }

    private static boolean holdsOther(String digits, String signs) {
        String alike = digits.replace('\u2019', '\'');
        return THOUSANDS.chars().anyMatch(sign -> signs.indexOf(sign) < 0 && alike.indexOf(sign) >= 0);
    }

    private static boolean isMinus(@Nullable String sign) {
        return sign != null && !sign.equals("+");
    }

    private static String blanksAlike(String digits) {
        return digits.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
    }
}
