package dev.beckon.rules;

/**
 * Where a rule stands.
 *
 * @param id 0-based place among all rules of the set: by phase, file, line
 * @param file relative to the workspace: {@code rules/segments/rfm.drl}
 * @param line 1-based line of the word {@code rule}
 */
public record RuleRef(int id, Phase phase, String name, String file, int line) {

    /** {@code rules/segments/rfm.drl:12} */
    public String place() {
        return file + ":" + line;
    }
}
