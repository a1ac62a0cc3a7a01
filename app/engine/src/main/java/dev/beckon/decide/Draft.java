package dev.beckon.decide;

import dev.beckon.decide.Decision.Avoided;
import dev.beckon.decide.Decision.ChannelAdvice;
import dev.beckon.decide.Decision.Overruled;
import dev.beckon.decide.Decision.Preferred;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.Decision.Veto;
import dev.beckon.facts.Subject;
import dev.beckon.rules.Effect;
import dev.beckon.rules.Rule;
import dev.beckon.rules.RuleRef;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * A decision in the making. Sessions only say which rules fired; what follows is worked out here in the order of the
 * rules, so the order and number of firings can't matter.
 */
final class Draft {

    private static final Comparator<Recommendation> HIGHEST_FIRST = Comparator.comparingInt(Recommendation::priority)
            .reversed()
            .thenComparing(recommendation -> recommendation.rule().id());

    private final Subject customer;
    private final RuleIndex index;
    private final BitSet fired = new BitSet();
    private final Map<String, String> segments = new HashMap<>();
    private final List<Overruled> overruled = new ArrayList<>(0);
    private final SortedSet<String> tags = new TreeSet<>();
    private final Map<String, Recommendation> recommended = new HashMap<>();
    private List<Recommendation> recommendations = List.of();
    private final List<Veto> vetoes = new ArrayList<>(0);
    private final Map<String, ChannelAdvice> channels = new LinkedHashMap<>();

    Draft(Subject customer, RuleIndex index) {
        this.customer = customer;
        this.index = index;
    }

    Subject customer() {
        return customer;
    }

    void takeSegments() {
        takeFired((effect, rule) -> {
            if (effect instanceof Effect.Assign assign) {
                if (segments.putIfAbsent(assign.dimension(), assign.segment()) != null) {
                    overruled.add(new Overruled(assign.dimension(), assign.segment(), rule));
                }
            } else if (effect instanceof Effect.Tag tag) {
                tags.add(tag.name());
            }
        });
        segments.values().forEach(segment -> mark(index.segmentCodes(), segment));
        tags.forEach(tag -> mark(index.tagCodes(), tag));
    }

    private void mark(Map<String, Integer> codes, String name) {
        Integer code = codes.get(name);
        if (code != null) {
            customer.mark(code);
        }
    }

    void takeActions() {
        takeFired((effect, rule) -> {
            if (effect instanceof Effect.Recommend recommend) {
                recommended.merge(
                        recommend.action(),
                        new Recommendation(recommend.action(), recommend.priority(), recommend.parameters(), rule),
                        (first, second) -> second.priority() > first.priority() ? second : first);
            } else if (effect instanceof Effect.SuppressAll all) {
                vetoes.add(new Veto(null, all.reason(), rule));
            } else if (effect instanceof Effect.SuppressAction one) {
                vetoes.add(new Veto(one.action(), one.reason(), rule));
            }
        });
        recommendations = recommended.values().stream().sorted(HIGHEST_FIRST).toList();
    }

    /** Sets the action of a round for the channel rules; false if the customer has no more. */
    boolean begin(int round) {
        if (round >= recommendations.size()) {
            customer.about(null, null);
            return false;
        }
        Recommendation current = recommendations.get(round);
        customer.about(current.action(), (long) current.priority());
        return true;
    }

    void takeChannels(int round) {
        List<Preferred> preferred = new ArrayList<>();
        List<Avoided> avoided = new ArrayList<>();
        takeFired((effect, rule) -> {
            if (effect instanceof Effect.Via via) {
                preferred.add(new Preferred(via.channel(), via.preference(), rule));
            } else if (effect instanceof Effect.Avoid avoid) {
                avoided.add(new Avoided(avoid.channel(), avoid.reason(), rule));
            }
        });
        preferred.removeIf(
                via -> avoided.stream().anyMatch(veto -> veto.channel().equals(via.channel())));
        preferred.sort(Comparator.comparingInt(Preferred::preference).reversed());
        channels.put(recommendations.get(round).action(), new ChannelAdvice(preferred, avoided));
    }

    private void takeFired(BiConsumer<Effect, RuleRef> taker) {
        BitSet now = customer.takeFired();
        fired.or(now);
        for (int id = now.nextSetBit(0); id >= 0; id = now.nextSetBit(id + 1)) {
            Rule rule = index.rule(id);
            rule.effects().forEach(effect -> taker.accept(effect, rule.ref()));
        }
    }

    Decision decision() {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String dimension : index.dimensions()) {
            String segment = segments.get(dimension);
            if (segment != null) {
                ordered.put(dimension, segment);
            }
        }
        return new Decision(
                customer.id(),
                Collections.unmodifiableMap(ordered),
                overruled,
                tags,
                recommendations,
                vetoes,
                channels,
                fired.stream().mapToObj(id -> index.rule(id).ref()).toList());
    }
}
