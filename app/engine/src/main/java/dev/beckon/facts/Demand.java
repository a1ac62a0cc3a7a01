package dev.beckon.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What rules, campaigns and reports read, so that nothing else is computed or loaded.
 *
 * @param properties names of properties
 * @param boughtProducts products that {@code bought} and {@code boughtWithin} ask for, in the order of their index in
 *     {@link Subject#lastBoughtDaysAgo(int)}
 * @param shareCategories categories that {@code share} asks for, in the order of their index in
 *     {@link Subject#shareOfSpend(int)}
 * @param previousDimensions dimensions that {@code previousSegment} asks for, in the order of their index in
 *     {@link Subject#previousSegment(int)}
 */
public record Demand(
        SortedSet<String> properties,
        List<String> boughtProducts,
        List<String> shareCategories,
        List<String> previousDimensions,
        List<LinkedDemand> linked) {

    public static final Demand NOTHING = new Demand(new TreeSet<>(), List.of(), List.of(), List.of(), List.of());

    /** This demand and some more properties. */
    public Demand alsoReading(Set<String> moreProperties) {
        var all = new TreeSet<>(properties);
        all.addAll(moreProperties);
        return new Demand(all, boughtProducts, shareCategories, previousDimensions, new ArrayList<>(linked));
    }
}
