package dev.beckon.rules;

import java.util.List;

/**
 * A name for the value of a field, usable in later patterns of the rule: {@code $d : daysAgo}. Where the value is
 * missing, the pattern that binds it doesn't match.
 */
public record Variable(String name, Operand of) {

    static boolean allPresent(List<Variable> bindings, Match match) {
        return bindings.stream().allMatch(binding -> binding.of().value(match) != null);
    }
}
