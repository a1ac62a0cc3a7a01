package dev.beckon.rules;

import dev.beckon.rules.Syntax.Expression;
import dev.beckon.rules.Syntax.Literal;
import dev.beckon.rules.Syntax.Term;
import dev.beckon.rules.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands between the parentheses of a pattern. */
final class ExpressionParser {

    static final int DEEPEST_NESTING = 12;
    static final int MOST_PARTS = 200;
    static final int MOST_LITERALS = 1000;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> TEXT_TESTS = Set.of("startsWith", "endsWith");

    private static final Map<String, Refusals.Refusal> REFUSED_OPERATORS = Map.of(
            "matches",
            new Refusals.Refusal(
                    "matches can't be used: one careless pattern can keep the engine busy for ever",
                    "contains \"...\", str[startsWith] \"...\" or in (...)"),
            "soundslike",
            new Refusals.Refusal("soundslike can't be used", "== \"...\""),
            "memberOf",
            new Refusals.Refusal("memberOf can't be used", "in (\"a\", \"b\")"),
            "=",
            new Refusals.Refusal("= compares nothing", "=="),
            "startsWith",
            new Refusals.Refusal("startsWith is written in brackets", "str[startsWith] \"...\""),
            "endsWith",
            new Refusals.Refusal("endsWith is written in brackets", "str[endsWith] \"...\""));

    private final TokenReader tokens;
    private int depth;
    private int parts;

    ExpressionParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    /** Limits are per rule. */
    void beginRule() {
        depth = 0;
        parts = 0;
    }

    Expression parse() {
        return or();
    }

