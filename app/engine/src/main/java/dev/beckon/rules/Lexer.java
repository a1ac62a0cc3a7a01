package dev.beckon.rules;

import dev.beckon.feedback.Problems;
import dev.beckon.rules.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts the text of a rule file into tokens; comments and blanks separate them. Says every character it can't take. */
final class Lexer {

    private static final List<String> SYMBOLS = List.of("==", "!=", "<=", ">=", "&&", "||");
    private static final String SINGLE_SYMBOLS = "<>!()[]{},;:.+-*/%=@#&|?^~";
    private static final String TYPOGRAPHIC_QUOTES = "\u201C\u201D\u201E\u201F\u2018\u2019\u00AB\u00BB";

    private static final Map<Character, String> LOOKALIKES =
            Map.of('\u2265', ">=", '\u2264', "<=", '\u2260', "!=", '\u2013', "a plain -", '\u2014', "a plain -");

    private final String file;
    private final String text;
    private final Problems problems;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    static List<Token> tokens(String file, String text, Problems problems) {
        return new Lexer(file, text, problems).run();
    }

    private List<Token> run() {
        while (at < text.length()) {
            next();
        }
        add(Kind.END_OF_FILE, at, at, at);
        return tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n') {
            newLine();
        } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            at++;
        } else if (text.startsWith("//", at)) {
            at = endOfLine();
        } else if (text.startsWith("/*", at)) {
            blockComment();
        } else if (c == '"') {
            textLiteral();
        } else if (isDigit(c) || isPointOfNumber(c)) {
            number();
        } else if (isNameStart(c)) {
            name();
        } else {
            symbol(c);
        }
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private void blockComment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            problems.add(place(at).problem("The comment is never closed").hint("*/ is missing"));
            at = text.length();
            return;
        }
        while (at < end + 2) {
            if (text.charAt(at) == '\n') {
                newLine();
            } else {
                at++;
            }
        }
    }

    private void textLiteral() {
        int close = text.indexOf('"', at + 1);
        if (close < 0 || close > endOfLine()) {
            problems.add(place(at).problem("The text is never closed").hint("a double quote is missing"));
            close = endOfLine();
            add(Kind.TEXT, at, at + 1, close);
            at = close;
            return;
        }
        add(Kind.TEXT, at, at + 1, close);
        at = close + 1;
    }

    private void number() {
        int start = at;
        skipDigits();
        boolean decimal = at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1));
        if (decimal) {
            at++;
            skipDigits();
        }
        int end = at;
        skipRest();
        if (at > end || text.charAt(start) == '.' || hasLeadingZero(start, end)) {
            noNumber(text.substring(start, at), start);
        }
        add(decimal ? Kind.DECIMAL : Kind.WHOLE, start, start, end);
    }

    /** Letters that are no part of a number, and the sign of an exponent. */
    private void skipRest() {
        int start = at;
        while (at < text.length() && (isNamePart(text.charAt(at)) || at > start && isSignOfExponent())) {
            at++;
        }
    }

    private boolean isSignOfExponent() {
        return "+-".indexOf(text.charAt(at)) >= 0
                && "eE".indexOf(text.charAt(at - 1)) >= 0
                && at + 1 < text.length()
                && isDigit(text.charAt(at + 1));
    }

    private void noNumber(String written, int start) {
        problems.add(place(start)
                .problem("'" + written + "' is no number")
                .hint(MistypedNumber.meant(written)
                        .map(meant -> "write it as " + meant)
                        .orElse("write it in digits, such as 5000.50")));
    }

    /** As in 010, which other languages take for 8; in a date or in 5,000 the zero isn't what is wrong. */
    private boolean hasLeadingZero(int start, int end) {
        return text.charAt(start) == '0'
                && start + 1 < end
                && isDigit(text.charAt(start + 1))
                && (start == 0 || "-,./".indexOf(text.charAt(start - 1)) < 0);
    }

    /** As in .5; after a name it would be a property of something. */
    private boolean isPointOfNumber(char c) {
        return c == '.'
                && at + 1 < text.length()
                && isDigit(text.charAt(at + 1))
                && (at == 0 || !isNamePart(text.charAt(at - 1)) && text.charAt(at - 1) != ')');
    }

    private void skipDigits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void name() {
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        add(Kind.NAME, start, start, at);
    }

    private void symbol(char c) {
        int start = at;
        String two = text.substring(at, Math.min(at + 2, text.length()));
        if (SYMBOLS.contains(two)) {
            at += 2;
            add(Kind.SYMBOL, start, start, at);
            return;
        }
        if (SINGLE_SYMBOLS.indexOf(c) >= 0) {
            at++;
            add(Kind.SYMBOL, start, start, at);
            return;
        }
        at += Character.charCount(text.codePointAt(at));
        String written = text.substring(start, at);
        problems.add(place(start)
                .problem("The character " + written + " has no meaning here")
                .hint(instead(c)));
    }

    private static @Nullable String instead(char c) {
        if (c == '\'' || TYPOGRAPHIC_QUOTES.indexOf(c) >= 0) {
            return "straight double quotes: \"...\"";
        }
        if (Character.getType(c) == Character.CURRENCY_SYMBOL) {
            return "the amount alone, such as 5000: it is in the company's currency";
        }
        return LOOKALIKES.get(c);
    }

    private void add(Kind kind, int start, int textStart, int textEnd) {
        int end = kind == Kind.TEXT ? Math.min(textEnd + 1, text.length()) : textEnd;
        tokens.add(new Token(kind, text.substring(textStart, textEnd), place(start), start, end));
    }

    private Place place(int offset) {
        return new Place(file, line, offset - lineStart + 1);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c);
    }
}
