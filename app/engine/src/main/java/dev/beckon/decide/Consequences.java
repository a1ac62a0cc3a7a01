package dev.beckon.decide;

import dev.beckon.decide.Decision.Avoided;
import dev.beckon.decide.Decision.ChannelAdvice;
import dev.beckon.decide.Decision.Preferred;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.Decision.Veto;
import dev.beckon.decide.Segmenting.Segmentation;
import dev.beckon.rules.Effect;
import dev.beckon.rules.Rule;
import dev.beckon.rules.RuleRef;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What follows from the rules of a phase that fired. Sessions only say which did; what follows is worked out here in the
 * order of the rules, so the order and number of firings can't matter. Not thread-safe: each worker has its own.
 */
final class Consequences {

    private static final Comparator<Recommendation> HIGHEST_FIRST = Comparator.comparingInt(Recommendation::priority)
            .reversed()
            .thenComparing(recommendation -> recommendation.rule().id());

    record Proposals(List<Recommendation> recommendations, List<Veto> vetoes) {}

    private final RuleIndex index;
    private final Segmenting segmenting;
    private final Segmentation noSegmentation;
    private final Proposals noProposals;
    private final Memo<Proposals> proposals = new Memo<>(this::proposals);
    private final Memo<ChannelAdvice> ways = new Memo<>(this::ways);

    Consequences(RuleIndex index) {
        this.index = index;
        this.segmenting = new Segmenting(index);
        this.noSegmentation = segmenting.of(new BitSet(0));
        this.noProposals = new Proposals(List.of(), List.of());
    }

    /** Before any rule fired. */
    Segmentation noSegmentation() {
        return noSegmentation;
    }

    Proposals noProposals() {
        return noProposals;
    }

    Segmentation ofSegments(BitSet fired) {
        return segmenting.of(fired);
    }

    Proposals ofActions(BitSet fired) {
        return proposals.of(fired);
    }

    ChannelAdvice ofChannels(BitSet fired) {
        return ways.of(fired);
    }

    /** In the order of their ids. */
    List<RuleRef> rules(BitSet fired) {
        List<RuleRef> rules = new ArrayList<>(fired.cardinality());
        for (int id = fired.nextSetBit(0); id >= 0; id = fired.nextSetBit(id + 1)) {
            rules.add(index.rule(id).ref());
        }
        return rules;
    }

    private Proposals proposals(BitSet fired) {
        Map<String, Recommendation> recommended = new HashMap<>();
        List<Veto> vetoes = new ArrayList<>(0);
        forEachEffect(fired, (effect, rule) -> {
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
        return new Proposals(recommended.values().stream().sorted(HIGHEST_FIRST).toList(), List.copyOf(vetoes));
    }

    private ChannelAdvice ways(BitSet fired) {
        List<Preferred> preferred = new ArrayList<>();
        List<Avoided> avoided = new ArrayList<>();
        forEachEffect(fired, (effect, rule) -> {
            if (effect instanceof Effect.Via via) {
                preferred.add(new Preferred(via.channel(), via.preference(), rule));
            } else if (effect instanceof Effect.Avoid avoid) {
                avoided.add(new Avoided(avoid.channel(), avoid.reason(), rule));
            }
        });
        preferred.removeIf(
                via -> avoided.stream().anyMatch(veto -> veto.channel().equals(via.channel())));
        preferred.sort(Comparator.comparingInt(Preferred::preference).reversed());
        return new ChannelAdvice(List.copyOf(preferred), List.copyOf(avoided));
    }

    private void forEachEffect(BitSet fired, BiConsumer<Effect, RuleRef> taker) {
        for (int id = fired.nextSetBit(0); id >= 0; id = fired.nextSetBit(id + 1)) {
            Rule rule = index.rule(id);
            rule.effects().forEach(effect -> taker.accept(effect, rule.ref()));
        }
    }
}