    private Expression or() {
        List<Expression> alternatives = new ArrayList<>(List.of(and(null)));
        while (tokens.skip("||")) {
            alternatives.add(and(lastTerm(alternatives)));
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Syntax.Or(alternatives);
    }

    private Expression and(@Nullable Term before) {
        List<Expression> conditions = new ArrayList<>(List.of(unary(before)));
        while (tokens.skip("&&")) {
            conditions.add(unary(lastTerm(conditions)));
        }
        return conditions.size() == 1 ? conditions.get(0) : new Syntax.And(conditions);
    }

    /** The left side that {@code age >= 18 && <= 30} doesn't repeat. */
    private static @Nullable Term lastTerm(List<Expression> before) {
        return before.get(before.size() - 1) instanceof Syntax.Test test ? test.left() : null;
    }

    private Expression unary(@Nullable Term before) {
        Token start = tokens.peek();
        if (++parts > MOST_PARTS) {
            throw new SyntaxProblem(
                    start, "The rule has more than " + MOST_PARTS + " conditions", "use in (...), or split the rule");
        }
        if (depth == DEEPEST_NESTING) {
            throw new SyntaxProblem(start, "Conditions are nested deeper than " + DEEPEST_NESTING, "split the rule");
        }
        if (start.is("!") || start.is("(")) {
            tokens.take();
            depth++;
            Expression inner = start.is("!") ? new Syntax.Not(negatable()) : or();
            depth--;
            if (start.is("(")) {
                tokens.expect(")", "or '&&' or '||' after this condition");
            }
            return inner;
        }
        return COMPARISONS.contains(start.text()) && before != null ? comparison(before) : test();
    }

    private Expression negatable() {
        Token start = tokens.peek();
        if (start.is("(") || start.is("!")) {
            return unary(null);
        }
        Term term = term();
        if (COMPARISONS.contains(tokens.peek().text()) || tokens.at("in") || tokens.at("not")) {
            throw new SyntaxProblem(start, "! needs parentheses around a comparison", "!( ... )");
        }
        return new Syntax.Bare(term);
    }

    private Expression test() {
        Term left = term();
        Token operator = tokens.peek();
        if (COMPARISONS.contains(operator.text()) && operator.is(Kind.SYMBOL)) {
            return comparison(left);
        }
        if (operator.is("in")) {
            tokens.take();
            return new Syntax.Test(left, "in", operator.place(), literals());
        }
        if (operator.is("contains")) {
            tokens.take();
            return new Syntax.Test(left, "contains", operator.place(), List.of(term()));
        }
        if (operator.is("not")) {
            return negated(left);
        }
        if (operator.is("str")) {
            return textTest(left);
        }
        Refusals.Refusal refusal = REFUSED_OPERATORS.get(operator.text());
        if (operator.is("=") && tokens.peekSecond().is(">")) {
            throw new SyntaxProblem(operator, "=> compares nothing", ">=");
        }
        if (refusal != null && !operator.is(Kind.TEXT)) {
            throw new SyntaxProblem(operator, refusal);
        }
        return new Syntax.Bare(left);
    }

    private Expression comparison(Term left) {
        Token operator = tokens.take();
        return new Syntax.Test(left, operator.text(), operator.place(), List.of(term()));
    }

    private Expression negated(Term left) {
        Token not = tokens.take();
        if (tokens.skip("in")) {
            return new Syntax.Test(left, "not in", not.place(), literals());
        }
        if (tokens.skip("contains")) {
            return new Syntax.Test(left, "not contains", not.place(), List.of(term()));
        }
        Token found = tokens.peek();
        Refusals.Refusal refusal = REFUSED_OPERATORS.getOrDefault(
                found.text(),
                new Refusals.Refusal("After not, in or contains is expected, but found " + found.shown(), null));
        throw new SyntaxProblem(found, refusal);
    }

    private Expression textTest(Term left) {
        Token str = tokens.take();
        tokens.expect("[", "after str");
        Token which = tokens.take();
        if (!TEXT_TESTS.contains(which.text())) {
            throw new SyntaxProblem(which, "str[" + which.text() + "] isn't known", "str[startsWith] or str[endsWith]");
        }
        tokens.expect("]", "after " + which.text());
        return new Syntax.Test(left, which.text(), str.place(), List.of(term()));
    }

    private Term term() {
        Token start = tokens.peek();
        if (start.is(Kind.NAME) && !isWord(start)) {
            tokens.take();
            if (start.text().startsWith("$")) {
                return plain(new Syntax.Variable(start.text(), start.place()));
            }
            return tokens.at("(") ? plain(arguments(start)) : plain(new Syntax.Name(start.text(), start.place()));
        }
        return literal();
    }

    private static boolean isWord(Token token) {
        return token.is("true") || token.is("false") || token.is("null");
    }

    private Term plain(Term term) {
        if (tokens.at(".")) {
            throw new SyntaxProblem(tokens.peek(), "Nothing can be called on a property", "compare it with a value");
        }
        return term;
    }

    /** The arguments after a name that was just taken. */
    Syntax.Call arguments(Token name) {
        tokens.expect("(", "after " + name.text());
        List<Literal> arguments = new ArrayList<>();
        if (!tokens.at(")")) {
            do {
                limit(arguments.size());
                arguments.add(literal());
            } while (tokens.skip(","));
        }
        tokens.expect(")", "after " + name.text() + "(...");
        return new Syntax.Call(name.text(), arguments, name.place());
    }

    private List<Term> literals() {
        tokens.expect("(", "after in");
        List<Term> literals = new ArrayList<>();
        do {
            limit(literals.size());
            literals.add(literal());
        } while (tokens.skip(","));
        tokens.expect(")", "or ',' in the list");
        return literals;
    }

    private void limit(int values) {
        if (values == MOST_LITERALS) {
            throw new SyntaxProblem(
                    tokens.peek(), "A list has at most " + MOST_LITERALS + " values", "add a column to the data");
        }
    }

    private Literal literal() {
        Token token = tokens.peek();
        String sign = "";
        if (token.is("-")
                && (tokens.peekSecond().is(Kind.WHOLE) || tokens.peekSecond().is(Kind.DECIMAL))) {
            tokens.take();
            sign = "-";
        }
        Token value = tokens.peek();
        Literal.@Nullable Kind kind = literalKind(value);
        if (kind == null) {
            throw new SyntaxProblem(value, "Expected a value, but found " + value.shown(), valueHint(value));
        }
        tokens.take();
        return new Literal(kind, sign + value.text(), token.place());
    }

    private static @Nullable String valueHint(Token found) {
        if (found.is(">")) {
            return "!= for what isn't equal";
        }
        return found.is(Kind.NAME) ? "\"" + found.text() + "\" in double quotes" : null;
    }

    private static Literal.@Nullable Kind literalKind(Token token) {
        return switch (token.kind()) {
            case TEXT -> Literal.Kind.TEXT;
            case WHOLE -> Literal.Kind.WHOLE;
            case DECIMAL -> Literal.Kind.DECIMAL;
            case NAME ->
                token.is("null") ? Literal.Kind.NULL : token.is("true") || token.is("false") ? Literal.Kind.FLAG : null;
            case SYMBOL, END_OF_FILE -> null;
        };
    }
}
