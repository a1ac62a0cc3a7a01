package dev.beckon.cli;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.deliver.DropFolder;
import dev.beckon.store.Lanes;
import dev.beckon.store.RunState;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import java.util.LinkedHashSet;
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
        // What is held waits for somebody who has looked at it.
        Set<RunState> from = run.equals("all") ? Set.of(RunState.PAUSED) : Set.of(RunState.PAUSED, RunState.HELD);
        int code = RunMove.of(options, run, from, RunState.OPEN, null, "resumed", out);
        return lanes ? ExitCodes.OK : code;
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
