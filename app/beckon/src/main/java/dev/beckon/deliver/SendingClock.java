package dev.beckon.deliver;

import java.time.Instant;
import java.time.InstantSource;

/** By which clock messages are due, and quiet hours, caps and expiry are judged. */
public interface SendingClock {

    /** Messages whose first moment isn't after this are due. */
    Instant due();

    /** The moment of a message that is about to go out. */
    Instant moment(Instant notBefore);

    /** The real time. */
    static SendingClock real(InstantSource clock) {
        return new SendingClock() {
            @Override
            public Instant due() {
                return clock.instant();
            }

            @Override
            public Instant moment(Instant notBefore) {
                return clock.instant();
            }
        };
    }

    /** A rehearsal doesn't wait: each message is written as of its own first moment. */
    static SendingClock rehearsal() {
        return new SendingClock() {
            private static final Instant END = Instant.ofEpochMilli(Long.MAX_VALUE / 4);

            @Override
            public Instant due() {
                return END;
            }

            @Override
            public Instant moment(Instant notBefore) {
                return notBefore;
            }
        };
    }
}
