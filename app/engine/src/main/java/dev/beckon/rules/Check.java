package dev.beckon.rules;

import java.util.Map;
import java.util.Objects;

/** A condition made ready to be asked very often. */
@FunctionalInterface
interface Check {

    /** For a pattern before which there is no other. */
    Object[] NO_FACTS = {};

    /**
     * Where the values are that a condition asks about.
     *
     * @param facts by variable: the place, among the facts of earlier patterns, of the one that it was bound at
     */
    record Setting(CustomerType type, Map<String, Integer> facts) {

        static Setting of(CustomerType type) {
            return new Setting(type, Map.of());
        }

        int place(Variable variable) {
            return Objects.requireNonNull(facts.get(variable.name()));
        }
    }

    /**
     * @param fact a customer or a row
     * @param earlier facts of earlier patterns, as the setting says
     */
    boolean holds(Object fact, Object[] earlier);
}
