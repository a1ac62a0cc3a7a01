package dev.beckon.cli;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.deliver.DropFolder;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.schedule.Approvals;
import dev.beckon.store.GeneralPause;
import dev.beckon.store.Lanes;
import dev.beckon.store.Run;
import dev.beckon.store.RunProgress;
import dev.beckon.store.RunState;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = {
            "Goes on with a run that is paused, or releases one that is held; all: those that are paused.",
            "Also lets stopped lanes try again, such as after wrong credentials were mended."
        })
@SuppressWarnings("NullAway.Init")
final class ResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "Its number or name, a campaign whose latest run is meant, or all.")
    private String run;

    @Mixin
    private StoreOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        boolean lanes = resumeLanes();
        if (lanes) {
            out.println("Stopped lanes try again");
        }
        if (run.equals("all")) {
            resumeAll(out);
            return ExitCodes.OK;
        }
        refuseWhileAllArePaused();
        refuseUnapproved();
        int code =
                RunMove.of(options, run, Set.of(RunState.PAUSED, RunState.HELD), RunState.OPEN, null, "resumed", out);
        return lanes ? ExitCodes.OK : code;
    }

    /** What is held waits for somebody who has looked at it. */
    private void resumeAll(PrintWriter out) {
        try (WorkspaceStore store = options.open()) {
            var pause = new GeneralPause(store.store());
            boolean heldBack = pause.reason().isPresent();
            List<Run> resumed = pause.end(options.who());
            resumed.forEach(each -> out.println(each.name() + " is resumed"));
            if (heldBack) {
                out.println("What is sent or scheduled from now on goes out again");
            } else if (resumed.isEmpty()) {
                out.println("No run is paused");
            }
            out.flush();
        }
    }

    /** Who paused all relies on it that nothing goes out. */
    private void refuseWhileAllArePaused() {
        try (WorkspaceStore store = options.open()) {
            new GeneralPause(store.store()).reason().ifPresent(why -> {
                throw new RefusedByPolicy("all runs are paused: " + why + ". Maybe lift that first: beckon resume all");
            });
        }
    }

    /** A large plan that the schedule made needs two people as any other does. */
    private void refuseUnapproved() {
        var config = DeliveryConfig.read(options.workspace(), Environment.OF_THE_PROCESS);
        try (WorkspaceStore store = options.open()) {
            for (Run each : StoreOptions.runs(store, run)) {
                if (each.state() == RunState.HELD && leavesTheMachine(store, each, config)) {
                    new Approvals(store.store()).refuseUnapproved(each, config, Person.here());
                }
            }
        }
    }

    private static boolean leavesTheMachine(WorkspaceStore store, Run run, DeliveryConfig config) {
        List<String> intoFiles = new RunProgress(store.store()).channelsIntoFiles(run.number());
        return Arrays.stream(Channel.values())
                .anyMatch(channel -> !intoFiles.contains(channel.key()) && !config.isRehearsal(List.of(channel)));
    }

    private boolean resumeLanes() {
        var config = DeliveryConfig.read(options.workspace(), Environment.OF_THE_PROCESS);
        boolean resumed = false;
        try (WorkspaceStore store = options.open()) {
            var lanes = new Lanes(store.store());
            for (Channel channel : Channel.values()) {
                var providers = new LinkedHashSet<>(Set.of(DropFolder.PROVIDER));
                providers.add(config.channel(channel).provider());
                for (String provider : providers) {
                    String lane = channel.key() + "/" + provider;
                    if (lanes.find(lane)
                            .filter(state -> state.stopped() != null)
                            .isPresent()) {
                        lanes.resume(lane, options.who());
                        resumed = true;
                    }
                }
            }
        }
        return resumed;
    }
}
