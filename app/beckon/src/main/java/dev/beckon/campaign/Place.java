package dev.beckon.campaign;

import java.util.regex.Pattern;

/** Where rendered text goes, which decides how values are escaped. */
enum Place {
    HTML("html"),
    /** Plain text for people: control characters are dropped. */
    TEXT("text"),
    /** A header or another single line: line breaks become spaces, so that no value can begin another header. */
    LINE("line"),
    /** Inside an XML element. */
    XML("xml");

    private static final Pattern LINE_BREAKS = Pattern.compile("(\\s|\\R)+");

    private final String strategy;

    Place(String strategy) {
        this.strategy = strategy;
    }

    String strategy() {
        return strategy;
    }

    static String escapeText(String value) {
        if (value.chars().noneMatch(Character::isISOControl)) {
            return value;
        }
        return value.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String escapeLine(String value) {
        // The line separators U+2028 and U+2029 are no control characters.
        boolean oneLine = value.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
        return oneLine
                ? value.strip()
                : escapeText(LINE_BREAKS.matcher(value).replaceAll(" ")).strip();
    }

    static String escapeXml(String value) {
        return escapeText(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }
}
