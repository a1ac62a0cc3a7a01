package dev.beckon.decide;

import dev.beckon.decide.Decision.Overruled;
import dev.beckon.rules.Effect;
import dev.beckon.rules.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What follows from rules of segments/. Hardly two customers have the same ones, so nothing is remembered of them;
 * what can be looked up of each rule is looked up once.
 */
final class Segmenting {

    private static final SortedSet<String> NO_TAGS = Collections.emptySortedSet();

    private record Assigning(
            int dimension, String segment, @Nullable Integer code, Overruled otherwise) {}

    private record Tagging(String tag, @Nullable Integer code) {}

    private record Said(List<Assigning> assigns, List<Tagging> tags) {}

    private final List<String> dimensions;
    private final List<Said> said = new ArrayList<>();

    Segmenting(RuleIndex index) {
        this.dimensions = index.dimensions();
        for (int id = 0; id < index.size(); id++) {
            said.add(said(index.rule(id), index));
        }
    }

    private static Said said(Rule rule, RuleIndex index) {
        List<Assigning> assigns = new ArrayList<>();
        List<Tagging> tags = new ArrayList<>();
        for (Effect effect : rule.effects()) {
            if (effect instanceof Effect.Assign assign) {
                assigns.add(new Assigning(
                        index.dimensions().indexOf(assign.dimension()),
                        assign.segment(),
                        index.segmentCodes().get(assign.segment()),
                        new Overruled(assign.dimension(), assign.segment(), rule.ref())));
            } else if (effect instanceof Effect.Tag tag) {
                tags.add(new Tagging(tag.name(), index.tagCodes().get(tag.name())));
            }
        }
        return new Said(List.copyOf(assigns), List.copyOf(tags));
    }

    /**
     * What was found out about a customer.
     *
     * @param marks the codes of those segments and tags that later rules ask for
     */
    record Segmentation(
            Map<String, String> segments, List<Overruled> overruled, SortedSet<String> tags, BitSet marks) {}

    /** The first rule of a dimension gives the segment. */
    Segmentation of(BitSet fired) {
        var segments = new @Nullable String[dimensions.size()];
        List<Overruled> overruled = new ArrayList<>(0);
        SortedSet<String> tags = NO_TAGS;
        var marks = new BitSet();
        for (int id = fired.nextSetBit(0); id >= 0; id = fired.nextSetBit(id + 1)) {
            Said all = said.get(id);
            for (Assigning assigning : all.assigns()) {
                if (segments[assigning.dimension()] == null) {
                    segments[assigning.dimension()] = assigning.segment();
                    mark(marks, assigning.code());
                } else {
                    overruled.add(assigning.otherwise());
                }
            }
            for (Tagging tagging : all.tags()) {
                tags = tags == NO_TAGS ? new TreeSet<>() : tags;
                tags.add(tagging.tag());
                mark(marks, tagging.code());
            }
        }
        return new Segmentation(
                new Segments(dimensions, segments), overruled, Collections.unmodifiableSortedSet(tags), marks);
    }

    private static void mark(BitSet marks, @Nullable Integer code) {
        if (code != null) {
            marks.set(code);
        }
    }
}
