package dev.beckon.campaign;

/** Where rendered text goes, which decides how values are escaped. */
enum Place {
    HTML("html"),
    /** Plain text for people: control characters are dropped. */
    TEXT("text"),
    /** A header or another single line: line breaks become spaces, so that no value can begin another header. */
    LINE("line"),
    /** Inside an XML element. */
    XML("xml");

    private final String strategy;

    Place(String strategy) {
        this.strategy = strategy;
    }

    String strategy() {
        return strategy;
    }

    static String escapeText(String value) {
        return value.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String escapeLine(String value) {
        return escapeText(value.replaceAll("\\s+|\\R", " ")).strip();
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
