package dev.beckon.rules;

import static dev.beckon.rules.Scope.problem;

import dev.beckon.facts.LinkedDemand;
import dev.beckon.facts.ValueType;
import dev.beckon.rules.Syntax.Expression;
import dev.beckon.rules.Syntax.Literal;
import dev.beckon.rules.Syntax.Term;
import dev.beckon.rules.Syntax.Test;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives the expressions of one pattern their meaning: looks up names and checks types. */
final class ConditionResolver {

    private final Scope scope;
    private final Literals literals;
    private final LinkedDemand.@Nullable Kind kind;

    /** @param kind of the rows that the pattern is about, or null for the customer */
    ConditionResolver(Scope scope, Literals literals, LinkedDemand.@Nullable Kind kind) {
        this.scope = scope;
        this.literals = literals;
        this.kind = kind;
    }

    /** @throws SyntaxProblem at the first thing that is wrong */
    Condition resolve(Expression expression) {
        if (expression instanceof Syntax.And and) {
            return new Condition.AllOf(and.parts().stream().map(this::resolve).toList());
        }
        if (expression instanceof Syntax.Or or) {
            return new Condition.AnyOf(or.parts().stream().map(this::resolve).toList());
        }
        if (expression instanceof Syntax.Not not) {
            return resolve(not.part()).negated();
        }
        if (expression instanceof Test test) {
            return test(test);
        }
        return flag(((Syntax.Bare) expression).term());
    }

    Operand operand(Term term) {
        return scope.operand(term, kind);
    }

    private Condition flag(Term term) {
        Operand operand = operand(term);
        if (operand.type() != ValueType.FLAG) {
            throw problem(
                    term, operand.source() + " alone is no condition", "compare it with a value: ==, >, in (...)");
        }
        return new FlagTest(operand, true);
    }

    private Condition test(Test test) {
        Operand left = operand(test.left());
        return switch (test.operator()) {
            case "in" -> membership(left, test.left(), true, test.right());
            case "not in" -> membership(left, test.left(), false, test.right());
            case "contains", "startsWith", "endsWith" -> textTest(left, test, true);
            case "not contains" -> textTest(left, test, false);
            default -> comparison(left, test);
        };
    }

    private Condition membership(Operand left, Term written, boolean in, List<Term> right) {
        Set<Object> values = new LinkedHashSet<>();
        Collection<String> known = scope.closedValues(written);
        for (Term term : right) {
            Literal literal = notNull((Literal) term);
            checkName(known, literal, left);
            values.add(literals.typed(literal, left));
        }
        return new Membership(left, in, List.copyOf(values));
    }

    private Condition textTest(Operand left, Test test, boolean expected) {
        Term right = test.right().get(0);
        if (left.type() != ValueType.TEXT) {
            throw problem(test.left(), test.operator() + " looks into text, which " + left.source() + " isn't", null);
        }
        if (!(right instanceof Literal literal)
                || literal.kind() != Literal.Kind.TEXT
                || literal.text().isEmpty()) {
            throw problem(right, test.operator() + " needs a text", "\"...\" in double quotes");
        }
        String kind = test.operator().replace("not ", "");
        return new TextTest(left, TextTest.Kind.of(kind), expected, literal.text());
    }

    private Condition comparison(Operand left, Test test) {
        Comparator comparator = Comparator.of(test.operator());
        Term right = test.right().get(0);
        if (right instanceof Literal literal && literal.kind() == Literal.Kind.NULL) {
            return nullTest(left, comparator, literal);
        }
        boolean ordered = left.type() != ValueType.TEXT && left.type() != ValueType.FLAG;
        if (!comparator.isEquality() && !ordered) {
            throw new SyntaxProblem(test.operatorPlace()
                    .problem(left.source() + " has no order, so " + test.operator() + " can't be used")
                    .hint("== or in (...)"));
        }
        if (right instanceof Syntax.Variable variable) {
            return variableComparison(left, comparator, variable);
        }
        if (!(right instanceof Literal literal)) {
            throw problem(right, "A property is compared with a value, not with another property", quoted(left, right));
        }
        checkName(scope.closedValues(test.left()), literal, left);
        Object value = literals.typed(literal, left);
        return value instanceof Boolean flag
                ? new FlagTest(left, flag == (comparator == Comparator.EQUAL))
                : new Comparison(left, comparator, value);
    }

    private static Condition nullTest(Operand left, Comparator comparator, Literal literal) {
        if (!comparator.isEquality()) {
            throw problem(literal, "null can only be compared with == and !=", null);
        }
        if (!left.canBeMissing()) {
            throw problem(literal, left.source() + " is never missing", left.source() + " or !" + left.source());
        }
        return new NullTest(left, comparator == Comparator.EQUAL);
    }

    private Condition variableComparison(Operand left, Comparator comparator, Syntax.Variable written) {
        Variable variable = scope.variable(written);
        Operand right = variable.of();
        if (left.type() != right.type() || left.unit() != right.unit()) {
            throw problem(
                    written,
                    left.source() + " can't be compared with " + written.name() + ", which is " + right.source(),
                    null);
        }
        return new VariableComparison(left, comparator, variable);
    }

    private static @Nullable String quoted(Operand left, Term right) {
        if (left.type() == ValueType.FLAG) {
            return "true or false";
        }
        return left.type() == ValueType.TEXT && right instanceof Syntax.Name name
                ? "\"" + name.name() + "\" in double quotes"
                : null;
    }

    private static Literal notNull(Literal literal) {
        if (literal.kind() == Literal.Kind.NULL) {
            throw problem(literal, "null can't stand in a list", "use == null");
        }
        return literal;
    }

    /** Literals that are compared with an action or segment must name a known one. */
    private static void checkName(Collection<String> known, Literal literal, Operand left) {
        if (!known.isEmpty() && literal.kind() == Literal.Kind.TEXT) {
            Scope.known(literal, known, "No rule makes " + left.source());
        }
    }
}
