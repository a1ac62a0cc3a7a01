package dev.beckon.deliver;

import dev.beckon.store.Ending;
import dev.beckon.store.OutboxMessage;
import java.time.Duration;
import java.time.Instant;

/** What is written down for each outcome. */
final class Endings {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final int mostAttempts;

    Endings(int mostAttempts) {
        this.mostAttempts = mostAttempts;
    }

    /** @param now from which waiting is counted */
    Ending of(OutboxMessage message, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return Ending.sent(message, accepted.providerId());
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return rejected(message, rejected);
        }
        if (outcome instanceof Outcome.NotTaken notTaken) {
            return notTaken(message, notTaken, now);
        }
        if (outcome instanceof Outcome.LaneStopped stopped) {
            return Ending.again(message, stopped.code(), stopped.detail(), now);
        }
        var inDoubt = (Outcome.InDoubt) outcome;
        return Ending.inDoubt(message, inDoubt.code(), inDoubt.detail());
    }

    private static Ending rejected(OutboxMessage message, Outcome.Rejected rejected) {
        Ending failed = Ending.failed(message, rejected.code(), rejected.detail());
        Ending ending = rejected.suppress().map(failed::suppressing).orElse(failed);
        return rejected.soft() ? ending.softly() : ending;
    }

    private Ending notTaken(OutboxMessage message, Outcome.NotTaken notTaken, Instant now) {
        // A provider that takes nothing says nothing of this message: it waits for as long as that lasts.
        if (!notTaken.whole() && message.attempts() + 1 >= mostAttempts) {
            return Ending.failed(
                    message, notTaken.code(), "not taken in " + mostAttempts + " attempts: " + notTaken.detail());
        }
        return Ending.again(message, notTaken.code(), notTaken.detail(), now.plus(wait(message, notTaken)));
    }

    /** What the provider asked for, or twice as long each time. */
    static Duration wait(OutboxMessage message, Outcome.NotTaken notTaken) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(message.attempts(), 10));
        Duration own = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        return notTaken.pause().filter(asked -> asked.compareTo(own) > 0).orElse(own);
    }
}
