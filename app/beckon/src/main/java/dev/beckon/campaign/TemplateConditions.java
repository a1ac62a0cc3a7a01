package dev.beckon.campaign;

import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.EqualsExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.NegativeTestExpression;
import io.pebbletemplates.pebble.node.expression.NotEqualsExpression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.PositiveTestExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a template asks: flags, "is defined" and the like, texts compared with a literal, joined by and, or, not.
 * Refuses any other question.
 */
final class TemplateConditions {

    private final TemplateReads reads;

    TemplateConditions(TemplateReads reads) {
        this.reads = reads;
    }

    /** The variables of {@code present}, and those that are surely there too where this condition holds. */
    static Set<String> presentIf(Expression<?> condition, Set<String> present) {
        var inside = new HashSet<>(present);
        if (condition instanceof AndExpression and) {
            inside.addAll(presentIf(and.getLeftExpression(), present));
            inside.addAll(presentIf(and.getRightExpression(), present));
        } else if (asksPresence(condition)) {
            TemplateReader.nameOf(((BinaryExpression<?>) condition).getLeftExpression())
                    .ifPresent(inside::add);
        }
        return inside;
    }

    private static boolean asksPresence(Expression<?> condition) {
        return condition instanceof PositiveTestExpression positive
                        && testOf(positive).equals("defined")
                || condition instanceof NegativeTestExpression negative
                        && !testOf(negative).equals("defined");
    }

    void read(Expression<?> condition, Set<String> present) {
        if (condition instanceof AndExpression and) {
            read(and.getLeftExpression(), present);
            read(and.getRightExpression(), presentIf(and.getLeftExpression(), present));
        } else if (condition instanceof OrExpression or) {
            read(or.getLeftExpression(), present);
            read(or.getRightExpression(), present);
        } else if (condition instanceof UnaryNotExpression not) {
            read(not.getChildExpression(), present);
        } else if (condition instanceof PositiveTestExpression || condition instanceof NegativeTestExpression) {
            tested((BinaryExpression<?>) condition);
        } else if (condition instanceof EqualsExpression || condition instanceof NotEqualsExpression) {
            compared((BinaryExpression<?>) condition, present);
        } else {
            flag(condition, present);
        }
    }

    private void tested(BinaryExpression<?> test) {
        int line = test.getLineNumber();
        if (!PebbleEngines.TESTS.contains(testOf(test))) {
            reads.unknown("test", testOf(test), line, PebbleEngines.TESTS);
        }
        Expression<?> asked = test.getLeftExpression();
        TemplateReader.nameOf(asked)
                .ifPresentOrElse(
                        name -> reads.read(name, asked.getLineNumber(), true),
                        () -> reads.refuse(line, "'is " + testOf(test) + "' needs a variable before it", null));
    }

    private void compared(BinaryExpression<?> comparison, Set<String> present) {
        Expression<?> left = comparison.getLeftExpression();
        Optional<String> name = TemplateReader.nameOf(left);
        name.ifPresent(variable -> reads.read(variable, left.getLineNumber(), present.contains(variable)));
        boolean textWithLiteral = comparison.getRightExpression() instanceof LiteralStringExpression
                && name.flatMap(reads::find)
                        .filter(variable -> variable.kind() == Variable.Kind.TEXT)
                        .isPresent();
        if (!textWithLiteral) {
            reads.refuse(
                    comparison.getLineNumber(),
                    "only a text variable can be compared, and only with a quoted text",
                    "write it as {% if city == \"Pune\" %}; a rule can decide by numbers");
        }
    }

    private void flag(Expression<?> condition, Set<String> present) {
        int line = condition.getLineNumber();
        Optional<String> name = TemplateReader.nameOf(condition);
        name.ifPresentOrElse(
                variable -> reads.read(variable, line, present.contains(variable)),
                () -> reads.refuse(
                        line,
                        "this can't be asked in a template",
                        "{% if rural %}, {% if city is defined %} or {% if city == \"Pune\" %};"
                                + " a rule can compare numbers and give a text with .with(...)"));
        name.flatMap(reads::find)
                .filter(variable -> variable.kind() != Variable.Kind.FLAG)
                .ifPresent(variable -> reads.refuse(
                        line,
                        "'" + variable.name() + "' isn't true or false",
                        "{% if " + variable.name() + " is defined %}"));
    }

    private static String testOf(BinaryExpression<?> test) {
        return ((TestInvocationExpression) test.getRightExpression()).getTestName();
    }
}
