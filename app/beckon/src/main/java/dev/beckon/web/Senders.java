package dev.beckon.web;

import dev.beckon.deliver.Delivery;
import dev.beckon.deliver.EvidenceWatch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;

/** Whether those parts of a node still turn that send messages and gather what becomes of them. */
final class Senders {

    private static final Duration STANDS_STILL = Duration.ofMinutes(2);

    /** A mailbox with many bounces takes a while. */
    private static final Duration NO_EVIDENCE = Duration.ofMinutes(15);

    private volatile @Nullable Delivery delivery;
    private volatile @Nullable EvidenceWatch evidence;

    void started(Delivery sending, EvidenceWatch gathering) {
        this.delivery = sending;
        this.evidence = gathering;
    }

    Health health() {
        Delivery sending = delivery;
        EvidenceWatch gathering = evidence;
        if (sending == null || gathering == null) {
            return Health.unknown().build();
        }
        boolean turns = sending.sinceLook().compareTo(STANDS_STILL) < 0
                && gathering.sinceLook().compareTo(NO_EVIDENCE) < 0;
        return (turns ? Health.up() : Health.down())
                .withDetail("secondsSinceLook", sending.sinceLook().toSeconds())
                .withDetail("secondsSinceEvidence", gathering.sinceLook().toSeconds())
                .build();
    }
}
