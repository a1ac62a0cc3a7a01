package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.DeliverySettings.LaneSettings;
import dev.beckon.plan.PermittedHours;
import dev.beckon.store.Admission;
import dev.beckon.store.Lanes;
import dev.beckon.store.Outbox;
import dev.beckon.store.OutboxMessage;
import dev.beckon.store.Run;
import dev.beckon.store.StoreUnavailable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One channel's workers on this node. */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int QUEUE = 100;
    private static final Duration WHOLE_PROVIDER = Duration.ofSeconds(30);

    private final Messenger messenger;
    private final Parts parts;
    private final LaneSettings settings;
    private final CircuitBreaker breaker;
    private final Endings endings;
    private final BlockingQueue<OutboxMessage> queue = new ArrayBlockingQueue<>(QUEUE);
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean closing;

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
        this.breaker = Breakers.forLane(messenger.lane());
        this.endings = new Endings(parts.settings.mostAttempts());
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
        int room = queue.remainingCapacity();
        if (closing || room < QUEUE / 2 || breaker.getState() == CircuitBreaker.State.OPEN) {
            return 0;
        }
        int most = breaker.getState() == CircuitBreaker.State.HALF_OPEN ? 1 : room;
        if (parts.outbox
                .nextDue(run.number())
                .filter(next -> !next.isAfter(parts.clock.due()))
                .isEmpty()) {
            return 0;
        }
        int allowed = parts.lanes.take(messenger.lane(), most, settings.limits());
        if (allowed == 0) {
            return 0;
        }
        List<OutboxMessage> taken = parts.outbox.claim(
                run.number(),
                messenger.provider(),
                messenger.channel().key(),
                allowed,
                parts.clock.due(),
                parts.settings.owner(),
                parts.settings.lease());
        if (taken.size() < allowed) {
            parts.lanes.giveBack(messenger.lane(), allowed - taken.size());
        }
        queue.addAll(taken);
        return taken.size();
    }

    boolean isIdle() {
        return queue.isEmpty();
    }

    private void work() {
        while (!closing) {
            try {
                OutboxMessage message = queue.poll(100, TimeUnit.MILLISECONDS);
                if (message != null) {
                    handle(message);
                }
            } catch (StoreUnavailable e) {
                LOG.debug("{}: {}", messenger.lane(), e.getMessage());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error(
                        "{}: a message was left to its lease: {}",
                        messenger.lane(),
                        e.getClass().getName());
            }
        }
    }

    private void handle(OutboxMessage message) {
        Instant moment = parts.clock.moment(message.notBefore());
        Optional<Instant> permitted = permitted(message, moment);
        if (permitted.isPresent() && permitted.get().isAfter(moment)) {
            parts.outbox.release(message, parts.settings.owner(), permitted.get());
            return;
        }
        if (!breaker.tryAcquirePermission()) {
            parts.outbox.release(message, parts.settings.owner(), message.notBefore());
            return;
        }
        if (permitted.isEmpty()) {
            // No permitted hour is left before it expires: judged as of then, it has expired.
            moment = message.expiresAt() == null ? moment : message.expiresAt();
        }
        if (parts.ledger.start(message, moment) instanceof Admission.Go) {
            settle(message, timed(message, moment));
        } else {
            breaker.releasePermission();
        }
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
        try {
            return messenger.send(
                    Envelopes.of(message, Channel.of(message.channel()).orElseThrow(), moment));
        } catch (RuntimeException e) {
            LOG.error(
                    "{}: {} while sending message {}",
                    messenger.lane(),
                    e.getClass().getName(),
                    message.id(),
                    e);
            return new Outcome.InDoubt("internal", e.getClass().getSimpleName());
        }
    }

    private void settle(OutboxMessage message, Outcome outcome) {
        parts.ledger.end(endings.of(message, outcome, parts.clock.moment(message.notBefore())));
        if (outcome instanceof Outcome.LaneStopped stopped) {
            breaker.releasePermission();
            parts.lanes.stop(messenger.lane(), stopped.code() + " " + stopped.detail());
        } else if (outcome instanceof Outcome.NotTaken notTaken && notTaken.whole()) {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(notTaken.code()));
            parts.lanes.pause(messenger.lane(), notTaken.pause().orElse(WHOLE_PROVIDER));
        } else if (outcome instanceof Outcome.InDoubt inDoubt) {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(inDoubt.code()));
        } else {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    /** Finishes what is on the wire and gives back what isn't. */
    void close() {
        closing = true;
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        var left = new ArrayList<OutboxMessage>();
        queue.drainTo(left);
        for (OutboxMessage each : left) {
            try {
                parts.outbox.release(each, parts.settings.owner(), each.notBefore());
            } catch (StoreUnavailable e) {
                return; // Their leases run out.
            }
        }
        messenger.close();
    }
}
