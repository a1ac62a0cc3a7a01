package dev.beckon.facts;

import org.jspecify.annotations.Nullable;

/**
 * Something a customer did or that was done to them: {@code email-opened}, {@code cart-abandoned}, {@code visit} ...
 *
 * @param daysAgo days from the event to the as-of date, 0 or more
 */
public record Event(
        Subject customer, @Nullable String type, @Nullable Long daysAgo) implements LinkedFact {}
