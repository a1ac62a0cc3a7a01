package dev.beckon.rules;

import dev.beckon.facts.Event;
import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.Purchase;
import dev.beckon.rules.LinkedPattern.Quantifier;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the DRL that Drools compiles. It is made from checked rules: of what authors wrote, only names of known
 * properties and quoted literals get into it.
 *
 * <p>In the executable model, a rule that asks about the customer alone notes its id in its last condition, once all
 * others hold, and that condition is never true: so Drools works out no match, keeps none and fires none, which is a third
 * of its time. The classic model may evaluate a condition again later, on a thread of its own, so there every rule notes
 * its id in the consequence; so do rules with linked rows, which are true only together with those.
 */
final class DrlWriter {

    static final String PACKAGE = "beckon";

    /** No author's variable has an underscore. */
    private static final String CUSTOMER = "$_customer";

    private DrlWriter() {}

    static String drl(List<Rule> rules, BuildModel model) {
        var text = new StringBuilder("package " + PACKAGE + "\n");
        String customer = CustomerTypes.PACKAGE + "." + CustomerTypes.NAME;
        for (String type : List.of(customer, Purchase.class.getName(), Event.class.getName())) {
            text.append("import ").append(type).append('\n');
        }
        boolean early = model == BuildModel.EXECUTABLE;
        rules.forEach(rule -> write(rule, early && rule.linked().isEmpty(), text));
        return text.toString();
    }

    /** @param early whether the last condition says that the rule fired, and not the consequence */
    private static void write(Rule rule, boolean early, StringBuilder text) {
        text.append("rule \"").append(rule.ref().id()).append("\"\nwhen\n  ");
        text.append(CUSTOMER).append(" : ").append(CustomerTypes.NAME);
        Stream<String> first = asksForARow(rule) ? Stream.of("hasRows()") : Stream.empty();
        Stream<String> last = early ? Stream.of("noteFired(" + rule.ref().id() + ")") : Stream.empty();
        Stream<String> main = constraints(bindings(rule.bindings()), rule.conditions());
        text.append(pattern(Stream.of(first, main, last).flatMap(Function.identity())));
        for (LinkedPattern linked : rule.linked()) {
            if (linked.quantifier() != Quantifier.EACH) {
                text.append(linked.quantifier().name().toLowerCase(Locale.ROOT)).append(' ');
            }
            text.append(linked.kind() == Kind.PURCHASE ? "  Purchase" : "  Event");
            Stream<String> link = Stream.of("customer == " + CUSTOMER);
            text.append(pattern(constraints(Stream.concat(link, bindings(linked.bindings())), linked.conditions())));
        }
        text.append("then\n");
        if (!early) {
            text.append("  ")
                    .append(CUSTOMER)
                    .append(".fired(")
                    .append(rule.ref().id())
                    .append(");\n");
        }
        text.append("end\n");
    }

    private static Stream<String> bindings(List<Variable> bindings) {
        return bindings.stream()
                .flatMap(variable -> Stream.of(
                        variable.name() + " : " + variable.of().drl(),
                        variable.of().drl() + " != null"));
    }

    private static boolean asksForARow(Rule rule) {
        return rule.linked().stream().anyMatch(pattern -> pattern.quantifier() != Quantifier.NOT);
    }

    private static Stream<String> constraints(Stream<String> first, List<Constraint> constraints) {
        Stream<String> conditions =
                constraints.stream().flatMap(constraint -> constraint.condition().conjuncts().stream());
        return Stream.concat(first, conditions).distinct();
    }

    private static String pattern(Stream<String> constraints) {
        return constraints.collect(Collectors.joining(", ", "( ", " )\n"));
    }
}
