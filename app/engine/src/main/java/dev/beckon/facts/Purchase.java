package dev.beckon.facts;

import org.jspecify.annotations.Nullable;

/**
 * One order line that was bought; returns, gifts and corrections are none.
 *
 * @param daysAgo days from the purchase to the as-of date, 0 or more
 * @param amount net, in minor units; 0 where a discount took all
 */
public record Purchase(
        Subject customer,
        @Nullable String product,
        @Nullable String category,
        @Nullable Long daysAgo,
        @Nullable Long amount)
        implements LinkedFact {}
