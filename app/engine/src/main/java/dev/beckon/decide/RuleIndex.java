package dev.beckon.decide;

import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Purchase;
import dev.beckon.rules.Phase;
import dev.beckon.rules.Rule;
import dev.beckon.rules.RuleSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What decisions look up about the rules, once for all customers. */
final class RuleIndex {

    private final List<Rule> rules;
    private final List<String> dimensions;
    private final Map<String, Integer> segmentCodes;
    private final Map<String, Integer> tagCodes;
    private final Map<Phase, Set<Kind>> linkedKinds = new EnumMap<>(Phase.class);

    RuleIndex(RuleSet rules) {
        this.rules = rules.contents();
        this.dimensions = new ArrayList<>(rules.dimensions().keySet());
        this.segmentCodes = rules.segmentCodes();
        this.tagCodes = rules.tagCodes();
        for (Phase phase : Phase.values()) {
            linkedKinds.put(phase, EnumSet.noneOf(Kind.class));
        }
        for (Rule rule : this.rules) {
            rule.linked().forEach(pattern -> kinds(rule.ref().phase()).add(pattern.kind()));
        }
    }

    private Set<Kind> kinds(Phase phase) {
        return linkedKinds.getOrDefault(phase, Set.of());
    }

    /** How many rules there are; their ids are smaller. */
    int size() {
        return rules.size();
    }

    Rule rule(int id) {
        return rules.get(id);
    }

    List<String> dimensions() {
        return dimensions;
    }

    Map<String, Integer> segmentCodes() {
        return segmentCodes;
    }

    Map<String, Integer> tagCodes() {
        return tagCodes;
    }

    /** The rows of the kinds that some rule of the phase asks about; the others would only cost time. */
    List<LinkedFact> linkedOf(Phase phase, List<LinkedFact> linked) {
        Set<Kind> kinds = kinds(phase);
        if (kinds.isEmpty() || linked.isEmpty()) {
            return List.of();
        }
        return linked.stream()
                .filter(fact -> kinds.contains(fact instanceof Purchase ? Kind.PURCHASE : Kind.EVENT))
                .toList();
    }
}
