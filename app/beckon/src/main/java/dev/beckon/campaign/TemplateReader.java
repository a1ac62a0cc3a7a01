package dev.beckon.campaign;

import dev.beckon.feedback.Nearest;
import dev.beckon.feedback.Problems;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.Node;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.EqualsExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralIntegerExpression;
import io.pebbletemplates.pebble.node.expression.LiteralLongExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.NegativeTestExpression;
import io.pebbletemplates.pebble.node.expression.NotEqualsExpression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.PositiveTestExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Walks a template's syntax tree: finds which variables it reads, which of them it can't do without, and refuses
 * whatever isn't on the list of what templates may do.
 */
final class TemplateReader {

    private final Variables variables;
    private final TemplateText text;
    private final Problems problems;
    private final Set<Variable> reads = new HashSet<>();
    private final List<Variable> places = new ArrayList<>();
    private final Set<Variable> needs = new HashSet<>();
    private final Set<Variable> always = new HashSet<>();
    private final Map<Variable, Integer> lines = new HashMap<>();
    private int choices;

    TemplateReader(Variables variables, TemplateText text, Problems problems) {
        this.variables = variables;
        this.text = text;
        this.problems = problems;
    }

    Set<Variable> reads() {
        return Set.copyOf(reads);
    }

    /** A variable stands here as often as in the template. */
    List<Variable> places() {
        return List.copyOf(places);
    }

    /** Those that are read where no {@code default} and no {@code is defined} covers their absence. */
    Set<Variable> needs() {
        return Set.copyOf(needs);
    }

    /** Those that are shown whatever is known of the customer. */
    Set<Variable> always() {
        return Set.copyOf(always);
    }

    /** The 1-based line of the text where each variable is needed first, or read where it isn't needed. */
    Map<Variable, Integer> lines() {
        return Map.copyOf(lines);
    }

    void read(RootNode root) {
        body(root.getBody(), Set.of());
    }

    private void body(Node node, Set<String> present) {
        if (node instanceof BodyNode body) {
            body.getChildren().forEach(child -> body(child, present));
        } else if (node instanceof PrintNode print) {
            printed(print.getExpression(), present);
        } else if (node instanceof IfNode choice) {
            choice(choice, present);
        } else if (!(node instanceof TextNode)) {
            refuse(1, "this can't stand in a template", "use only {{ variable }} and {% if %}");
        }
    }

    private void choice(IfNode choice, Set<String> present) {
        choices++;
        for (var branch : choice.getConditionsWithBodies()) {
            asked(branch.getLeft(), present);
            var inside = new HashSet<>(present);
            inside.addAll(presentIf(branch.getLeft()));
            body(branch.getRight(), inside);
        }
        if (choice.getElseBody() != null) {
            body(choice.getElseBody(), present);
        }
        choices--;
    }

    /** The variables that are surely there where this condition holds. */
    private static Set<String> presentIf(Expression<?> condition) {
        if (condition instanceof AndExpression and) {
            var both = new HashSet<>(presentIf(and.getLeftExpression()));
            both.addAll(presentIf(and.getRightExpression()));
            return both;
        }
        boolean asksPresence = condition instanceof PositiveTestExpression positive
                        && testOf(positive).equals("defined")
                || condition instanceof NegativeTestExpression negative
                        && !testOf(negative).equals("defined");
        return asksPresence
                ? nameOf(((BinaryExpression<?>) condition).getLeftExpression())
                        .map(Set::of)
                        .orElse(Set.of())
                : Set.of();
    }

    private void printed(Expression<?> expression, Set<String> present) {
        nameOf(expression)
                .flatMap(variables::find)
                .filter(variable -> variable.kind() == Variable.Kind.FLAG)
                .ifPresent(flag -> refuse(
                        lineOf(expression),
                        "'" + flag.name() + "' is true or false and can't be printed",
                        "{% if " + flag.name() + " %} ... {% endif %}"));
        value(expression, present);
    }

