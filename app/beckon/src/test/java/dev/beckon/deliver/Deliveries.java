package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.plan.QuietHours;
import dev.beckon.store.Lanes;
import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.StoreFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Starts deliveries as tests need them, and waits for what they do. */
final class Deliveries {

    static final Guards NO_GUARDS = new Guards(0, Duration.ZERO, 1, 1, 1, Long.MAX_VALUE);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final AtomicInteger NODES = new AtomicInteger();

    private final StoreFixture node;
    private int workers = 4;
    private Duration lease = StoreFixture.LEASE;
    private Duration provider = Duration.ofMillis(300);
    private int attempts = DeliverySettings.ATTEMPTS;
    private Guards guards = NO_GUARDS;
    private InstantSource clock = fromNoonOn();
    private Map<Channel, QuietHours> quiet = Map.of();

    Deliveries(StoreFixture node) {
        this.node = node;
    }

    private static InstantSource fromNoonOn() {
        long begin = System.nanoTime();
        return () -> StoreFixture.NOON.plusNanos(System.nanoTime() - begin);
    }

    Deliveries workers(int number) {
        workers = number;
        return this;
    }

    Deliveries lease(Duration time) {
        lease = time;
        return this;
    }

    Deliveries providerRests(Duration time) {
        provider = time;
        return this;
    }

    Deliveries attempts(int most) {
        attempts = most;
        return this;
    }

    Deliveries guards(Guards with) {
        guards = with;
        return this;
    }

    Deliveries clock(InstantSource with) {
        clock = with;
        return this;
    }

    Deliveries quiet(QuietHours hours) {
        quiet = Map.of(Channel.EMAIL, hours, Channel.PHONE, hours);
        return this;
    }

    Delivery start(Messenger messenger) {
        var lane = new DeliverySettings.LaneSettings(workers, new Lanes.Limits(0, 0));
        return new Delivery(
                node.store,
                node.outbox,
                List.of(messenger),
                new DeliverySettings(
                        "node" + NODES.incrementAndGet(),
                        lease,
                        Map.of(messenger.channel(), lane),
                        quiet,
                        ZoneOffset.UTC,
                        attempts,
                        new DeliverySettings.Waits(Duration.ZERO, Duration.ofSeconds(1), provider)),
                guards,
                SendingClock.real(clock),
                new SimpleMeterRegistry());
    }

    void await(Run run, RunState state) {
        await("run " + state, () -> node.runs.find(run.number()).orElseThrow().state() == state);
    }

    void await(Run run, Map<MessageState, Long> counts) {
        await(counts + " but is " + node.counts(run), () -> node.counts(run).equals(counts));
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
