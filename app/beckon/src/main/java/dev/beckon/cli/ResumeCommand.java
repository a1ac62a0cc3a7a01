package dev.beckon.cli;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.deliver.DropFolder;
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
        refuseUnapproved();
        int code =
                RunMove.of(options, run, Set.of(RunState.PAUSED, RunState.HELD), RunState.OPEN, null, "resumed", out);
        return lanes ? ExitCodes.OK : code;
    }

    /** What is held waits for somebody who has looked at it. */
    private void resumeAll(PrintWriter out) {
        try (WorkspaceStore store = options.open()) {
            List<Run> resumed = new GeneralPause(store.store()).end(options.who());
            resumed.forEach(each -> out.println(each.name() + " is resumed"));
            if (resumed.isEmpty()) {
                out.println("No run is paused");
            }
            out.flush();
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
