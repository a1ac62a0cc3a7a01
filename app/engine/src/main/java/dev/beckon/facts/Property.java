package dev.beckon.facts;

/**
 * One named fact about a customer.
 *
 * @param name camelCase, as rules and templates write it
 * @param title as people know it; for an attribute the original column name
 * @param bounds of a number; {@link Bounds#NONE} where nothing is known
 * @param origin who defined it, and whether rules may read it
 */
public record Property(
        String name, ValueType type, Unit unit, String title, String meaning, Bounds bounds, Origin origin) {

    public Property(String name, ValueType type, Unit unit, String title, String meaning, Origin origin) {
        this(name, type, unit, title, meaning, Bounds.NONE, origin);
    }

    public enum Origin {
        /** One of Beckon's own, computed from the sources. */
        STANDARD,
        /** A further column of the customers' data. */
        ATTRIBUTE,
        /** Name and addresses of a person: templates and the planner read it, rules can't. */
        CONTACT
    }

    public boolean readableByRules() {
        return origin != Origin.CONTACT;
    }
}
