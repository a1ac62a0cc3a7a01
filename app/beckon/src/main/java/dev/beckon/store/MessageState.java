package dev.beckon.store;

/**
 * Where a message is on its way:
 *
 * <pre>
 * PLANNED -> CLAIMED -> SENDING -> SENT -> DELIVERED | FAILED
 *    ^          |          |-> FAILED
 *    |__________|          |-> IN_DOUBT -> SENT | FAILED | PLANNED (a person, or evidence)
 *    |_____________________|   only if the provider surely did not take it
 * PLANNED, CLAIMED -> SUPPRESSED | CANCELLED | EXPIRED
 * </pre>
 *
 * A lease that runs out takes CLAIMED back to PLANNED, but SENDING to IN_DOUBT: a message may have gone out.
 */
public enum MessageState {
    /** Waits for its time. */
    PLANNED,
    /** Some node has taken it, and nothing was sent. */
    CLAIMED,
    /** Written down right before the first byte. */
    SENDING,
    /** The provider took it. */
    SENT,
    /** The provider says that it arrived. */
    DELIVERED,
    /** It surely didn't go out, or didn't arrive. */
    FAILED,
    /** Nobody knows whether it went out; never sent again by itself. */
    IN_DOUBT,
    /** Stopped by a check right before sending. */
    SUPPRESSED,
    /** Its run was stopped. */
    CANCELLED,
    /** Its offer ended first. */
    EXPIRED;

    /** Those that frequency caps count: whatever a customer may have got. */
    static final String CONTACTS = "('SENDING', 'SENT', 'DELIVERED', 'IN_DOUBT')";
}
