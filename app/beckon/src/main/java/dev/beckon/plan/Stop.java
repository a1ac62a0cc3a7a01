package dev.beckon.plan;

import dev.beckon.rules.RuleRef;
import org.jspecify.annotations.Nullable;

/**
 * Why a gate stops a candidate.
 *
 * @param reason for people; one of few, so that it can be counted
 * @param detail what is special about this customer; no personal data
 * @param rule that is responsible, if any
 */
record Stop(String reason, String detail, @Nullable RuleRef rule) {

    static Stop because(String reason, String detail) {
        return new Stop(reason, detail, null);
    }

    static String words(RuleRef rule) {
        return rule.name() + " (" + rule.place() + ")";
    }
}
