package dev.beckon.deliver;

import dev.beckon.store.Admission;
import dev.beckon.store.Ending;
import dev.beckon.store.Outbox;
import dev.beckon.store.OutboxMessage;
import dev.beckon.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes beginnings and endings of attempts into the outbox. What several workers ask for at the same time shares one
 * commit; nobody is told to send before their own mark is durable.
 */
final class Ledger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final int MOST = 100;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Outbox outbox;
    private final String owner;
    private final Duration lease;
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::write, "ledger");
    private volatile boolean closing;
    private volatile long lastLook = System.nanoTime();

    private sealed interface Asked {}

    private record Start(Outbox.Start start, CompletableFuture<Admission> answer) implements Asked {}

    private record End(Ending ending) implements Asked {}

    Ledger(Outbox outbox, String owner, Duration lease) {
        this.outbox = outbox;
        this.owner = owner;
        this.lease = lease;
        writer.start();
    }

    /**
     * Marks the message SENDING, after all has been checked again, and returns when that is durable.
     *
     * @throws StoreUnavailable if it may not be: then it must not be sent
     */
    Admission start(OutboxMessage message, Instant moment) {
        var start = new Start(new Outbox.Start(message, moment), new CompletableFuture<>());
        asked.add(start);
        try {
            return start.answer.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof StoreUnavailable unavailable ? unavailable : e;
        }
    }

    /** By {@link System#nanoTime}: when something to write was last looked for. */
    long lastLook() {
        return lastLook;
    }

    /** Is written soon. If the store is gone, it is tried again for as long as the process lives. */
    void end(Ending ending) {
        asked.add(new End(ending));
    }

    private void write() {
        var endings = new ArrayList<Ending>();
        while (!closing || !asked.isEmpty() || !endings.isEmpty()) {
            lastLook = System.nanoTime();
            var starts = new ArrayList<Start>();
            collect(starts, endings);
            if (starts.isEmpty() && endings.isEmpty()) {
                continue;
            }
            List<Admission> admissions;
            try {
                admissions = commit(starts, endings);
            } catch (RuntimeException | Error e) {
                LOG.warn("{} messages can't be written down yet: {}", starts.size() + endings.size(), e.getMessage());
                for (Start each : starts) {
                    // Perhaps the mark was kept; but nothing was sent, and nobody else may be sending it.
                    endings.add(Ending.uncounted(
                            each.start.message(),
                            "store",
                            "the store was away",
                            each.start.message().notBefore()));
                    each.answer.completeExceptionally(e);
                }
                if (closing && asked.isEmpty() && !survives(endings)) {
                    return;
                }
                sleep();
                continue;
            }
            endings.clear();
            for (int i = 0; i < starts.size(); i++) {
                answer(starts.get(i), admissions.get(i));
            }
        }
    }

    /** Whatever happens to one, the others get theirs. */
    private static void answer(Start start, Admission admission) {
        try {
            start.answer.complete(admission);
        } catch (RuntimeException | Error e) {
            start.answer.completeExceptionally(e);
        }
    }

    /** On closing, one more try; then the leases tell the truth: what was being sent is in doubt. */
    private boolean survives(List<Ending> endings) {
        sleep();
        try {
            commit(List.of(), endings);
            endings.clear();
            return true;
        } catch (RuntimeException e) {
            LOG.error("The outcome of {} messages couldn't be written down: they will be in doubt", endings.size());
            return false;
        }
    }

    private void collect(List<Start> starts, List<Ending> endings) {
        try {
            Asked first = endings.isEmpty() ? asked.poll(100, TimeUnit.MILLISECONDS) : asked.poll();
            while (first != null) {
                if (first instanceof Start start) {
                    starts.add(start);
                } else {
                    endings.add(((End) first).ending);
                }
                first = starts.size() + endings.size() < MOST ? asked.poll() : null;
            }
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private List<Admission> commit(List<Start> starts, List<Ending> endings) {
        var batch = new Outbox.Batch(starts.stream().map(Start::start).toList(), List.copyOf(endings), owner, lease);
        return outbox.commit(batch);
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when everything that was asked for is written, or can't be. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
