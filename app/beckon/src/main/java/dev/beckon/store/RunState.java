package dev.beckon.store;

/** How far a run is. Messages go out only while it is OPEN. */
public enum RunState {
    /** Its messages are being written down; none goes out before all are there. */
    PREPARING,
    OPEN,
    /** By a person, or by a guard; can be resumed. */
    PAUSED,
    /** Waits for a person to release it, such as after a restore. */
    HELD,
    /** For good. */
    STOPPED,
    /** Nothing is left to send. */
    DONE,
    /** It was due too long ago when somebody came to it. */
    SKIPPED_LATE,
    /** It couldn't be planned. */
    FAILED
}
