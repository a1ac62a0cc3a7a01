package dev.beckon.rules;

import dev.beckon.facts.Event;
import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.Purchase;
import dev.beckon.rules.LinkedPattern.Quantifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Writes the DRL that Drools compiles. It is made from checked rules: of what authors wrote, only names of known
 * properties and quoted literals get into it, and a consequence only notes the id of its rule.
 */
final class DrlWriter {

    static final String PACKAGE = "beckon";

    /** No author's variable has an underscore. */
    private static final String CUSTOMER = "$_customer";

    private DrlWriter() {}

    static String drl(List<Rule> rules) {
        var text = new StringBuilder("package " + PACKAGE + "\n");
        String customer = CustomerTypes.PACKAGE + "." + CustomerTypes.NAME;
        for (String type : List.of(customer, Purchase.class.getName(), Event.class.getName())) {
            text.append("import ").append(type).append('\n');
        }
        rules.forEach(rule -> write(rule, text));
        return text.toString();
    }

    private static void write(Rule rule, StringBuilder text) {
        text.append("rule \"").append(rule.ref().id()).append("\"\nwhen\n  ");
        text.append(CUSTOMER).append(" : ").append(CustomerTypes.NAME);
        text.append(pattern(bindings(rule.bindings()), rule.conditions()));
        for (LinkedPattern linked : rule.linked()) {
            if (linked.quantifier() != Quantifier.EACH) {
                text.append(linked.quantifier().name().toLowerCase(Locale.ROOT)).append(' ');
            }
            text.append(linked.kind() == Kind.PURCHASE ? "  Purchase" : "  Event");
            Stream<String> link = Stream.of("customer == " + CUSTOMER);
            text.append(pattern(Stream.concat(link, bindings(linked.bindings())), linked.conditions()));
        }
        text.append("then\n  ")
                .append(CUSTOMER)
                .append(".fired(")
                .append(rule.ref().id())
                .append(");\nend\n");
    }

    private static Stream<String> bindings(List<Variable> bindings) {
        return bindings.stream()
                .flatMap(variable -> Stream.of(
                        variable.name() + " : " + variable.of().drl(),
                        variable.of().drl() + " != null"));
    }

    private static String pattern(Stream<String> first, List<Constraint> constraints) {
        List<String> all = new ArrayList<>(first.toList());
        constraints.forEach(constraint -> all.addAll(constraint.condition().conjuncts()));
        return "( " + String.join(", ", all.stream().distinct().toList()) + " )\n";
    }
}
