package dev.beckon.facts;

import org.jspecify.annotations.Nullable;

/**
 * One customer as rules see it. The class {@code Customer} that rules name extends this one: it is declared from the
 * vocabulary when a workspace is opened, and holds the properties. Not thread-safe: one worker has it at a time.
 */
public abstract class Subject {

    private String id = "";
    private @Nullable Long @Nullable [] lastBoughtDaysAgo;
    private @Nullable Double @Nullable [] sharesOfSpend;
    private @Nullable String @Nullable [] previousSegments;

    /** The customer id, never a rule property. */
    public final String id() {
        return id;
    }

    /** Set once, by whoever creates the subject. */
    public final void identify(String customerId) {
        this.id = customerId;
    }

    /**
     * @param daysAgo per product of {@link Demand#boughtProducts()}: days since it was last bought, null if never
     * @param shares per category of {@link Demand#shareCategories()}: its share of net spend, null without spend
     * @param previous per dimension of {@link Demand#previousDimensions()}: the segment of the last saved decisions
     */
    public final void demanded(@Nullable Long[] daysAgo, @Nullable Double[] shares, @Nullable String[] previous) {
        this.lastBoughtDaysAgo = daysAgo;
        this.sharesOfSpend = shares;
        this.previousSegments = previous;
    }

    public final @Nullable Long lastBoughtDaysAgo(int product) {
        return lastBoughtDaysAgo == null ? null : lastBoughtDaysAgo[product];
    }

    public final @Nullable Double shareOfSpend(int category) {
        return sharesOfSpend == null ? null : sharesOfSpend[category];
    }

    public final @Nullable String previousSegment(int dimension) {
        return previousSegments == null ? null : previousSegments[dimension];
    }
}
