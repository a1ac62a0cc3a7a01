package dev.beckon.cli;

import dev.beckon.store.GeneralPause;
import dev.beckon.store.RunState;
import dev.beckon.store.WorkspaceStore;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = {
            "Sends nothing more of a run until it is resumed; what is on the wire is finished.",
            "all: nor of any run that is sent or scheduled from now on."
        })
@SuppressWarnings("NullAway.Init")
final class PauseCommand implements Callable<Integer> {

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
        var out = spec.commandLine().getOut();
        if (run.equals("all")) {
            try (WorkspaceStore store = options.open()) {
                new GeneralPause(store.store())
                        .begin(reason, options.who())
                        .forEach(each -> out.println(each.name() + " is paused"));
            }
            out.println("Nothing goes out, nor will what is sent or scheduled from now on, until: beckon resume all");
            out.flush();
            return ExitCodes.OK;
        }
        return RunMove.of(options, run, Set.of(RunState.OPEN), RunState.PAUSED, reason, "paused", out);
    }
}
