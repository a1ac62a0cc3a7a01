package dev.beckon.decide;

import dev.beckon.facts.Unit;
import dev.beckon.rules.RuleRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer's decision is what it is.
 *
 * @param rules in the order of their ids; rules of channels/ once per recommended action
 */
public record Explanation(Decision decision, List<RuleOutcome> rules) {

    /**
     * @param action the recommended action that a rule of channels/ was asked about; null for other rules
     * @param conditions in the order written; the rule fired if all of them hold. What follows a linked pattern that
     *     doesn't hold isn't asked, and isn't here.
     */
    public record RuleOutcome(RuleRef rule, @Nullable String action, boolean fired, List<ConditionOutcome> conditions) {

        /** What kept the rule from firing. */
        public List<ConditionOutcome> failed() {
            return conditions.stream().filter(condition -> !condition.holds()).toList();
        }
    }

    /** @param text as the rule writes it */
    public record ConditionOutcome(String text, int line, boolean holds, List<Reading> readings) {}

    /**
     * A value that a condition read.
     *
     * @param name a property, a call such as {@code isIn("Champions")}, or, of a linked pattern, "matches"
     * @param value null where missing; money in minor units
     */
    public record Reading(String name, @Nullable Object value, Unit unit) {}
}
