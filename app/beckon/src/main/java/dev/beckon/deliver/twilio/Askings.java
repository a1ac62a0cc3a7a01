package dev.beckon.deliver.twilio;

import dev.beckon.store.Doubts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When Twilio is asked about a message in doubt: soon after its sending, then ever more rarely for a day. About an older one it
 * is asked once. Used by one thread.
 */
public final class Askings {

    /** Sooner after sending, Twilio's lists may not show a message. */
    private static final Duration SOONEST = Duration.ofMinutes(2);

    private final List<Duration> ages;

    /** By message: how many of the ages it had reached when it was last asked about. */
    private final Map<Long, Long> asked = new HashMap<>();

    /** @param ages since its sending began, at which a message is asked about; ascending */
    Askings(List<Duration> ages) {
        this.ages = ages;
    }

    public static Askings usual() {
        return new Askings(List.of(
                SOONEST, Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24)));
    }

    Duration soonest() {
        return ages.get(0);
    }

    boolean isDue(Doubts.Sent doubt, Instant now) {
        return reached(doubt, now) > asked.getOrDefault(doubt.id(), 0L);
    }

    void note(Doubts.Sent doubt, Instant now) {
        asked.put(doubt.id(), reached(doubt, now));
    }

    private long reached(Doubts.Sent doubt, Instant now) {
        Duration age = Duration.between(doubt.sentAt(), now);
        return ages.stream().filter(each -> each.compareTo(age) <= 0).count();
    }
}
