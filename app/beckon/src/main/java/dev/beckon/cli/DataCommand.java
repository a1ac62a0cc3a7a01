package dev.beckon.cli;

import dev.beckon.data.CustomerData;
import dev.beckon.data.QualityText;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Loads the sources and says what became of every row.")
@SuppressWarnings("NullAway.Init")
final class DataCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    @Option(names = "--forget", description = "Only delete what earlier runs kept of the data, in out/.facts.")
    private boolean forget;

    @Mixin
    private WorkspaceOptions options;

    @Override
    public Integer call() {
        if (forget) {
            return forget(options.existing());
        }
        Workspace workspace = options.workspace();
        try (var lock = WorkspaceLock.take(workspace);
                var data = options.data(workspace)) {
            String text = json ? QualityText.json(data.quality()) + "\n" : QualityText.table(data.quality());
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        }
        return ExitCodes.OK;
    }

    private static int forget(Workspace workspace) {
        try (var lock = WorkspaceLock.take(workspace)) {
            CustomerData.forget(workspace);
        }
        return ExitCodes.OK;
    }
}
