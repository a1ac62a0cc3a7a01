package dev.beckon.web;

import dev.beckon.deliver.Delivery;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.deliver.EvidenceWatch;
import dev.beckon.deliver.SendingClock;
import dev.beckon.deliver.WorkspaceDelivery;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.plan.Policies;
import dev.beckon.schedule.Scheduler;
import dev.beckon.store.Census;
import dev.beckon.store.Lanes;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import java.time.InstantSource;
import java.util.Set;

/**
 * One process that serves a workspace: it begins runs at their times, sends what is due, reads what comes back and
 * answers over HTTP. Any number of nodes may share a store.
 */
public final class Node implements AutoCloseable {

    private final Scheduler scheduler;
    private final WebServer server;
    private final Delivery delivery;
    private final OutboxGauges gauges;
    private final EvidenceWatch evidence;

    private Node(
            Scheduler scheduler, WebServer server, Delivery delivery, OutboxGauges gauges, EvidenceWatch evidence) {
        this.scheduler = scheduler;
        this.server = server;
        this.delivery = delivery;
        this.gauges = gauges;
        this.evidence = evidence;
    }

    /**
     * Starts all of it. The store stays the caller's.
     *
     * @param address to listen on
     * @param port 0: any that is free
     * @throws dev.beckon.feedback.ProblemsFound if something in beckon.yaml is wrong
     * @throws SourceUnavailable if the port isn't free
     */
    public static Node start(
            Workspace workspace, WorkspaceStore store, Environment environment, String address, int port) {
        Policies policies = Policies.read(workspace);
        DeliveryConfig config = DeliveryConfig.read(workspace, environment);
        InstantSource clock = store.store().clock();
        var lanes = new LaneStates(new Lanes(store.store()), config);
        var scheduler = new Scheduler(workspace, store, environment, clock, Scheduler.Pace.USUAL);
        var senders = new Senders();
        var parts = new WebServer.Parts(workspace.company(), store, config, lanes, scheduler, senders, clock);
        WebServer server = WebServer.start(parts, address, port);
        Delivery delivery =
                WorkspaceDelivery.start(workspace, store, policies, config, SendingClock.real(clock), server.meters());
        var evidence = new EvidenceWatch(config, store);
        senders.started(delivery, evidence);
        scheduler.start();
        return new Node(
                scheduler,
                server,
                delivery,
                new OutboxGauges(new Census(store.store()), Set.copyOf(lanes.names()), server.meters()),
                evidence);
    }

    public int port() {
        return server.port();
    }

    /** Finishes what is on the wire, leaves nothing claimed or being sent, and answers until then. */
    @Override
    public void close() {
        scheduler.close();
        evidence.close();
        delivery.close();
        gauges.close();
        server.close();
    }
}
