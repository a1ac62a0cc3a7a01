package dev.beckon.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Merges groups that are so small that a number would point at people. What is merged is never one group alone: the
 * published total less the published groups must not give away a small one.
 */
final class SmallGroups {

    /** A group of fewer people than this is not shown. */
    static final int SMALLEST = 10;

    /**
     * @param counts numbers that are shown together, and those that follow from them by subtraction
     * @param merged how many groups it stands for; 1 for a group as it was
     */
    record Slice(String name, List<Long> counts, int merged) {

        Slice(String name, long... counts) {
            this(name, Arrays.stream(counts).boxed().toList(), 1);
        }

        boolean tellsTooMuch() {
            return counts.stream().anyMatch(SmallGroups::tellsTooMuch);
        }

        boolean isEmpty() {
            return counts.stream().allMatch(count -> count == 0);
        }

        long count(int index) {
            return counts.get(index);
        }

        private Slice plus(Slice other) {
            var sums = new ArrayList<Long>();
            for (int i = 0; i < counts.size(); i++) {
                sums.add(counts.get(i) + other.counts.get(i));
            }
            return new Slice(name, sums, merged + other.merged);
        }
    }

    private SmallGroups() {}

    static boolean tellsTooMuch(long people) {
        return people > 0 && people < SMALLEST;
    }

    /**
     * The slices that may be shown, in their order, and last what had to be merged. If even everybody together is too
     * few, one slice of everybody is left, which still {@link Slice#tellsTooMuch()}.
     */
    static List<Slice> merge(List<Slice> slices, String nameOfMerged) {
        var kept = new ArrayList<Slice>();
        var small = new ArrayList<Slice>();
        for (Slice slice : slices) {
            if (!slice.isEmpty()) {
                (slice.tellsTooMuch() ? small : kept).add(slice);
            }
        }
        if (small.isEmpty()) {
            return kept;
        }
        Slice merged = small.stream().reduce(Slice::plus).orElseThrow();
        while ((merged.tellsTooMuch() || merged.merged < 2) && !kept.isEmpty()) {
            Slice next = kept.stream()
                    .min(Comparator.comparing(slice -> slice.count(0)))
                    .orElseThrow();
            kept.remove(next);
            merged = merged.plus(next);
        }
        kept.add(new Slice(nameOfMerged, merged.counts, merged.merged));
        return kept;
    }
}
