package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.plan.Cap;
import dev.beckon.plan.Policies;
import dev.beckon.store.CapRule;
import dev.beckon.store.Outbox;
import dev.beckon.store.Run;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Workspace;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** A workspace's senders. */
public final class WorkspaceDelivery {

    private WorkspaceDelivery() {}

    /** Where messages go that have no provider. */
    public static Path dropFolder(Workspace workspace) {
        return workspace.out().resolve("dropped");
    }

    /** The outbox with the workspace's frequency caps. */
    public static Outbox outbox(WorkspaceStore store, Policies policies, DeliveryConfig config) {
        return new Outbox(store.store(), store.secret(), caps(policies.frequencyCaps()), config.rehearsal());
    }

    private static List<CapRule> caps(List<Cap> caps) {
        return caps.stream()
                .map(cap -> {
                    Channel channel = cap.channel();
                    return new CapRule(channel == null ? null : channel.key(), cap.messages(), cap.within());
                })
                .toList();
    }

    /** Starts sending what is due of all runs. */
    public static Delivery start(
            Workspace workspace,
            WorkspaceStore store,
            Policies policies,
            DeliveryConfig config,
            SendingClock clock,
            MeterRegistry meters) {
        return start(workspace, run -> true, store, policies, config, clock, meters);
    }

    /** As the other, but for some runs only. */
    public static Delivery start(
            Workspace workspace,
            Predicate<Run> only,
            WorkspaceStore store,
            Policies policies,
            DeliveryConfig config,
            SendingClock clock,
            MeterRegistry meters) {
        var lanes = new EnumMap<Channel, DeliverySettings.LaneSettings>(Channel.class);
        config.channels().forEach((channel, each) -> lanes.put(channel, each.lane()));
        var settings = new DeliverySettings(
                UUID.randomUUID().toString(),
                DeliverySettings.LEASE,
                lanes,
                policies.quietHours(),
                workspace.company().timeZone(),
                DeliverySettings.ATTEMPTS);
        return new Delivery(
                store.store(),
                only,
                outbox(store, policies, config),
                Messengers.of(config, workspace.company(), store.secret(), dropFolder(workspace)),
                settings,
                config.guards(),
                clock,
                meters);
    }
}
