package dev.beckon.decide;

import dev.beckon.decide.Decision.Avoided;
import dev.beckon.decide.Decision.ChannelAdvice;
import dev.beckon.decide.Decision.Overruled;
import dev.beckon.decide.Decision.Preferred;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.Decision.Veto;
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
 * What follows from the rules of a phase that fired. Sessions only say which did; what follows is worked out here in the
 * order of the rules, so the order and number of firings can't matter. Not thread-safe: each worker has its own.
 */
final class Consequences {

    private static final Comparator<Recommendation> HIGHEST_FIRST = Comparator.comparingInt(Recommendation::priority)
            .reversed()
            .thenComparing(recommendation -> recommendation.rule().id());

    /**
     * @param marks the codes of those segments and tags that later rules ask for
     * @param rules that fired, in the order of their ids; likewise below
     */
    record Segmentation(
            Map<String, String> segments,
            List<Overruled> overruled,
            SortedSet<String> tags,
            BitSet marks,
            List<RuleRef> rules) {}

    record Proposals(List<Recommendation> recommendations, List<Veto> vetoes, List<RuleRef> rules) {}

    record Ways(ChannelAdvice advice, List<RuleRef> rules) {}

    private final RuleIndex index;
    private final Memo<Segmentation> segmentations = new Memo<>(this::segmentation);
    private final Memo<Proposals> proposals = new Memo<>(this::proposals);
    private final Memo<Ways> ways = new Memo<>(this::ways);

    Consequences(RuleIndex index) {
        this.index = index;
    }

    Segmentation ofSegments(BitSet fired) {
        return segmentations.of(fired);
    }

    Proposals ofActions(BitSet fired) {
        return proposals.of(fired);
    }

    Ways ofChannels(BitSet fired) {
        return ways.of(fired);
    }

    private Segmentation segmentation(BitSet fired) {
        Map<String, String> segments = new HashMap<>();
        List<Overruled> overruled = new ArrayList<>(0);
        SortedSet<String> tags = new TreeSet<>();
        forEachEffect(fired, (effect, rule) -> {
            if (effect instanceof Effect.Assign assign) {
                if (segments.putIfAbsent(assign.dimension(), assign.segment()) != null) {
                    overruled.add(new Overruled(assign.dimension(), assign.segment(), rule));
                }
            } else if (effect instanceof Effect.Tag tag) {
                tags.add(tag.name());
            }
        });
        var marks = new BitSet();
        segments.values().forEach(segment -> mark(marks, index.segmentCodes(), segment));
        tags.forEach(tag -> mark(marks, index.tagCodes(), tag));
        return new Segmentation(
                inOrderOfDimensions(segments),
                List.copyOf(overruled),
                Collections.unmodifiableSortedSet(tags),
                marks,
                refs(fired));
    }

    private static void mark(BitSet marks, Map<String, Integer> codes, String name) {
        Integer code = codes.get(name);
        if (code != null) {
            marks.set(code);
        }
    }

    private Map<String, String> inOrderOfDimensions(Map<String, String> segments) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (String dimension : index.dimensions()) {
            String segment = segments.get(dimension);
            if (segment != null) {
                ordered.put(dimension, segment);
            }
        }
        return Collections.unmodifiableMap(ordered);
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
        return new Proposals(
                recommended.values().stream().sorted(HIGHEST_FIRST).toList(), List.copyOf(vetoes), refs(fired));
    }

    private Ways ways(BitSet fired) {
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
        return new Ways(new ChannelAdvice(List.copyOf(preferred), List.copyOf(avoided)), refs(fired));
    }

    private List<RuleRef> refs(BitSet fired) {
        return fired.stream().mapToObj(id -> index.rule(id).ref()).toList();
    }

    private void forEachEffect(BitSet fired, BiConsumer<Effect, RuleRef> taker) {
        for (int id = fired.nextSetBit(0); id >= 0; id = fired.nextSetBit(id + 1)) {
            Rule rule = index.rule(id);
            rule.effects().forEach(effect -> taker.accept(effect, rule.ref()));
        }
    }
}
