package dev.beckon.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The store's clock without asking it each time: what it said last, and the time that passed since. Nodes whose own clocks
 * are wrong, or jump, agree all the same. Thread-safe.
 */
final class StoreClock implements InstantSource {

    private static final long ASK_AFTER = Duration.ofSeconds(30).toNanos();

    private final Store store;
    private volatile Reading last;

    private record Reading(Instant time, long nanos) {

        Instant now() {
            return time.plusNanos(System.nanoTime() - nanos);
        }
    }

    StoreClock(Store store) {
        this.store = store;
        this.last = read();
    }

    private Reading read() {
        Instant time = store.now();
        return new Reading(time, System.nanoTime());
    }

    @Override
    public Instant instant() {
        Reading reading = last;
        if (System.nanoTime() - reading.nanos > ASK_AFTER) {
            try {
                reading = read();
                last = reading;
            } catch (StoreUnavailable e) {
                // The time that passed is still known.
            }
        }
        return reading.now();
    }
}
