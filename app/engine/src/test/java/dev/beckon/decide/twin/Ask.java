package dev.beckon.decide.twin;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions about values that may be missing; what is missing answers none of them with yes. */
final class Ask {

    private Ask() {}

    static boolean atLeast(@Nullable Long value, long bound) {
        return value != null && value >= bound;
    }

    static boolean moreThan(@Nullable Long value, long bound) {
        return value != null && value > bound;
    }

    static boolean atMost(@Nullable Long value, long bound) {
        return value != null && value <= bound;
    }

    static boolean below(@Nullable Long value, long bound) {
        return value != null && value < bound;
    }

    static boolean is(@Nullable Long value, long wanted) {
        return value != null && value == wanted;
    }

    /** Both ends are in. */
    static boolean fromTo(@Nullable Long value, long from, long to) {
        return value != null && value >= from && value <= to;
    }

    static boolean overUpTo(@Nullable Long value, long over, long upTo) {
        return value != null && value > over && value <= upTo;
    }

    static boolean atLeastBelow(@Nullable Long value, long from, long below) {
        return value != null && value >= from && value < below;
    }

    static boolean atLeast(@Nullable Double value, double bound) {
        return value != null && value >= bound;
    }

    static boolean moreThan(@Nullable Double value, double bound) {
        return value != null && value > bound;
    }

    static boolean atMost(@Nullable Double value, double bound) {
        return value != null && value <= bound;
    }

    static boolean below(@Nullable Double value, double bound) {
        return value != null && value < bound;
    }

    static boolean is(@Nullable String value, String wanted) {
        return wanted.equals(value);
    }

    static boolean oneOf(@Nullable String value, Set<String> wanted) {
        return value != null && wanted.contains(value);
    }

    static boolean otherThan(@Nullable String value, String unwanted) {
        return value != null && !value.equals(unwanted);
    }

    static boolean has(@Nullable String value, String part) {
        return value != null && value.contains(part);
    }

    static boolean yes(@Nullable Boolean value) {
        return value != null && value;
    }

    static boolean no(@Nullable Boolean value) {
        return value != null && !value;
    }

    static long rupees(long amount) {
        return amount * 100;
    }
}
