package dev.beckon.decide;

import dev.beckon.decide.Consequences.Proposals;
import dev.beckon.decide.Consequences.Ways;
import dev.beckon.decide.Decision.ChannelAdvice;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.Segmenting.Segmentation;
import dev.beckon.facts.Subject;
import dev.beckon.rules.RuleRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A decision in the making: phase by phase it takes from the customer which rules fired. */
final class Draft {

    private final Subject customer;
    private final Consequences consequences;
    private Segmentation segmentation;
    private Proposals proposals;
    private final List<Ways> rounds = new ArrayList<>(2);

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
        segmentation = consequences.ofSegments(customer.takeFired());
        customer.mark(segmentation.marks());
    }

    void takeActions() {
        proposals = consequences.ofActions(customer.takeFired());
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
        rounds.add(consequences.ofChannels(customer.takeFired()));
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
                fired());
    }

    private Map<String, ChannelAdvice> channels() {
        if (rounds.isEmpty()) {
            return Map.of();
        }
        Map<String, ChannelAdvice> channels = new LinkedHashMap<>();
        for (int round = 0; round < rounds.size(); round++) {
            channels.put(
                    proposals.recommendations().get(round).action(),
                    rounds.get(round).advice());
        }
        return channels;
    }

    /** Ids run through the phases, so the phases' rules one after the other are in the order of their ids. */
    private List<RuleRef> fired() {
        var all = new ArrayList<RuleRef>(segmentation.rules().size()
                + proposals.rules().size()
                + (rounds.isEmpty() ? 0 : rounds.get(0).rules().size()));
        all.addAll(segmentation.rules());
        all.addAll(proposals.rules());
        all.addAll(ofChannels());
        return all;
    }

    private List<RuleRef> ofChannels() {
        if (rounds.size() < 2) {
            return rounds.isEmpty() ? List.of() : rounds.get(0).rules();
        }
        return rounds.stream()
                .flatMap(round -> round.rules().stream())
                .distinct()
                .sorted(Comparator.comparingInt(RuleRef::id))
                .toList();
    }
}
