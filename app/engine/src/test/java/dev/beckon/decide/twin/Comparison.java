package dev.beckon.decide.twin;

import dev.beckon.decide.DecidedChunk;
import dev.beckon.decide.Decider;
import dev.beckon.decide.Decision;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.facts.CustomerChunk;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.RuleRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the engine decides, against what the twin decides. */
final class Comparison {

    private static final int SHOWN = 5;

    private final Twin twin;
    private final Deque<Facts> asked = new ArrayDeque<>();
    private final Map<RuleRef, Integer> firings = new HashMap<>();
    private final List<String> examples = new ArrayList<>();
    private int compared;
    private int differences;

    private Comparison(Twin twin) {
        this.twin = twin;
    }

    static Comparison of(CompiledRules rules, Stream<Posed> customers) {
        var comparison = new Comparison(new Twin(rules.rules()));
        Iterator<CustomerChunk> chunks = customers
                .peek(posed -> comparison.asked.addAll(posed.facts()))
                .map(Posed::chunk)
                .iterator();
        new Decider(rules, 1).decide(chunks, comparison::compare);
        return comparison;
    }

    private void compare(DecidedChunk chunk) {
        for (Decision theirs : chunk.decisions()) {
            Decision ours = twin.decide(asked.remove());
            compared++;
            ours.fired().forEach(rule -> firings.merge(rule, 1, Integer::sum));
            if (!ours.equals(theirs) || !orders(ours).equals(orders(theirs))) {
                differences++;
                if (examples.size() < SHOWN) {
                    examples.add("twin " + ours + "\nrules " + theirs);
                }
            }
        }
    }

    /** What maps keep an order of, but don't compare. */
    private static List<List<String>> orders(Decision decision) {
        List<List<String>> orders = new ArrayList<>();
        orders.add(List.copyOf(decision.segments().keySet()));
        orders.add(List.copyOf(decision.channels().keySet()));
        for (Recommendation recommendation : decision.recommendations()) {
            orders.add(List.copyOf(recommendation.parameters().keySet()));
        }
        return orders;
    }

    int compared() {
        return compared;
    }

    int differences() {
        return differences;
    }

    /** Some of the differences, to look at. */
    List<String> examples() {
        return examples;
    }

    /** How many rules fire for a customer. */
    double firingsEach() {
        return firings.values().stream().mapToInt(Integer::intValue).sum() / (double) compared;
    }

    int firings(RuleRef rule) {
        return firings.getOrDefault(rule, 0);
    }
}
