package dev.beckon.rules;

import dev.beckon.facts.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an operand stands for off a customer or a row. Makes no objects of numbers: it is done very often. What is
 * asked of customers most of all is whether a number is in a range, so slots and marks make that one call.
 */
sealed interface Reader {

    /**
     * Whole numbers, dates as days since 1970, and flags as 0 or 1; {@link dev.beckon.facts.Subject#MISSING} where there
     * is none.
     */
    @FunctionalInterface
    non-sealed interface Whole extends Reader {
        long of(Object fact);

        /** Whether it is in a range, in which {@link dev.beckon.facts.Subject#MISSING} isn't. */
        default Check between(long least, long most) {
            return (fact, earlier) -> {
                long value = of(fact);
                return value >= least && value <= most;
            };
        }
    }

    /** NaN where there is none. */
    @FunctionalInterface
    non-sealed interface Decimal extends Reader {
        double of(Object fact);

        /** NaN is in no range. */
        default Check between(double least, double most) {
            return (fact, earlier) -> {
                double value = of(fact);
                return value >= least && value <= most;
            };
        }
    }

    /** Null where there is none. */
    @FunctionalInterface
    non-sealed interface Text extends Reader {
        @Nullable
        String of(Object fact);
    }

    record WholeSlot(int slot) implements Whole {

        @Override
        public long of(Object fact) {
            return ((Subject) fact).whole(slot);
        }

        @Override
        public Check between(long least, long most) {
            int own = slot;
            return (fact, earlier) -> {
                long value = ((Subject) fact).whole(own);
                return value >= least && value <= most;
            };
        }
    }

    record DecimalSlot(int slot) implements Decimal {

        @Override
        public double of(Object fact) {
            return ((Subject) fact).number(slot);
        }

        @Override
        public Check between(double least, double most) {
            int own = slot;
            return (fact, earlier) -> {
                double value = ((Subject) fact).number(own);
                return value >= least && value <= most;
            };
        }
    }

    /** 1 if the customer has the segment or tag with this code, or else 0. */
    record Mark(int code) implements Whole {

        @Override
        public long of(Object fact) {
            return ((Subject) fact).marked(code) ? 1 : 0;
        }

        @Override
        public Check between(long least, long most) {
            int own = code;
            return (fact, earlier) -> {
                long value = ((Subject) fact).marked(own) ? 1 : 0;
                return value >= least && value <= most;
            };
        }
    }
}
