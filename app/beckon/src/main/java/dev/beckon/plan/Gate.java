package dev.beckon.plan;

/**
 * One reason why somebody of the audience gets nothing. Gates stand in a fixed order ({@link Gates}), and the first
 * that stops a candidate is the skip's reason.
 */
sealed interface Gate permits CustomerGate, SetGate {

    /** A stable word for files and programs: {@code no-channel}. */
    String key();

    /** The same for people, completing "skipped because they are/have ...": {@code no consented channel}. */
    String title();
}
