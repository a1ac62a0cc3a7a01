package dev.beckon.rules;

/**
 * One word, literal or symbol of a rule file.
 *
 * @param text as written; a text literal is without its quotes
 * @param start offset of the first character in the file's text
 * @param end offset after the last character
 */
record Token(Kind kind, String text, Place place, int start, int end) {

    enum Kind {
        NAME,
        TEXT,
        WHOLE,
        DECIMAL,
        SYMBOL,
        END_OF_FILE
    }

    boolean is(String symbolOrName) {
        return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrName);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** For messages: what was found. */
    String shown() {
        if (kind == Kind.END_OF_FILE) {
            return "the end of the file";
        }
        return kind == Kind.TEXT ? "the text \"" + text + "\"" : "'" + text + "'";
    }
}
