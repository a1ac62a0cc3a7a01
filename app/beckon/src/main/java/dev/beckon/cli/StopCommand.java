package dev.beckon.cli;

import dev.beckon.store.RunState;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Ends a run for good: what wasn't sent is cancelled.")
@SuppressWarnings("NullAway.Init")
final class StopCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "Its number or name, a campaign whose latest run is meant, or all.")
    private String run;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "by hand", description = "Why, for the audit log.")
    private String reason;

    @Mixin
    private StoreOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return RunMove.of(
                options,
                run,
                Set.of(RunState.OPEN, RunState.PAUSED, RunState.HELD, RunState.PREPARING),
                RunState.STOPPED,
                reason,
                "stopped",
                spec.commandLine().getOut());
    }
}
