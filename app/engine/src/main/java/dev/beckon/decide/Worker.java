package dev.beckon.decide;

import dev.beckon.facts.CustomerChunk;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Subject;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides one chunk after the other; used by one thread at a time. */
final class Worker {

    private final CompiledRules rules;
    private final RuleIndex index;
    private final Consequences consequences;
    private final PhaseRunner segments;
    private final PhaseRunner actions;
    private final PhaseRunner channels;

    Worker(CompiledRules rules, RuleIndex index, int mostLinkedFirings) {
        this.rules = rules;
        this.index = index;
        this.consequences = new Consequences(index);
        this.segments = new PhaseRunner(rules, Phase.SEGMENTS, mostLinkedFirings);
        this.actions = new PhaseRunner(rules, Phase.ACTIONS, mostLinkedFirings);
        this.channels = new PhaseRunner(rules, Phase.CHANNELS, mostLinkedFirings);
    }

    DecidedChunk decide(CustomerChunk chunk) {
        List<Draft> drafts = begin(chunk);
        if (rules.has(Phase.SEGMENTS)) {
            segments.fire(chunk.customers(), index.linkedOf(Phase.SEGMENTS, chunk.linked()));
            drafts.forEach(Draft::takeSegments);
        }
        if (rules.has(Phase.ACTIONS)) {
            actions.fire(chunk.customers(), index.linkedOf(Phase.ACTIONS, chunk.linked()));
            drafts.forEach(Draft::takeActions);
        }
        if (rules.has(Phase.CHANNELS)) {
            channelsInRounds(drafts, index.linkedOf(Phase.CHANNELS, chunk.linked()));
        }
        return new DecidedChunk(
                chunk.customers(), drafts.stream().map(Draft::decision).toList());
    }

    private List<Draft> begin(CustomerChunk chunk) {
        List<Draft> drafts = new ArrayList<>(chunk.customers().size());
        for (Subject customer : chunk.customers()) {
            customer.beginDecision(index.size());
            drafts.add(new Draft(customer, consequences));
        }
        chunk.linked().forEach(row -> row.customer().noteRows());
        return drafts;
    }

    /** One object inserted twice into a session is one fact, so each round asks about one action of each customer. */
    private void channelsInRounds(List<Draft> drafts, List<LinkedFact> linked) {
        List<Draft> asked = withAction(0, drafts);
        for (int round = 1; !asked.isEmpty(); round++) {
            List<Subject> customers = asked.stream().map(Draft::customer).toList();
            channels.fire(customers, of(customers, linked));
            asked.forEach(Draft::takeChannels);
            asked = withAction(round, asked);
        }
    }

    private static List<Draft> withAction(int round, List<Draft> drafts) {
        List<Draft> asked = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            if (draft.begin(round)) {
                asked.add(draft);
            }
        }
        return asked;
    }

    private static List<LinkedFact> of(List<Subject> customers, List<LinkedFact> linked) {
        if (linked.isEmpty()) {
            return linked;
        }
        Set<Subject> present = new HashSet<>(customers);
        return linked.stream().filter(fact -> present.contains(fact.customer())).toList();
    }
}
