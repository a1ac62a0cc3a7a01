package dev.beckon.cli;

import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.store.Backup;
import dev.beckon.store.Store;
import dev.beckon.store.StoreSettings;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
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
            "Puts a backup in the place of the embedded store. Every run that wasn't over is held until a person releases it",
            "with `beckon resume RUN`, since its messages may have gone out after the backup.",
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
        int held = folder == null ? hold() : putBack(folder, options.workspace().state());
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

    private int putBack(Path backup, Path state) throws IOException {
        if (!Files.exists(backup.resolve("beckon.db"))) {
            throw new RefusedByPolicy(backup + " holds no backup: there is no beckon.db in it");
        }
        if (Files.exists(state.resolve("beckon.db"))) {
            throw new RefusedByPolicy(
                    "there is a store in " + state + ". Maybe stop whatever sends, and move that folder aside first");
        }
        for (String left : List.of("beckon.db-wal", "beckon.db-shm")) {
            if (Files.exists(state.resolve(left))) {
                throw new RefusedByPolicy(state.resolve(left)
                        + " belongs to a store that was there before. Maybe move that folder aside first");
            }
        }
        PrivateFiles.folder(state);
        if (Files.exists(backup.resolve("key")) && !isSameKey(backup.resolve("key"), state.resolve("key"))) {
            Files.copy(backup.resolve("key"), state.resolve("key"), StandardCopyOption.COPY_ATTRIBUTES);
        }
        // Last and at once: a store without its mark "restored" must never be there.
        Path fresh = state.resolve("beckon.db.restoring");
        Files.deleteIfExists(fresh);
        Files.copy(backup.resolve("beckon.db"), fresh);
        int held;
        try (Store store = Store.open(StoreSettings.file(fresh))) {
            held = new Backup(store).hold(options.who());
        }
        Files.move(fresh, state.resolve("beckon.db"), StandardCopyOption.ATOMIC_MOVE);
        return held;
    }

    private static boolean isSameKey(Path backup, Path own) throws IOException {
        if (!Files.exists(own)) {
            return false;
        }
        if (Files.mismatch(backup, own) >= 0) {
            throw new RefusedByPolicy(own + " is another key than the backup's. Maybe move that folder aside first");
        }
        return true;
    }
}
