package dev.beckon.facts;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One customer as rules see it: the {@code Customer} that they name. Its properties stand in slots, which the workspace's
 * customer type hands out, so that reading one is an array access and makes no object. Not thread-safe: one worker has
 * it at a time.
 */
public final class Subject {

    /** Stands in a slot for a whole number, flag or date that isn't known; no fact is that small. */
    public static final long MISSING = Long.MIN_VALUE;

    private static final BitSet NO_MARKS = new BitSet(0);

    private final String id;
    private final long[] numbers;
    private final @Nullable String[] texts;
    private long[] lastBoughtDaysAgo = {};
    private double[] sharesOfSpend = {};
    private @Nullable String[] previousSegments = {};

    private BitSet fired = new BitSet(0);
    private BitSet marks = NO_MARKS;
    private boolean hasRows;
    private @Nullable String action;
    private long actionPriority = MISSING;

    /**
     * @param numbers what stands in the slots for numbers at first; copied
     * @param texts how many slots for text there are; nothing stands in them
     */
    public Subject(String id, long[] numbers, int texts) {
        this.id = id;
        this.numbers = numbers.clone();
        this.texts = new String[texts];
    }

    /** The customer id, never a rule property. */
    public String id() {
        return id;
    }

    /** A whole number, a date as days since 1970, or a flag as 0 or 1; {@link #MISSING} if it isn't known. */
    public long whole(int slot) {
        return numbers[slot];
    }

    public void whole(int slot, long value) {
        numbers[slot] = value;
    }

    /** A number with decimals; NaN if it isn't known. */
    public double number(int slot) {
        return Double.longBitsToDouble(numbers[slot]);
    }

    /** Minus zero becomes zero. */
    public void number(int slot, double value) {
        numbers[slot] = Double.doubleToRawLongBits(value + 0.0);
    }

    public @Nullable String text(int slot) {
        return texts[slot];
    }

    public void text(int slot, @Nullable String value) {
        texts[slot] = value;
    }

    /**
     * @param daysAgo per product of {@link Demand#boughtProducts()}: days since it was last bought, {@link #MISSING} if
     *     never
     * @param shares per category of {@link Demand#shareCategories()}: its share of net spend, NaN without spend
     * @param previous per dimension of {@link Demand#previousDimensions()}: the segment of the last saved decisions
     */
    public void demanded(long[] daysAgo, double[] shares, @Nullable String[] previous) {
        this.lastBoughtDaysAgo = daysAgo;
        this.sharesOfSpend = shares;
        this.previousSegments = previous;
    }

    /** {@link #MISSING} if never, or if nobody demanded it. */
    public long lastBoughtDaysAgo(int product) {
        return product < lastBoughtDaysAgo.length ? lastBoughtDaysAgo[product] : MISSING;
    }

    public boolean bought(int product) {
        return lastBoughtDaysAgo(product) != MISSING;
    }

    public boolean boughtWithin(int product, long days) {
        return bought(product) && lastBoughtDaysAgo(product) <= days;
    }

    /** NaN without spend, or if nobody demanded it. */
    public double shareOfSpend(int category) {
        return category < sharesOfSpend.length ? sharesOfSpend[category] + 0.0 : Double.NaN;
    }

    public @Nullable String previousSegment(int dimension) {
        return dimension < previousSegments.length ? previousSegments[dimension] : null;
    }

    /**
     * Forgets everything that rules said before. The engine calls it when a decision begins.
     *
     * @param rules how many there are: room for their ids
     */
    public void beginDecision(int rules) {
        fired = new BitSet(rules);
        marks = NO_MARKS;
        hasRows = false;
        about(null, MISSING);
    }

    /** Notes that linked rows of this customer came along. */
    public void noteRows() {
        hasRows = true;
    }

    /** Without rows no rule fires that asks for one; rules that need one ask this first, since it is quickly answered. */
    public boolean hasRows() {
        return hasRows;
    }

    /** Called when a rule fires, once or more often. */
    public void fired(int rule) {
        fired.set(rule);
    }

    /** The rules that fired since this was cleared. */
    public BitSet fired() {
        return fired;
    }

    /**
     * Notes which of the segments and tags that later rules ask for the customer has.
     *
     * @param codes by {@link #marked(int)}; must not change afterwards
     */
    public void mark(BitSet codes) {
        marks = codes;
    }

    public boolean marked(int code) {
        return marks.get(code);
    }

    /** Sets the recommended action that channel rules are asked about; null and {@link #MISSING} outside that phase. */
    public void about(@Nullable String newAction, long priority) {
        this.action = newAction;
        this.actionPriority = priority;
    }

    public @Nullable String action() {
        return action;
    }

    public long actionPriority() {
        return actionPriority;
    }
}
