package dev.beckon.rules;

import dev.beckon.facts.Demand;
import dev.beckon.facts.LinkedDemand;
import dev.beckon.rules.LinkedPattern.Quantifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Collects what rules read. */
final class Demands {

    private Demands() {}

    static Demand of(List<Rule> rules, Registry registry) {
        var properties = new TreeSet<String>();
        Set<LinkedDemand> linked = new LinkedHashSet<>();
        for (Rule rule : rules) {
            operands(rule).filter(Demands::isProperty).map(Operand::source).forEach(properties::add);
            linked.addAll(linked(rule));
        }
        return new Demand(
                properties,
                registry.products().names(),
                registry.categories().names(),
                registry.previousDimensions().names(),
                List.copyOf(linked));
    }

    private static Stream<Operand> operands(Rule rule) {
        return Stream.concat(
                rule.bindings().stream().map(Variable::of),
                rule.conditions().stream()
                        .flatMap(constraint -> constraint.condition().operands()));
    }

    private static boolean isProperty(Operand operand) {
        return !operand.source().contains("(")
                && !operand.equals(Operands.ACTION)
                && !operand.equals(Operands.ACTION_PRIORITY);
    }

    private static List<LinkedDemand> linked(Rule rule) {
        List<LinkedDemand> demands = new ArrayList<>();
        LinkedDemand required = rule.linked().stream()
                .filter(pattern -> pattern.quantifier() == Quantifier.EACH)
                .findFirst()
                .map(pattern -> new LinkedDemand(pattern.kind(), pattern.literal(), null))
                .orElse(null);
        List<LinkedPattern> earlier = new ArrayList<>();
        for (LinkedPattern pattern : rule.linked()) {
            boolean each = pattern.quantifier() == Quantifier.EACH;
            demands.add(new LinkedDemand(pattern.kind(), RowConditions.of(pattern, earlier), each ? null : required));
            if (each) {
                earlier.add(pattern);
            }
        }
        return demands;
    }
}
