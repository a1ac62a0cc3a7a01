package dev.beckon.decide;

import dev.beckon.decide.Consequences.Proposals;
import dev.beckon.decide.Decision.ChannelAdvice;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.Segmenting.Segmentation;
import dev.beckon.facts.Subject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A decision in the making: phase by phase it takes from the customer which rules fired. */
final class Draft {

    private final Subject customer;
    private final Consequences consequences;
    private Segmentation segmentation;
    private Proposals proposals;
    private final List<ChannelAdvice> advice = new ArrayList<>(2);
    private final BitSet fired = new BitSet();

    Draft(Subject customer, Consequences consequences) {
        this.customer = customer;
        this.consequences = consequences;
        this.segmentation = consequences.noSegmentation();
        this.proposals = consequences.noProposals();
    }

    Subject customer() {
        return customer;
    }

    void takeSegments() {
        segmentation = consequences.ofSegments(customer.fired());
        customer.mark(segmentation.marks());
        endPhase();
    }

    void takeActions() {
        proposals = consequences.ofActions(customer.fired());
        endPhase();
    }

    /** Sets the action of a round for the channel rules; false if the customer has no more. */
    boolean begin(int round) {
        List<Recommendation> recommendations = proposals.recommendations();
        if (round >= recommendations.size()) {
            customer.about(null, Subject.MISSING);
            return false;
        }
        Recommendation current = recommendations.get(round);
        customer.about(current.action(), current.priority());
        return true;
    }

    /** Ends the round that {@link #begin} began last. */
    void takeChannels() {
        advice.add(consequences.ofChannels(customer.fired()));
        endPhase();
    }

    private void endPhase() {
        fired.or(customer.fired());
        customer.fired().clear();
    }

    Decision decision() {
        return new Decision(
                customer.id(),
                segmentation.segments(),
                segmentation.overruled(),
                segmentation.tags(),
                proposals.recommendations(),
                proposals.vetoes(),
                channels(),
                consequences.rules(fired));
    }

    private Map<String, ChannelAdvice> channels() {
        List<Recommendation> recommendations = proposals.recommendations();
        if (advice.size() < 2) {
            return advice.isEmpty() ? Map.of() : Map.of(recommendations.get(0).action(), advice.get(0));
        }
        Map<String, ChannelAdvice> channels = new LinkedHashMap<>(2 * advice.size());
        for (int round = 0; round < advice.size(); round++) {
            channels.put(recommendations.get(round).action(), advice.get(round));
        }
        return channels;
    }
}
