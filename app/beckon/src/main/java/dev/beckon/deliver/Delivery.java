package dev.beckon.deliver;

import dev.beckon.plan.PermittedHours;
import dev.beckon.store.Lanes;
import dev.beckon.store.Outbox;
import dev.beckon.store.Run;
import dev.beckon.store.Runs;
import dev.beckon.store.Store;
import dev.beckon.store.StoreUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's senders: takes due messages of open runs and sends them, until it is closed. Any number of nodes may work on
 * one store.
 *
 * <pre>
 * claim (one thread) -> a queue a lane -> workers: check, mark SENDING, send, write down what became of it
 * </pre>
 */
public final class Delivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration IDLE = Duration.ofMillis(200);

    /** While workers empty their queues: they must not run dry. */
    private static final Duration BUSY = Duration.ofMillis(10);

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final Predicate<Run> only;
    private final Runs runs;
    private final RunWatch watch;
    private final Ledger ledger;
    private final List<Lane> lanes = new ArrayList<>();
    private final Thread claimer = new Thread(this::claim, "claimer");
    private volatile boolean closing;
    private volatile long lastClaim = System.nanoTime();
    private int turn;

    /** Starts sending what is due of all open runs. @param messengers closed with this */
    public Delivery(
            Store store,
            Outbox outbox,
            List<Messenger> messengers,
            DeliverySettings settings,
            Guards guards,
            SendingClock clock,
            MeterRegistry meters) {
        this(store, run -> true, outbox, messengers, settings, guards, clock, meters);
    }

    /** As the other, but for some runs only. */
    public Delivery(
            Store store,
            Predicate<Run> only,
            Outbox outbox,
            List<Messenger> messengers,
            DeliverySettings settings,
            Guards guards,
            SendingClock clock,
            MeterRegistry meters) {
        this.outbox = outbox;
        this.only = only;
        this.runs = new Runs(store);
        this.watch = new RunWatch(store, runs, only, guards, clock);
        this.ledger = new Ledger(outbox, settings.owner(), settings.lease());
        var parts = new Lane.Parts(
                outbox,
                new Lanes(store),
                ledger,
                clock,
                new PermittedHours(settings.quietHours(), settings.companyZone()),
                settings,
                meters);
        messengers.forEach(messenger -> lanes.add(new Lane(messenger, parts)));
        claimer.start();
    }

    private void claim() {
        long nextTick = System.nanoTime();
        while (!closing) {
            lastClaim = System.nanoTime();
            try {
                if (System.nanoTime() >= nextTick) {
                    long begin = System.nanoTime();
                    outbox.reap();
                    watch.look();
                    // Counting a large run takes a while: at most a twentieth of the time goes into it.
                    nextTick = begin + Math.max(TICK.toNanos(), 20 * (System.nanoTime() - begin));
                }
                if (claimOnce() == 0) {
                    Thread.sleep((lanes.stream().anyMatch(Lane::isBusy) ? BUSY : IDLE).toMillis());
                }
            } catch (StoreUnavailable e) {
                LOG.warn("{}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // Also when memory runs short: messages wait, and the next try may do.
                LOG.error("claiming failed", e);
                pause();
            }
        }
    }

    private int claimOnce() {
        int claimed = 0;
        List<Run> open = runs.open();
        // A large run doesn't hold up those after it.
        Collections.rotate(open, turn++);
        for (Run run : open) {
            if (!only.test(run)) {
                continue;
            }
            for (Lane lane : lanes) {
                claimed += lane.claim(run);
            }
        }
        return claimed;
    }

    private static void pause() {
        try {
            Thread.sleep(TICK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Since messages were last looked for, or results last written down, whichever is longer ago. */
    public Duration sinceLook() {
        return Duration.ofNanos(System.nanoTime() - Math.min(lastClaim, ledger.lastLook()));
    }

    /** Finishes what is on the wire, gives back what isn't, and leaves nothing SENDING. */
    @Override
    public void close() {
        closing = true;
        try {
            claimer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lanes.forEach(Lane::stop);
        lanes.forEach(Lane::close);
        ledger.close();
        try {
            watch.look();
        } catch (StoreUnavailable e) {
            LOG.debug("{}", e.getMessage());
        }
    }
}
