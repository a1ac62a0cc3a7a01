package dev.beckon.rules;

import dev.beckon.rules.Token.Kind;
import java.util.List;

/** Walks over the tokens of a file. */
final class TokenReader {

    private final String text;
    private final List<Token> tokens;
    private int at;

    TokenReader(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        if (!token.is(Kind.END_OF_FILE)) {
            at++;
        }
        return token;
    }

    boolean at(String symbolOrName) {
        return peek().is(symbolOrName);
    }

    boolean at(Kind kind) {
        return peek().is(kind);
    }

    boolean skip(String symbolOrName) {
        if (!at(symbolOrName)) {
            return false;
        }
        take();
        return true;
    }

    /** @param where completes the sentence "Expected ')' ..." */
    void expect(String symbol, String where) {
        if (!skip(symbol)) {
            throw new SyntaxProblem(peek(), Refusals.expected(symbol, where, peek()));
        }
    }

    /** What is written from a token up to here, with each run of blanks made one. */
    String textSince(Token start) {
        return text.substring(start.start(), tokens.get(Math.max(at - 1, 0)).end())
                .replaceAll("\\s+", " ");
    }

    /** After a mistake: to the next {@code rule "..."}, or the end of the file. */
    void skipToNextRule() {
        take();
        while (!at(Kind.END_OF_FILE) && !(at("rule") && peekSecond().is(Kind.TEXT))) {
            take();
        }
    }
}
