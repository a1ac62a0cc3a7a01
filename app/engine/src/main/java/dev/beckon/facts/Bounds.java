package dev.beckon.facts;

/** Between which values a number is, both included; one that has no least or no greatest value is infinite there. */
public record Bounds(double least, double most) {

    public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    public static final Bounds FROM_ZERO = new Bounds(0, Double.POSITIVE_INFINITY);
    public static final Bounds SHARE = new Bounds(0, 1);

    public boolean hold(double value) {
        return value >= least && value <= most;
    }

    public boolean bothFinite() {
        return Double.isFinite(least) && Double.isFinite(most);
    }

    /** {@code 0 or more}, {@code between 1 and 5}. */
    public String words() {
        if (bothFinite()) {
            return "between " + whole(least) + " and " + whole(most);
        }
        return Double.isFinite(least) ? whole(least) + " or more" : "any number";
    }

    private static String whole(double end) {
        return String.valueOf((long) end);
    }
}
