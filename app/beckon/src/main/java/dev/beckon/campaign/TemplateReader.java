package dev.beckon.campaign;

import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.Node;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.TextNode;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralIntegerExpression;
import io.pebbletemplates.pebble.node.expression.LiteralLongExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import java.util.Optional;
import java.util.Set;

/** Walks a template's syntax tree, notes what it reads, and refuses whatever isn't on the list of what templates may do. */
final class TemplateReader {

    private final TemplateReads reads;
    private final TemplateConditions conditions;

    TemplateReader(TemplateReads reads) {
        this.reads = reads;
        this.conditions = new TemplateConditions(reads);
    }

    void read(RootNode root) {
        body(root.getBody(), Set.of());
    }

    /** @param present variables that are surely there */
    private void body(Node node, Set<String> present) {
        if (node instanceof BodyNode body) {
            body.getChildren().forEach(child -> body(child, present));
        } else if (node instanceof PrintNode print) {
            printed(print.getExpression(), present);
        } else if (node instanceof IfNode choice) {
            reads.inChoice(() -> choice(choice, present));
        } else if (!(node instanceof TextNode)) {
            reads.refuse(1, "this can't stand in a template", "use only {{ variable }} and {% if %}");
        }
    }

    private void choice(IfNode choice, Set<String> present) {
        for (var branch : choice.getConditionsWithBodies()) {
            conditions.read(branch.getLeft(), present);
            body(branch.getRight(), TemplateConditions.presentIf(branch.getLeft(), present));
        }
        if (choice.getElseBody() != null) {
            body(choice.getElseBody(), present);
        }
    }

    private void printed(Expression<?> expression, Set<String> present) {
        nameOf(expression)
                .flatMap(reads::find)
                .filter(variable -> variable.kind() == Variable.Kind.FLAG)
                .ifPresent(flag -> reads.refuse(
                        expression.getLineNumber(),
                        "'" + flag.name() + "' is true or false and can't be printed",
                        "{% if " + flag.name() + " %} ... {% endif %}"));
        value(expression, present);
    }

    private void value(Expression<?> expression, Set<String> present) {
        Optional<String> name = nameOf(expression);
        if (name.isPresent()) {
            reads.read(name.get(), expression.getLineNumber(), present.contains(name.get()));
        } else if (expression instanceof FilterExpression filtered) {
            filtered(filtered, present);
        } else if (expression instanceof TernaryExpression choice) {
            reads.inChoice(() -> choice(choice, present));
        } else if (expression instanceof ConcatenateExpression both) {
            value(both.getLeftExpression(), present);
            value(both.getRightExpression(), present);
        } else if (!isLiteral(expression)) {
            reads.refuse(
                    expression.getLineNumber(),
                    "this kind of expression can't stand in a template",
                    "rules or parameters can compute it; templates only show values");
        }
    }

    private void choice(TernaryExpression choice, Set<String> present) {
        conditions.read(choice.getExpression1(), present);
        value(choice.getExpression2(), TemplateConditions.presentIf(choice.getExpression1(), present));
        value(choice.getExpression3(), present);
    }

    private void filtered(FilterExpression filtered, Set<String> present) {
        var filter = (FilterInvocationExpression) filtered.getRightExpression();
        if (!PebbleEngines.FILTERS.contains(filter.getFilterName())) {
            reads.unknown("filter", filter.getFilterName(), filter.getLineNumber(), PebbleEngines.FILTERS);
        }
        Expression<?> shown = filtered.getLeftExpression();
        Optional<String> name = nameOf(shown);
        if (filter.getFilterName().equals("default") && name.isPresent()) {
            reads.read(name.get(), shown.getLineNumber(), true);
        } else {
            value(shown, present);
        }
        reads.inChoice(() -> arguments(filter.getArgs(), present));
    }

    private void arguments(ArgumentsNode arguments, Set<String> present) {
        if (arguments.getPositionalArgs() != null) {
            arguments.getPositionalArgs().forEach(each -> argument(each.getValueExpression(), present));
        }
        if (arguments.getNamedArgs() != null) {
            arguments.getNamedArgs().forEach(each -> argument(each.getValueExpression(), present));
        }
    }

    /** Of a filter; what resembles no variable may be a text whose quotes were forgotten. */
    private void argument(Expression<?> argument, Set<String> present) {
        Optional<String> text = nameOf(argument)
                .filter(name -> reads.find(name).isEmpty())
                .filter(name -> !reads.resemblesVariable(name));
        if (text.isPresent()) {
            reads.refuse(
                    argument.getLineNumber(),
                    "unknown variable '" + text.get() + "'",
                    "put it in quotes, \"" + text.get() + "\", if it is the text itself");
        } else {
            value(argument, present);
        }
    }

    /** {@code firstName} or {@code company.name}; empty for anything else. */
    static Optional<String> nameOf(Expression<?> expression) {
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

    private static boolean isLiteral(Expression<?> expression) {
        return expression instanceof LiteralStringExpression
                || expression instanceof LiteralIntegerExpression
                || expression instanceof LiteralLongExpression;
    }
}
