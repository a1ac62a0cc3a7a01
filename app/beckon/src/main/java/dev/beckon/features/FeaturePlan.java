package dev.beckon.features;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which groups of features.sql run, and which of their columns are kept, so that nothing else is computed. */
final class FeaturePlan {

    /** @param columns those of the group that somebody reads */
    record Step(FeatureGroup group, SortedSet<String> columns) {}

    private final FeatureScript script;
    private final Map<String, String> settings;
    private final SortedMap<String, SortedSet<String>> columnsByGroup = new TreeMap<>();

    private FeaturePlan(FeatureScript script, Map<String, String> settings) {
        this.script = script;
        this.settings = settings;
    }

    /**
     * @param wanted columns that some group provides, and facts of rows
     * @param settings the placeholders of the script
     */
    static FeaturePlan of(FeatureScript script, Collection<String> wanted, Map<String, String> settings) {
        var plan = new FeaturePlan(script, settings);
        var open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            open.addAll(plan.require(open.remove()));
        }
        return plan;
    }

    /** In the order of the script: each step reads only what earlier ones made. */
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (FeatureGroup group : script.groups()) {
            SortedSet<String> columns = columnsByGroup.get(group.name());
            if (columns != null) {
                steps.add(new Step(group, columns));
            }
        }
        return steps;
    }

    /** The columns of a group that somebody reads. */
    SortedSet<String> columns(String group) {
        return columnsByGroup.getOrDefault(group, new TreeSet<>());
    }

    /** Notes the column and returns what its group needs, if the group wasn't there yet. */
    private List<String> require(String column) {
        Optional<RowFact> row = script.row(column);
        if (row.isPresent()) {
            return row.get().filled(settings).needs();
        }
        FeatureGroup group = script.providerOf(column)
                .orElseThrow(() -> new IllegalArgumentException("No feature group provides " + column));
        boolean first = !columnsByGroup.containsKey(group.name());
        columnsByGroup.computeIfAbsent(group.name(), name -> new TreeSet<>()).add(column);
        return first ? group.needs(settings) : List.of();
    }
}
