package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.plan.QuietHours;
import dev.beckon.store.Lanes;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * How a node delivers.
 *
 * @param owner this node's name, unlike any other's and any earlier process's
 * @param lease longer than any provider's time-out; whatever is still being sent after it is in doubt
 * @param lanes what each channel may do; channels that aren't there have no limit and four workers
 * @param quietHours in the customer's time zone
 * @param companyZone of customers whose own isn't known
 * @param mostAttempts after which a message that was never taken has failed
 * @param waits between attempts
 */
public record DeliverySettings(
        String owner,
        Duration lease,
        Map<Channel, LaneSettings> lanes,
        Map<Channel, QuietHours> quietHours,
        ZoneId companyZone,
        int mostAttempts,
        Waits waits) {

    public static final Duration LEASE = Duration.ofSeconds(180);
    public static final int ATTEMPTS = 8;

    public DeliverySettings(
            String owner,
            Duration lease,
            Map<Channel, LaneSettings> lanes,
            Map<Channel, QuietHours> quietHours,
            ZoneId companyZone,
            int mostAttempts) {
        this(owner, lease, lanes, quietHours, companyZone, mostAttempts, Waits.DEFAULT);
    }

    /**
     * @param first before the second attempt of a message; each next wait is twice as long
     * @param longest of a message
     * @param provider of a whole lane whose provider takes nothing
     */
    public record Waits(Duration first, Duration longest, Duration provider) {

        public static final Waits DEFAULT =
                new Waits(Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(30));
    }

    /** @param workers messages that are sent at the same time by this node */
    public record LaneSettings(int workers, Lanes.Limits limits) {

        static final LaneSettings DEFAULT = new LaneSettings(4, Lanes.Limits.NONE);
    }

    LaneSettings lane(Channel channel) {
        return lanes.getOrDefault(channel, LaneSettings.DEFAULT);
    }
}
