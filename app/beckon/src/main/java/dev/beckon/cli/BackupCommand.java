package dev.beckon.cli;

import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.store.Backup;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the embedded store and its key into a folder, while sending goes on.",
            "Keep the copy as safe as the store: it holds addresses. A PostgreSQL store is copied with pg_dump."
        })
@SuppressWarnings("NullAway.Init")
final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "Gets beckon.db and key; made if it isn't there.")
    private Path folder;

    @Mixin
    private StoreOptions options;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            PrivateFiles.folder(folder);
        }
        try (WorkspaceStore store = options.open()) {
            new Backup(store.store()).writeTo(folder.resolve("beckon.db"));
        } catch (FileAlreadyExistsException e) {
            throw new RefusedByPolicy(folder + " holds a backup already. Maybe name a new folder");
        } catch (IllegalStateException e) {
            throw new RefusedByPolicy(e.getMessage() + ", then `beckon restore` holds what is planned in the copy");
        }
        Path key = options.workspace().state().resolve("key");
        if (Files.exists(key)) {
            Files.copy(key, folder.resolve("key"), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return ExitCodes.OK;
    }
}
