package dev.beckon.deliver.email;

import dev.beckon.store.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the mailbox for bounces again and again, until it is closed. Several nodes may read the same one. */
public final class BounceWatch implements AutoCloseable {

    public static final Duration USUAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(BounceWatch.class);

    private final BounceMailbox mailbox;
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "bounces");
        thread.setDaemon(true);
        return thread;
    });

    /** Reads at once, then each time after this pause. */
    public BounceWatch(BounceMailbox mailbox, Duration pause) {
        this.mailbox = mailbox;
        reader.scheduleWithFixedDelay(this::read, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void read() {
        try {
            BounceMailbox.News news = mailbox.read();
            if (news.hard() + news.soft() + news.complaints() > 0) {
                LOG.info(
                        "{} messages came back for good, {} for now; {} complaints",
                        news.hard(),
                        news.soft(),
                        news.complaints());
            }
        } catch (IOException | StoreUnavailable e) {
            LOG.warn("{}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("reading bounces failed: {}", e.getClass().getName());
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
