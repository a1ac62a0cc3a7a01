package dev.beckon.decide.twin;

import dev.beckon.decide.DecidedChunk;
import dev.beckon.decide.Decider;
import dev.beckon.decide.Decision;
import dev.beckon.facts.CustomerChunk;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Subject;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.RuleRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The engine and the twin, about the same customers. */
final class Comparison {

    private static final int CHUNK = 300;
    private static final int SHOWN = 5;

    private final Twin twin;
    private final EdgeCustomers customers;
    private final Subjects subjects;
    private final Deque<Facts> asked = new ArrayDeque<>();
    private final Map<RuleRef, Integer> firings = new HashMap<>();
    private final List<String> examples = new ArrayList<>();
    private int compared;
    private int differences;

    private Comparison(CompiledRules rules, long seed) {
        this.twin = new Twin(rules.rules());
        this.customers = new EdgeCustomers(seed);
        this.subjects = new Subjects(rules.type(), rules.rules().demand());
    }

    static Comparison of(CompiledRules rules, long seed, int customers) {
        var comparison = new Comparison(rules, seed);
        new Decider(rules, 1).decide(comparison.chunks(customers), comparison::compare);
        return comparison;
    }

    private Iterator<CustomerChunk> chunks(int count) {
        return new Iterator<>() {
            private int left = count;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public CustomerChunk next() {
                int size = Math.min(left, CHUNK);
                left -= size;
                return chunk(size);
            }
        };
    }

    private CustomerChunk chunk(int size) {
        List<Subject> some = new ArrayList<>(size);
        List<LinkedFact> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Facts of = customers.next();
            Subject customer = subjects.subject(of);
            asked.add(of);
            some.add(customer);
            rows.addAll(Subjects.rows(of, customer));
        }
        return new CustomerChunk(some, rows);
    }

    private void compare(DecidedChunk chunk) {
        for (Decision theirs : chunk.decisions()) {
            Decision ours = twin.decide(asked.remove());
            compared++;
            ours.fired().forEach(rule -> firings.merge(rule, 1, Integer::sum));
            if (!text(ours).equals(text(theirs))) {
                differences++;
                if (examples.size() < SHOWN) {
                    examples.add("twin " + text(ours) + "\nrules " + text(theirs));
                }
            }
        }
    }

    /** Equal where also what has an order in the decision has the same. */
    private static String text(Decision decision) {
        return decision.toString();
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

    int firings(RuleRef rule) {
        return firings.getOrDefault(rule, 0);
    }
}
