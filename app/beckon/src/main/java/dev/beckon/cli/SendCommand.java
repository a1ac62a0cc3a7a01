package dev.beckon.cli;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.Delivery;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.deliver.RunOpening;
import dev.beckon.deliver.SendingClock;
import dev.beckon.deliver.Staleness;
import dev.beckon.deliver.WorkspaceDelivery;
import dev.beckon.feedback.Progress;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.plan.PlanInputs;
import dev.beckon.plan.Policies;
import dev.beckon.report.SavedPlan;
import dev.beckon.schedule.Approvals;
import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunProgress;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = {
            "Sends a plan that was previewed: its messages and nothing else.",
            "What is due goes out now; the rest waits in the store. Doing it again, also after a crash, sends"
                    + " nothing twice.",
            "A channel without a provider in beckon.yaml puts its messages into files below out/dropped/; if no"
                    + " channel of the plan has one, this is a rehearsal, which doesn't wait for anybody's hours."
        })
@SuppressWarnings("NullAway.Init")
final class SendCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "PLAN",
            description = "The plan's id or its first characters, or the campaign whose latest preview is meant.")
    private String name;

    @Option(names = "--wait", description = "Stay until the last message went out, also those that wait for an hour.")
    private boolean wait;

    @Option(names = "--json", description = "Print the run as JSON, schema beckon.run/1.")
    private boolean json;

    @Mixin
    private WorkspaceOptions options;

    @Spec
    private CommandSpec spec;

    private final InstantSource system = InstantSource.system();

    @Override
    public Integer call() throws SQLException {
        Workspace workspace = options.existing();
        Policies policies = Policies.read(workspace);
        DeliveryConfig config = DeliveryConfig.read(workspace, Environment.OF_THE_PROCESS);
        SavedPlan plan = SavedPlan.find(workspace.out(), name);
        Progress progress = options.progress();
        try (WorkspaceStore store = WorkspaceStore.open(workspace, Environment.OF_THE_PROCESS)) {
            boolean rehearsal = config.isRehearsal(channels(plan));
            Run run = opened(workspace, policies, config, plan, store, rehearsal);
            SendingClock clock = rehearsal
                    ? SendingClock.rehearsal()
                    : SendingClock.real(store.store().clock());
            sayWhatIsInHand(store, run);
            var watch = new SendingWatch(store, run, clock, progress);
            long number = run.number();
            var delivery = WorkspaceDelivery.start(
                    workspace,
                    each -> each.number() == number,
                    store,
                    policies,
                    config,
                    clock,
                    new SimpleMeterRegistry());
            var atExit = new Thread(() -> breakOff(delivery, store, number));
            Runtime.getRuntime().addShutdownHook(atExit);
            try {
                watch.follow(wait);
            } finally {
                delivery.close();
                forget(atExit);
            }
            var report = RunReport.of(store, run.number());
            spec.commandLine().getOut().println(json ? report.json() : report.text());
            spec.commandLine().getOut().flush();
            return report.exitCode();
        }
    }

    /** Finishes what is on the wire. */
    private void breakOff(Delivery delivery, WorkspaceStore store, long run) {
        delivery.close();
        long doubts = new RunProgress(store.store()).counts(run).getOrDefault(MessageState.IN_DOUBT, 0L);
        var err = spec.commandLine().getErr();
        err.println("Broken off: "
                + (doubts == 0 ? "nothing is in doubt" : doubts + " messages are in doubt (beckon resolve)")
                + ", and what wasn't sent waits. To go on: beckon send " + name);
        err.flush();
    }

    /** Else nobody knows why it stands still after another process was killed. */
    private void sayWhatIsInHand(WorkspaceStore store, Run run) {
        new RunProgress(store.store()).inHand(run.number()).ifPresent(hand -> {
            long seconds = Math.max(
                    0, Duration.between(store.store().now(), hand.until()).toSeconds());
            var err = spec.commandLine().getErr();
            err.println(hand.messages()
                    + " of its messages are in another process's hands. If that has died, what it had begun is in doubt,"
                    + " and the rest goes on, in " + seconds + " s at the latest");
            err.flush();
        });
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException breakingOff) {
            // It is running.
        }
    }

    /** What went into files then isn't sent now: a run is sent once. */
    private static void refuseRehearsed(WorkspaceStore store, DeliveryConfig config, Run run) {
        boolean hasProviderNow = new RunProgress(store.store())
                .channelsIntoFiles(run.number()).stream()
                        .flatMap(key -> Channel.of(key).stream())
                        .anyMatch(channel -> !config.isRehearsal(List.of(channel)));
        if (hasProviderNow) {
            throw new RefusedByPolicy(
                    "the plan was rehearsed when no provider was configured: its messages are files below"
                            + " out/dropped. Maybe preview for another time with --at, and send that");
        }
    }

    private static List<Channel> channels(SavedPlan plan) {
        return plan.messagesByChannel().keySet().stream()
                .flatMap(key -> Channel.of(key).stream())
                .toList();
    }

    /** Everything that needs the data; sending doesn't. */
    private Run opened(
            Workspace workspace,
            Policies policies,
            DeliveryConfig config,
            SavedPlan plan,
            WorkspaceStore store,
            boolean rehearsal)
            throws SQLException {
        Optional<Run> begun = RunOpening.opened(store.store(), plan);
        if (begun.isPresent()) {
            refuseRehearsed(store, config, begun.get());
            return begun.get();
        }
        plan.verifyFiles();
        if (!rehearsal) {
            Staleness.refuseOld(
                    plan, system.instant(), config, workspace.company().timeZone());
            new Approvals(store.store()).refuseUnapproved(plan, config, Person.here());
        }
        try (var lock = WorkspaceLock.take(workspace);
                var planned = PlannedData.open(workspace, plan, options.load());
                var connection = planned.data().connect()) {
            planned.refuseStale(PlanInputs.settingsHash(workspace.company(), policies));
            return new RunOpening(store, connection, workspace.company(), policies, config, options.progress())
                    .open(plan, planned.campaign());
        }
    }
}
