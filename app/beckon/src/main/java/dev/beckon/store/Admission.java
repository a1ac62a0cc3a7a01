package dev.beckon.store;

/** Whether a message may be sent right now, as the last check found. */
public sealed interface Admission {

    /** It is written down as SENDING: send it. */
    record Go() implements Admission {}

    /** It isn't ours any more, or waits again: leave it. */
    record Leave(String reason) implements Admission {}

    /**
     * It never goes out.
     *
     * @param code {@code suppressed}, {@code no-consent}, {@code frequency-cap}, {@code expired} or {@code stopped}
     */
    record Dropped(MessageState state, String code) implements Admission {}
}
