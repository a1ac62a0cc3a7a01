package dev.beckon.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one linked pattern that can satisfy it, as far as its literal conditions say.
 *
 * @param conditions all of them must hold for a row to be loaded
 * @param onlyWith for a pattern under {@code not} or {@code exists}: the pattern that must have a row for the same
 *     customer for this one to matter; null otherwise
 */
public record LinkedDemand(
        Kind kind, List<RowCondition> conditions, @Nullable LinkedDemand onlyWith) {

    public enum Kind {
        PURCHASE,
        EVENT
    }

    public enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST,
        IN,
        NOT_IN
    }

    /**
     * One comparison of a column of the row with literals. A missing value satisfies none of them.
     *
     * @param field product, category, daysAgo, amount or type
     * @param literals one, or several for IN and NOT_IN: String or Long; money in minor units
     */
    public record RowCondition(String field, Operator operator, List<Object> literals) {}
}
