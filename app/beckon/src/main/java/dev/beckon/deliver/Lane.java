package dev.beckon.deliver;

import dev.beckon.deliver.DeliverySettings.LaneSettings;
import dev.beckon.plan.PermittedHours;
import dev.beckon.store.Admission;
import dev.beckon.store.Ending;
import dev.beckon.store.Lanes;
import dev.beckon.store.MessageState;
import dev.beckon.store.Outbox;
import dev.beckon.store.OutboxMessage;
import dev.beckon.store.Run;
import dev.beckon.store.StoreUnavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One channel's workers on this node. */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int QUEUE = 100;

    private final Messenger messenger;
    private final Parts parts;
    private final LaneSettings settings;
    private final CircuitBreaker breaker;
    private final Endings endings;
    private final AtomicInteger underWay = new AtomicInteger();
    private final BlockingQueue<Taken> queue = new ArrayBlockingQueue<>(QUEUE);
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean closing;

    /** @param day that it counts for */
    private record Taken(OutboxMessage message, long day) {}

    /** What all lanes of a node share. */
    record Parts(
            Outbox outbox,
            Lanes lanes,
            Ledger ledger,
            SendingClock clock,
            PermittedHours hours,
            DeliverySettings settings,
            MeterRegistry meters) {}

    Lane(Messenger messenger, Parts parts) {
        this.messenger = messenger;
        this.parts = parts;
        this.settings = parts.settings.lane(messenger.channel());
        this.breaker = Breakers.forLane(messenger.lane(), parts.settings.waits().provider());
        this.endings = new Endings(parts.settings);
        for (int i = 0; i < settings.workers(); i++) {
            var worker = new Thread(this::work, messenger.lane() + "-" + i);
            workers.add(worker);
            worker.start();
        }
    }

    /**
     * Takes due messages of a run, as many as there is room and leave for.
     *
     * @return how many
     */
    int claim(Run run) {
        int room = room();
        if (room == 0
                || !parts.outbox.isDue(
                        run.number(), messenger.provider(), messenger.channel().key(), parts.clock.due())) {
            return 0;
        }
        Outbox.Claimed claimed = parts.outbox.claim(new Outbox.Claim(
                run.number(),
                messenger.provider(),
                messenger.channel().key(),
                room,
                parts.clock.due(),
                parts.settings.owner(),
                parts.settings.lease(),
                settings.limits()));
        claimed.messages().forEach(message -> queue.add(new Taken(message, claimed.day())));
        return claimed.messages().size();
    }

    /** After trouble with the provider, one message at a time finds out whether it is over. */
    private int room() {
        int room = queue.remainingCapacity();
        return switch (breaker.getState()) {
            case OPEN -> 0;
            case HALF_OPEN -> queue.isEmpty() && underWay.get() == 0 ? 1 : 0;
            default -> room < QUEUE / 2 ? 0 : room;
        };
    }

    /** Whether something waits for its workers. */
    boolean isBusy() {
        return !queue.isEmpty();
    }

    private void work() {
        while (!closing) {
            try {
                Taken taken = queue.poll(100, TimeUnit.MILLISECONDS);
                if (taken != null) {
                    underWay.incrementAndGet();
                    try {
                        handle(taken);
                    } finally {
                        underWay.decrementAndGet();
                    }
                }
            } catch (StoreUnavailable e) {
                LOG.debug("{}: {}", messenger.lane(), e.getMessage());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                LOG.error(
                        "{}: a message was left to its lease: {}",
                        messenger.lane(),
                        e.getClass().getName());
            }
        }
    }

    private void handle(Taken taken) {
        OutboxMessage message = taken.message;
        Instant moment = parts.clock.moment(message.notBefore());
        Optional<Instant> permitted = permitted(message, moment);
        if (permitted.isEmpty()) {
            drop(taken, moment);
        } else if (permitted.get().isAfter(moment)) {
            putBack(taken, permitted.get());
        } else if (breaker.tryAcquirePermission()) {
            attempt(taken, moment);
        } else {
            putBack(taken, message.notBefore());
        }
    }

    private void drop(Taken taken, Instant moment) {
        Instant end = taken.message.expiresAt();
        boolean expired = end != null && !end.isAfter(moment);
        parts.outbox.drop(
                taken.message,
                parts.settings.owner(),
                expired ? MessageState.EXPIRED : MessageState.SUPPRESSED,
                expired ? "expired" : "no-permitted-hour");
        giveBack(taken);
    }

    private void putBack(Taken taken, Instant notBefore) {
        parts.outbox.release(taken.message, parts.settings.owner(), notBefore);
        giveBack(taken);
    }

    private void giveBack(Taken taken) {
        if (settings.limits().perDay() > 0) {
            parts.lanes.giveBack(messenger.lane(), taken.day);
        }
    }

    private void attempt(Taken taken, Instant moment) {
        boolean goes = false;
        try {
            goes = isStarted(taken.message, moment);
        } finally {
            if (!goes) {
                breaker.releasePermission();
            }
        }
        if (goes) {
            settle(taken.message, timed(taken.message, moment));
        } else {
            giveBack(taken);
        }
    }

    private boolean isStarted(OutboxMessage message, Instant moment) {
        long begin = System.nanoTime();
        if (!(parts.ledger.start(message, moment) instanceof Admission.Go)) {
            return false;
        }
        if (System.nanoTime() - begin < parts.settings.lease().toNanos() / 2) {
            return true;
        }
        // The process stood still: others may take the message for lost before it is sent.
        parts.ledger.end(Ending.uncounted(message, "late", "there was no time left to send it", message.notBefore()));
        return false;
    }

    private Optional<Instant> permitted(OutboxMessage message, Instant moment) {
        @Nullable ZoneId own = PermittedHours.zone(message.timeZone()).orElse(null);
        return parts.hours.first(messenger.channel(), message.address(), own, moment, message.expiresAt());
    }

    private Outcome timed(OutboxMessage message, Instant moment) {
        long start = System.nanoTime();
        Outcome outcome = send(message, moment);
        Timer.builder("beckon.send")
                .tag("lane", messenger.lane())
                .tag("outcome", outcome.getClass().getSimpleName())
                .publishPercentileHistogram()
                .register(parts.meters)
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return outcome;
    }

    private Outcome send(OutboxMessage message, Instant moment) {
        Envelope envelope;
        try {
            envelope = Envelopes.of(message, messenger.channel(), moment);
        } catch (RuntimeException e) {
            return Outcome.Rejected.of("content", "its content can't be read");
        }
        try {
            return messenger.send(envelope);
        } catch (RuntimeException | Error e) {
            // Its words may hold an address.
            LOG.error(
                    "{}: {} at {} while sending message {}",
                    messenger.lane(),
                    e.getClass().getName(),
                    e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0],
                    message.id());
            return new Outcome.InDoubt("internal", e.getClass().getSimpleName());
        }
    }

    private void settle(OutboxMessage message, Outcome outcome) {
        parts.ledger.end(endings.of(message, outcome, parts.clock.moment(message.notBefore())));
        if (outcome instanceof Outcome.LaneStopped stopped) {
            breaker.releasePermission();
            parts.lanes.stop(messenger.lane(), stopped.code() + " " + stopped.detail());
            putBackQueue();
        } else if (outcome instanceof Outcome.NotTaken notTaken && notTaken.whole()) {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(notTaken.code()));
            parts.lanes.pause(
                    messenger.lane(),
                    notTaken.pause().orElse(parts.settings.waits().provider()));
            putBackQueue();
        } else if (outcome instanceof Outcome.InDoubt inDoubt) {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(inDoubt.code()));
        } else {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    private void putBackQueue() {
        var left = new ArrayList<Taken>();
        queue.drainTo(left);
        left.forEach(each -> putBack(each, each.message.notBefore()));
    }

    /** No further message is begun. */
    void stop() {
        closing = true;
    }

    /** Finishes what is on the wire and gives back what isn't. */
    void close() {
        stop();
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            putBackQueue();
        } catch (StoreUnavailable e) {
            LOG.debug("{}: what was taken waits until its leases run out", messenger.lane());
        } finally {
            messenger.close();
        }
    }
}
