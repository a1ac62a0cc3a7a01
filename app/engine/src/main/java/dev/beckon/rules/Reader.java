package dev.beckon.rules;

import org.jspecify.annotations.Nullable;

/** Reads what an operand stands for off a customer or a row. Makes no objects of numbers: it is done very often. */
sealed interface Reader {

    /**
     * Whole numbers, dates as days since 1970, and flags as 0 or 1; {@link dev.beckon.facts.Subject#MISSING} where there
     * is none.
     */
    @FunctionalInterface
    non-sealed interface Whole extends Reader {
        long of(Object fact);
    }

    /** NaN where there is none. */
    @FunctionalInterface
    non-sealed interface Decimal extends Reader {
        double of(Object fact);
    }

    /** Null where there is none. */
    @FunctionalInterface
    non-sealed interface Text extends Reader {
        @Nullable
        String of(Object fact);
    }
}
