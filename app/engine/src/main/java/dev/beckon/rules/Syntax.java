package dev.beckon.rules;

import dev.beckon.rules.LinkedPattern.Quantifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parser saw, with the place of everything, before any name is looked up. */
final class Syntax {

    private Syntax() {}

    /** @param place of the word {@code rule} */
    record Rule(String name, Place namePlace, Place place, Main main, List<Pattern> linked, List<Statement> then) {}

    /** @param variable the name that the customer is bound to, such as {@code $c} */
    record Main(String variable, List<Constraint> constraints) {}

    record Pattern(
            Quantifier quantifier,
            @Nullable String variable,
            String type,
            Place place,
            List<Constraint> constraints,
            String text) {}

    /**
     * One of the parts that commas separate.
     *
     * @param binding the variable before a colon, such as {@code $d} in {@code $d : daysAgo <= 3}
     * @param text as written, on one line
     */
    record Constraint(@Nullable Binding binding, @Nullable Expression expression, Place place, String text) {}

    record Binding(String variable, Place place, Term of) {}

    sealed interface Expression {}

    record And(List<Expression> parts) implements Expression {}

    record Or(List<Expression> parts) implements Expression {}

    record Not(Expression part) implements Expression {}

    /** @param operator {@code ==}, {@code not in}, {@code str[startsWith]} ... */
    record Test(Term left, String operator, Place operatorPlace, List<Term> right) implements Expression {}

    /** A flag or a call on its own. */
    record Bare(Term term) implements Expression {}

    sealed interface Term {
        Place place();
    }

    record Name(String name, Place place) implements Term {}

    record Variable(String name, Place place) implements Term {}

    record Call(String name, List<Literal> arguments, Place place) implements Term {}

    /** @param text as written: digits with an optional minus, text without quotes, or true, false, null */
    record Literal(Kind kind, String text, Place place) implements Term {

        enum Kind {
            TEXT,
            WHOLE,
            DECIMAL,
            FLAG,
            NULL
        }

        String shown() {
            return kind == Kind.TEXT ? "\"" + text + "\"" : text;
        }
    }

    /** {@code $c.verb(...)}, then any number of {@code .with(...)}. */
    record Statement(String variable, Place variablePlace, Call verb, List<Call> chained) {}
}
