package dev.beckon.schedule;

import dev.beckon.store.Run;
import dev.beckon.store.RunState;

/** What became of the preparation of a run. */
sealed interface Made {

    /** Its messages go out, or wait for a person. */
    record Begun(Run run) implements Made {}

    /** It ended before it began. @param reason without personal data */
    record Ended(RunState state, String reason) implements Made {}

    /** Something is in the way that may pass. @param reason without personal data */
    record Later(String reason) implements Made {}

    /** Another node has taken over. */
    record Lost() implements Made {}
}
