package dev.beckon.store;

/**
 * Ids of messages: the run's number, the step (0, or higher for a second try by another channel) and the place in the
 * plan. The same plan gives the same ids, so that writing it down twice is harmless.
 */
public final class MessageId {

    private static final int PLACE_BITS = 32;
    private static final int STEP_BITS = 6;

    private MessageId() {}

    /** @param place from 0 */
    public static long of(long run, int step, long place) {
        if (place >> PLACE_BITS != 0 || step >> STEP_BITS != 0) {
            throw new IllegalArgumentException("No message has step " + step + " and place " + place);
        }
        return (run << STEP_BITS | step) << PLACE_BITS | place;
    }

    public static long run(long id) {
        return id >> PLACE_BITS + STEP_BITS;
    }

    /** The same message's id of the next step. */
    static long nextStep(long id) {
        return id + (1L << PLACE_BITS);
    }

    /** The first id of a run. */
    static long begin(long run) {
        return of(run, 0, 0);
    }

    /** The first id after a run's. */
    static long end(long run) {
        return begin(run + 1);
    }
}
