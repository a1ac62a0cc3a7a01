package dev.beckon.deliver;

import java.time.Duration;
import java.util.Optional;

/**
 * What a provider did with a message, as far as it can be known. The difference that matters is whether it may have taken
 * it: only what was surely not taken is ever tried again.
 */
public sealed interface Outcome {

    /** @param providerId what the provider calls it; may be empty */
    record Accepted(String providerId) implements Outcome {}

    /**
     * Refused for good.
     *
     * @param suppress why nobody is to write to this address again; empty: others may
     * @param soft whether it may pass, such as a full mailbox: several in a row suppress
     * @param tryNextChannel whether the customer can't be reached on this channel but may be on another
     */
    record Rejected(String code, String detail, Optional<String> suppress, boolean soft, boolean tryNextChannel)
            implements Outcome {

        public static Rejected of(String code, String detail) {
            return new Rejected(code, detail, Optional.empty(), false, false);
        }

        public Rejected suppressing(String reason) {
            return new Rejected(code, detail, Optional.of(reason), soft, tryNextChannel);
        }

        public Rejected softly() {
            return new Rejected(code, detail, suppress, true, tryNextChannel);
        }

        public Rejected orNextChannel() {
            return new Rejected(code, detail, suppress, soft, true);
        }
    }

    /**
     * Surely not taken; it is tried again later.
     *
     * @param pause what the provider asked for; empty: as long as we find right
     * @param whole whether the provider takes nothing at the moment, not just this message
     */
    record NotTaken(String code, String detail, Optional<Duration> pause, boolean whole) implements Outcome {

        public static NotTaken of(String code, String detail) {
            return new NotTaken(code, detail, Optional.empty(), false);
        }

        /** The provider takes nothing. */
        public static NotTaken whole(String code, String detail) {
            return new NotTaken(code, detail, Optional.empty(), true);
        }
    }

    /** Surely not taken, and no message will be until a person mends something, such as wrong credentials. */
    record LaneStopped(String code, String detail) implements Outcome {}

    /** Nobody knows. It isn't tried again by itself. */
    record InDoubt(String code, String detail) implements Outcome {}
}
