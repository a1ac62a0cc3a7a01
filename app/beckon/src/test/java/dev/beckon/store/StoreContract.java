package dev.beckon.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;

/** What every database must do. */
abstract class StoreContract {

    static final Duration DAY = Duration.ofDays(1);
    static final Admission GO = new Admission.Go();

    final List<StoreFixture> nodes = new ArrayList<>();

    /** An empty database. */
    abstract StoreSettings fresh();

    StoreFixture node(CapRule... caps) {
        return node(fresh(), caps);
    }

    StoreFixture node(StoreSettings settings, CapRule... caps) {
        var node = new StoreFixture(settings, caps);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void closeNodes() {
        nodes.forEach(StoreFixture::close);
    }

    static String id(Run run, long place) {
        return String.valueOf(MessageId.of(run.number(), 0, place));
    }

    static <T> List<T> atOnce(List<Callable<T>> jobs) throws Exception {
        var barrier = new CyclicBarrier(jobs.size());
        var threads = Executors.newFixedThreadPool(jobs.size());
        try {
            var futures = new ArrayList<Future<T>>();
            for (Callable<T> job : jobs) {
                futures.add(threads.submit(() -> {
                    barrier.await();
                    return job.call();
                }));
            }
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** As if its time had passed. */
    static void endLeases(StoreFixture node) {
        node.change("UPDATE outbox SET lease_until = lease_until - 86400000 WHERE lease_until IS NOT NULL");
    }

    static String row(StoreFixture node) {
        return node.rows("SELECT state, owner, fence, not_before, attempts, code, provider_id FROM outbox")
                .get(0);
    }
}
