package dev.beckon.cli;

import dev.beckon.store.Backup;
import dev.beckon.store.BackupFolder;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a backup in the place of the embedded store, and holds every run that wasn't over.",
            "Such a run waits until a person releases it with `beckon resume RUN`, since its messages may have"
                    + " gone out after the backup.",
            "Without a folder: holds the runs of a store that was restored by other means, such as pg_restore."
        })
@SuppressWarnings("NullAway.Init")
final class RestoreCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "As `beckon backup` wrote it.")
    private @Nullable Path folder;

    @Mixin
    private StoreOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        int held = folder == null
                ? hold()
                : new BackupFolder(folder).putBack(options.workspace(), Environment.OF_THE_PROCESS, options.who());
        spec.commandLine()
                .getOut()
                .println(held
                        + (held == 1 ? " run is held." : " runs are held.")
                        + (held == 0 ? "" : " Release them with: beckon resume RUN"));
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }

    private int hold() {
        try (WorkspaceStore store = options.open()) {
            return new Backup(store.store()).hold(options.who());
        }
    }
}