    private void value(Expression<?> expression, Set<String> present) {
        Optional<String> name = nameOf(expression);
        if (name.isPresent()) {
            variable(name.get(), lineOf(expression), present.contains(name.get()));
        } else if (expression instanceof FilterExpression filtered) {
            filtered(filtered, present);
        } else if (expression instanceof TernaryExpression choice) {
            choices++;
            asked(choice.getExpression1(), present);
            var inside = new HashSet<>(present);
            inside.addAll(presentIf(choice.getExpression1()));
            value(choice.getExpression2(), inside);
            value(choice.getExpression3(), present);
            choices--;
        } else if (expression instanceof ConcatenateExpression both) {
            value(both.getLeftExpression(), present);
            value(both.getRightExpression(), present);
        } else if (!isLiteral(expression)) {
            refuse(
                    lineOf(expression),
                    "this kind of expression can't stand in a template",
                    "rules or parameters can compute it; templates only show values");
        }
    }

    private void filtered(FilterExpression filtered, Set<String> present) {
        var filter = (FilterInvocationExpression) filtered.getRightExpression();
        if (!PebbleEngines.FILTERS.contains(filter.getFilterName())) {
            unknown("filter", filter.getFilterName(), lineOf(filter), PebbleEngines.FILTERS);
        }
        Optional<String> name = nameOf(filtered.getLeftExpression());
        if (filter.getFilterName().equals("default") && name.isPresent()) {
            variable(name.get(), lineOf(filtered.getLeftExpression()), true);
        } else {
            value(filtered.getLeftExpression(), present);
        }
        arguments(filter.getArgs(), present);
    }

    private void arguments(ArgumentsNode arguments, Set<String> present) {
        choices++;
        if (arguments.getPositionalArgs() != null) {
            arguments.getPositionalArgs().forEach(each -> argument(each.getValueExpression(), present));
        }
        if (arguments.getNamedArgs() != null) {
            arguments.getNamedArgs().forEach(each -> argument(each.getValueExpression(), present));
        }
        choices--;
    }

    /** Of a filter; what resembles no variable may be a text whose quotes were forgotten. */
    private void argument(Expression<?> argument, Set<String> present) {
        Optional<String> text = nameOf(argument)
                .filter(name -> variables.find(name).isEmpty())
                .filter(name -> Nearest.to(name, variables.names()).isEmpty());
        if (text.isPresent()) {
            refuse(
                    lineOf(argument),
                    "unknown variable '" + text.get() + "'",
                    "put it in quotes, \"" + text.get() + "\", if it is the text itself");
        } else {
            value(argument, present);
        }
    }

    /** A condition: flags, "is defined" and the like, texts compared with a literal, joined by and, or, not. */
    private void asked(Expression<?> condition, Set<String> present) {
        if (condition instanceof AndExpression || condition instanceof OrExpression) {
            var both = (BinaryExpression<?>) condition;
            asked(both.getLeftExpression(), present);
            var rightSide = new HashSet<>(present);
            if (condition instanceof AndExpression) {
                rightSide.addAll(presentIf(both.getLeftExpression()));
            }
            asked(both.getRightExpression(), rightSide);
        } else if (condition instanceof UnaryNotExpression not) {
            asked(not.getChildExpression(), present);
        } else if (condition instanceof PositiveTestExpression || condition instanceof NegativeTestExpression) {
            tested((BinaryExpression<?>) condition);
        } else if (condition instanceof EqualsExpression || condition instanceof NotEqualsExpression) {
            compared((BinaryExpression<?>) condition, present);
        } else {
            flag(condition, present);
        }
    }

