package dev.beckon.facts;

/** What a number counts. */
public enum Unit {
    NONE,
    COUNT,
    DAYS,
    YEARS,
    /** Minor units of the workspace's currency inside; people read and write major units. */
    MONEY,
    /** A fraction: 1 is all of it. */
    SHARE,
    /** A class, 1 (worst) to 5 or 4 (best). */
    SCORE
}
