package dev.beckon.web;

import dev.beckon.schedule.Scheduler;
import dev.beckon.store.Store;
import dev.beckon.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.Health;

/** What the health page says, without anybody's data. */
final class HealthChecks {

    private static final Duration STANDS_STILL = Duration.ofMinutes(2);

    private HealthChecks() {}

    static Health store(Store store) {
        try {
            store.now();
            return Health.up().build();
        } catch (StoreUnavailable e) {
            return Health.down().build();
        }
    }

    /** Out of service while a person is needed. */
    static Health lanes(LaneStates lanes) {
        try {
            List<LaneStates.Stopped> stopped = lanes.stopped();
            Health.Builder health = stopped.isEmpty() ? Health.up() : Health.outOfService();
            lanes.names().forEach(lane -> health.withDetail(lane, "open"));
            stopped.forEach(each -> health.withDetail(each.lane(), "stopped: " + each.why()));
            return health.build();
        } catch (StoreUnavailable e) {
            return Health.unknown().build();
        }
    }

    static Health scheduler(Scheduler scheduler) {
        Scheduler.Status status = scheduler.status();
        boolean stands = status.preparing() == null && status.sinceLook().compareTo(STANDS_STILL) > 0;
        Health.Builder health = stands ? Health.down() : Health.up();
        health.withDetail("secondsSinceLook", status.sinceLook().toSeconds());
        if (status.preparing() != null) {
            health.withDetail("preparing", status.preparing());
        }
        if (!status.unreadable().isEmpty()) {
            health.withDetail("unreadableCampaigns", status.unreadable());
        }
        return health.build();
    }
}
