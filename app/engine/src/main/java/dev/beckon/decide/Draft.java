package dev.beckon.decide;

import dev.beckon.decide.Consequences.Proposals;
import dev.beckon.decide.Consequences.Segmentation;
import dev.beckon.decide.Decision.ChannelAdvice;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.facts.Subject;
import dev.beckon.rules.RuleRef;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A decision in the making: phase by phase it takes from the customer which rules fired. */
final class Draft {

    private static final BitSet NONE = new BitSet(0);

    private final Subject customer;
    private final Consequences consequences;
    private BitSet segmentRules = NONE;
    private BitSet actionRules = NONE;
    private BitSet channelRules = NONE;
    private Map<String, ChannelAdvice> channels = Map.of();

    Draft(Subject customer, Consequences consequences) {
        this.customer = customer;
        this.consequences = consequences;
    }

    Subject customer() {
        return customer;
    }

    void takeSegments() {
        segmentRules = customer.takeFired();
        customer.mark(consequences.ofSegments(segmentRules).marks());
    }

    void takeActions() {
        actionRules = customer.takeFired();
    }

    /** Sets the action of a round for the channel rules; false if the customer has no more. */
    boolean begin(int round) {
        List<Recommendation> recommendations =
                consequences.ofActions(actionRules).recommendations();
        if (round >= recommendations.size()) {
            customer.about(null, null);
            return false;
        }
        Recommendation current = recommendations.get(round);
        customer.about(current.action(), (long) current.priority());
        return true;
    }

    void takeChannels(int round) {
        BitSet fired = customer.takeFired();
        if (channels.isEmpty()) {
            channels = new LinkedHashMap<>(4);
            channelRules = fired;
        } else if (!channelRules.equals(fired)) {
            channelRules = (BitSet) channelRules.clone();
            channelRules.or(fired);
        }
        String action =
                consequences.ofActions(actionRules).recommendations().get(round).action();
        channels.put(action, consequences.ofChannels(fired));
    }

    Decision decision() {
        Segmentation segmentation = consequences.ofSegments(segmentRules);
        Proposals proposals = consequences.ofActions(actionRules);
        return new Decision(
                customer.id(),
                segmentation.segments(),
                segmentation.overruled(),
                segmentation.tags(),
                proposals.recommendations(),
                proposals.vetoes(),
                channels,
                fired());
    }

    /** Ids run through the phases, so the phases' rules one after the other are in the order of their ids. */
    private List<RuleRef> fired() {
        List<RuleRef> ofSegments = consequences.rules(segmentRules);
        List<RuleRef> ofActions = consequences.rules(actionRules);
        List<RuleRef> ofChannels = consequences.rules(channelRules);
        var all = new ArrayList<RuleRef>(ofSegments.size() + ofActions.size() + ofChannels.size());
        all.addAll(ofSegments);
        all.addAll(ofActions);
        all.addAll(ofChannels);
        return all;
    }
}
