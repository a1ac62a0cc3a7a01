package dev.beckon.facts;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One customer as rules see it. The class {@code Customer} that rules name extends this one: it is declared from the
 * vocabulary when a workspace is opened, and holds the properties. Not thread-safe: one worker has it at a time.
 */
public abstract class Subject implements Cloneable {

    private String id = "";
    private @Nullable Long @Nullable [] lastBoughtDaysAgo;
    private @Nullable Double @Nullable [] sharesOfSpend;
    private @Nullable String @Nullable [] previousSegments;

    private static final BitSet NO_MARKS = new BitSet(0);

    private BitSet fired = new BitSet(0);
    private BitSet marks = NO_MARKS;
    private boolean hasRows;
    private @Nullable String action;
    private @Nullable Long actionPriority;

    /** The customer id, never a rule property. */
    public final String id() {
        return id;
    }

    /** A further customer of the same class, with the same properties. */
    public final Subject copy(String customerId) {
        try {
            Subject copy = (Subject) clone();
            copy.identify(customerId);
            copy.beginDecision(0);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("Subjects can be copied", e);
        }
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
        for (int i = 0; i < shares.length; i++) {
            shares[i] = comparable(shares[i]);
        }
        this.sharesOfSpend = shares;
        this.previousSegments = previous;
    }

    /** What is no number is missing, and there is only one zero: so that all ways to compare agree. */
    public static @Nullable Double comparable(@Nullable Double value) {
        return value == null || value.isNaN() ? null : value == 0 ? (Double) 0.0 : value;
    }

    public final @Nullable Long lastBoughtDaysAgo(int product) {
        return lastBoughtDaysAgo == null ? null : lastBoughtDaysAgo[product];
    }

    public final boolean bought(int product) {
        return lastBoughtDaysAgo(product) != null;
    }

    public final boolean boughtWithin(int product, long days) {
        Long daysAgo = lastBoughtDaysAgo(product);
        return daysAgo != null && daysAgo <= days;
    }

    public final @Nullable Double shareOfSpend(int category) {
        return sharesOfSpend == null ? null : sharesOfSpend[category];
    }

    public final @Nullable String previousSegment(int dimension) {
        return previousSegments == null ? null : previousSegments[dimension];
    }

    /**
     * Forgets everything that rules said before. The engine calls it when a decision begins.
     *
     * @param rules how many there are: room for their ids
     */
    public final void beginDecision(int rules) {
        fired = new BitSet(rules);
        marks = NO_MARKS;
        hasRows = false;
        about(null, null);
    }

    /** Notes that linked rows of this customer came along. */
    public final void noteRows() {
        hasRows = true;
    }

    /** Without rows no rule fires that asks for one; generated rules ask this first, since it is quickly answered. */
    public final boolean hasRows() {
        return hasRows;
    }

    /** Called by the consequence of a rule, once or more often. */
    public final void fired(int rule) {
        fired.set(rule);
    }

    /** The last condition of a rule that asks about the customer alone: notes that all others hold, and never does. */
    public final boolean noteFired(int rule) {
        fired(rule);
        return false;
    }

    /** The rules that fired since the last call. */
    public final BitSet takeFired() {
        BitSet taken = fired;
        fired = new BitSet(taken.size());
        return taken;
    }

    /**
     * Notes which of the segments and tags that later rules ask for the customer has.
     *
     * @param codes by {@link #marked(int)}; must not change afterwards
     */
    public final void mark(BitSet codes) {
        marks = codes;
    }

    public final boolean marked(int code) {
        return marks.get(code);
    }

    /** Sets the recommended action that channel rules are asked about; null outside that phase. */
    public final void about(@Nullable String newAction, @Nullable Long priority) {
        this.action = newAction;
        this.actionPriority = priority;
    }

    public final @Nullable String getAction() {
        return action;
    }

    public final @Nullable Long getActionPriority() {
        return actionPriority;
    }

    /** Many customers share a session; each is only ever itself. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }
}
