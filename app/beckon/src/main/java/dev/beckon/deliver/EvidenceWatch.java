package dev.beckon.deliver;

import dev.beckon.store.Callbacks;
import dev.beckon.store.StoreUnavailable;
import dev.beckon.store.WorkspaceStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers evidence again and again, and forgets what nobody needs any more, until it is closed. Several nodes may do so at
 * once: the same news changes nothing the second time.
 */
public final class EvidenceWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceWatch.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** So many numbers a provider is asked about in a minute. */
    private static final int AT_A_TIME = 200;

    /** After which nothing more is heard of a message. */
    private static final Duration SILENCE = Duration.ofDays(3);

    private final Evidence evidence;
    private final Callbacks callbacks;
    private volatile long lastLook = System.nanoTime();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "evidence");
        thread.setDaemon(true);
        return thread;
    });

    /** Begins at once. */
    public EvidenceWatch(DeliveryConfig config, WorkspaceStore store) {
        this.evidence = new Evidence(config, store, AT_A_TIME);
        this.callbacks = new Callbacks(store.store());
        worker.scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            evidence.gather().forEach(LOG::info);
            callbacks.forgetFallbacks(SILENCE);
            lastLook = System.nanoTime();
        } catch (StoreUnavailable e) {
            LOG.warn("{}", e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("gathering evidence failed: {}", e.getClass().getName());
        }
    }

    /** Since evidence was last gathered whole. */
    public Duration sinceLook() {
        return Duration.ofNanos(System.nanoTime() - lastLook);
    }

    @Override
    public void close() {
        worker.shutdownNow();
        try {
            worker.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