    private void tested(BinaryExpression<?> test) {
        if (!PebbleEngines.TESTS.contains(testOf(test))) {
            unknown("test", testOf(test), lineOf(test), PebbleEngines.TESTS);
        }
        nameOf(test.getLeftExpression())
                .ifPresentOrElse(
                        name -> variable(name, lineOf(test.getLeftExpression()), true),
                        () -> refuse(lineOf(test), "'is " + testOf(test) + "' needs a variable before it", null));
    }

    private void compared(BinaryExpression<?> comparison, Set<String> present) {
        value(comparison.getLeftExpression(), present);
        boolean textWithLiteral = comparison.getRightExpression() instanceof LiteralStringExpression
                && nameOf(comparison.getLeftExpression())
                        .flatMap(variables::find)
                        .filter(variable -> variable.kind() == Variable.Kind.TEXT)
                        .isPresent();
        if (!textWithLiteral) {
            refuse(
                    lineOf(comparison),
                    "only a text variable can be compared, and only with a quoted text",
                    "write it as {% if city == \"Pune\" %}; a rule can decide by numbers");
        }
    }

    private void flag(Expression<?> condition, Set<String> present) {
        Optional<Variable> asked = nameOf(condition).flatMap(variables::find);
        nameOf(condition)
                .ifPresentOrElse(
                        name -> variable(name, lineOf(condition), present.contains(name)),
                        () -> refuse(
                                lineOf(condition),
                                "this can't be asked in a template",
                                "{% if rural %}, {% if city is defined %} or {% if city == \"Pune\" %};"
                                        + " a rule can compare numbers and give a text with .with(...)"));
        asked.filter(variable -> variable.kind() != Variable.Kind.FLAG)
                .ifPresent(variable -> refuse(
                        lineOf(condition),
                        "'" + variable.name() + "' isn't true or false",
                        "{% if " + variable.name() + " is defined %}"));
    }

    private void variable(String name, int line, boolean mayBeMissing) {
        Optional<Variable> known = variables.find(name);
        if (known.isEmpty()) {
            unknown("variable", name, line, new TreeSet<>(variables.names()));
            return;
        }
        Variable variable = known.get();
        reads.add(variable);
        places.add(variable);
        lines.putIfAbsent(variable, line);
        if (choices == 0) {
            always.add(variable);
        }
        if (!mayBeMissing && variable.source() != Variable.Source.SENDER && needs.add(variable)) {
            lines.put(variable, line);
        }
    }

    /** {@code firstName} or {@code company.name}; empty for anything else. */
    private static Optional<String> nameOf(Expression<?> expression) {
        if (expression instanceof ContextVariableExpression variable) {
            return Optional.of(variable.getName());
        }
        if (expression instanceof GetAttributeExpression attribute
                && attribute.getNode() instanceof ContextVariableExpression owner
                && attribute.getAttributeNameExpression() instanceof LiteralStringExpression name
                && attribute.getArgumentsNode() == null) {
            return Optional.of(owner.getName() + "." + name.getValue());
        }
        return Optional.empty();
    }

    private static String testOf(BinaryExpression<?> test) {
        return ((TestInvocationExpression) test.getRightExpression()).getTestName();
    }

    private static boolean isLiteral(Expression<?> expression) {
        return expression instanceof LiteralStringExpression
                || expression instanceof LiteralIntegerExpression
                || expression instanceof LiteralLongExpression;
    }

    private void unknown(String what, String name, int line, Set<String> known) {
        String hint = Nearest.to(name, known)
                .map(near -> "you meant '" + near + "'")
                .orElse(
                        what.equals("variable")
                                ? "add it under 'parameters' in campaign.yaml if a rule gives it"
                                : "one of " + String.join(", ", new TreeSet<>(known)));
        refuse(line, "unknown " + what + " '" + name + "'", hint);
    }

    private static int lineOf(Expression<?> expression) {
        return expression.getLineNumber();
    }

    private void refuse(int line, String message, @org.jspecify.annotations.Nullable String hint) {
        problems.add(text.problem(line, message).hint(hint));
    }
}
