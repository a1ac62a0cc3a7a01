package dev.beckon.decide;

import dev.beckon.facts.CustomerChunk;
import dev.beckon.facts.Event;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Purchase;
import dev.beckon.facts.Subject;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.RulesFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Customers made for a test. */
final class Population {

    private final CustomerType type;
    private final List<Subject> customers = new ArrayList<>();
    private final List<LinkedFact> linked = new ArrayList<>();

    Population(CustomerType type) {
        this.type = type;
    }

    static Population of(RulesFolder folder) {
        return new Population(CustomerTypes.declare(folder.vocabulary()));
    }

    /** @param properties name, value, name, value ... */
    Population customer(String id, @Nullable Object... properties) {
        Subject customer = type.create(id);
        for (int i = 0; i < properties.length; i += 2) {
            type.accessor(type.vocabulary().find((String) properties[i]).orElseThrow())
                    .set(customer, properties[i + 1]);
        }
        customers.add(customer);
        return this;
    }

    Population add(Subject customer) {
        customers.add(customer);
        return this;
    }

    Population demanded(@Nullable Long[] daysAgo, @Nullable Double[] shares, @Nullable String[] previous) {
        last().demanded(
                        Arrays.stream(daysAgo)
                                .mapToLong(days -> days == null ? Subject.MISSING : days)
                                .toArray(),
                        Arrays.stream(shares)
                                .mapToDouble(share -> share == null ? Double.NaN : share)
                                .toArray(),
                        previous);
        return this;
    }

    Population purchase(@Nullable String product, @Nullable Long daysAgo, @Nullable Long amount) {
        linked.add(new Purchase(last(), product, null, daysAgo, amount));
        return this;
    }

    Population event(@Nullable String kind, @Nullable Long daysAgo) {
        linked.add(new Event(last(), kind, daysAgo));
        return this;
    }

    private Subject last() {
        return customers.get(customers.size() - 1);
    }

    CustomerType type() {
        return type;
    }

    List<Subject> customers() {
        return customers;
    }

    List<LinkedFact> linked() {
        return linked;
    }

    List<CustomerChunk> chunks(int size) {
        List<CustomerChunk> chunks = new ArrayList<>();
        for (int from = 0; from < customers.size(); from += size) {
            List<Subject> part = customers.subList(from, Math.min(from + size, customers.size()));
            chunks.add(new CustomerChunk(
                    part,
                    linked.stream()
                            .filter(fact -> part.contains(fact.customer()))
                            .toList()));
        }
        return chunks;
    }

    List<Decision> decide(RulesFolder folder) {
        try (CompiledRules rules = folder.read().compile(type)) {
            return decide(new Decider(rules, 1), 100);
        }
    }

    List<Decision> decide(Decider decider, int chunkSize) {
        List<Decision> decisions = new ArrayList<>();
        decider.decide(chunks(chunkSize).iterator(), chunk -> decisions.addAll(chunk.decisions()));
        return decisions;
    }
}
