package dev.beckon.deliver;

import dev.beckon.store.Ending;
import dev.beckon.store.OutboxMessage;
import java.time.Duration;
import java.time.Instant;

/** What is written down for each outcome. */
final class Endings {

    private final int mostAttempts;
    private final DeliverySettings.Waits waits;

    Endings(DeliverySettings settings) {
        this.mostAttempts = settings.mostAttempts();
        this.waits = settings.waits();
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
            return Ending.uncounted(message, stopped.code(), stopped.detail(), now);
        }
        var inDoubt = (Outcome.InDoubt) outcome;
        return Ending.inDoubt(message, inDoubt.code(), inDoubt.detail());
    }

    private static Ending rejected(OutboxMessage message, Outcome.Rejected rejected) {
        Ending failed = Ending.failed(message, rejected.code(), rejected.detail());
        Ending ending = rejected.suppress().map(failed::suppressing).orElse(failed);
        ending = rejected.soft() ? ending.softly() : ending;
        return rejected.tryNextChannel() ? ending.orNextChannel() : ending;
    }

    private Ending notTaken(OutboxMessage message, Outcome.NotTaken notTaken, Instant now) {
        Instant tryAt = now.plus(wait(message, notTaken));
        if (notTaken.whole()) {
            return Ending.uncounted(message, notTaken.code(), notTaken.detail(), tryAt);
        }
        if (message.attempts() + 1 >= mostAttempts) {
            return Ending.failed(
                    message, notTaken.code(), "not taken in " + mostAttempts + " attempts: " + notTaken.detail());
        }
        return Ending.again(message, notTaken.code(), notTaken.detail(), tryAt);
    }

    /** What the provider asked for, or twice as long each time. */
    private Duration wait(OutboxMessage message, Outcome.NotTaken notTaken) {
        Duration doubled = notTaken.whole()
                ? waits.provider()
                : waits.first().multipliedBy(1L << Math.min(message.attempts(), 10));
        Duration own = doubled.compareTo(waits.longest()) < 0 ? doubled : waits.longest();
        return notTaken.pause().filter(asked -> asked.compareTo(own) > 0).orElse(own);
    }
}
