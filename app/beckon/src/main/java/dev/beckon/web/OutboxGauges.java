package dev.beckon.web;

import dev.beckon.store.Census;
import dev.beckon.store.MessageState;
import dev.beckon.store.StoreUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code beckon_outbox}: messages by lane and state, counted now and then: a twentieth of the time at most. */
final class OutboxGauges implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxGauges.class);
    private static final Duration LEAST = Duration.ofSeconds(15);
    private static final int SHARE = 20;

    private final Census census;
    private final MultiGauge gauge;
    private final Set<String> lanes = new TreeSet<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::work, "gauges");

    /** @param lanes that are shown from the beginning, with no messages */
    OutboxGauges(Census census, Set<String> lanes, MeterRegistry meters) {
        this.census = census;
        this.lanes.addAll(lanes);
        this.gauge = MultiGauge.builder("beckon.outbox")
                .description("Messages in the outbox by lane and state")
                .register(meters);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        long pause = 0;
        try {
            while (!closing.await(pause, TimeUnit.NANOSECONDS)) {
                long begin = System.nanoTime();
                count();
                pause = Math.max(LEAST.toNanos(), SHARE * (System.nanoTime() - begin));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count() {
        try {
            var counts = new HashMap<Tags, Long>();
            for (Census.Count each : census.take()) {
                lanes.add(each.lane());
                counts.put(tags(each.lane(), each.state()), each.messages());
            }
            gauge.register(lanes.stream().flatMap(lane -> rows(lane, counts)).toList(), true);
        } catch (StoreUnavailable e) {
            LOG.debug("{}", e.getMessage());
        }
    }

    private static java.util.stream.Stream<MultiGauge.Row<Number>> rows(String lane, Map<Tags, Long> counts) {
        return java.util.Arrays.stream(MessageState.values())
                .map(state -> tags(lane, state))
                .map(tags -> MultiGauge.Row.of(tags, counts.getOrDefault(tags, 0L)));
    }

    private static Tags tags(String lane, MessageState state) {
        return Tags.of("lane", lane, "state", state.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
