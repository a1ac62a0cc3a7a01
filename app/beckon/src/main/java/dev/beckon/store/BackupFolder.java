package dev.beckon.store;

import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.PrivateFiles;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A copy of the embedded store and its key, as {@code beckon backup} writes it. */
public record BackupFolder(Path folder) {

    private static final String STORE = "beckon.db";
    private static final String KEY = "key";
    private static final List<String> LEFT_BY_SQLITE = List.of("", "-wal", "-shm");

    /**
     * Puts it in the place of the workspace's store, with every run held: whole, or not at all.
     *
     * @return how many runs are held
     * @throws RefusedByPolicy if there is a store already, or the copy or its key is missing or damaged
     */
    public int putBack(Workspace workspace, Environment environment, String who) throws IOException {
        Path state = workspace.state();
        refuseOthers(state);
        PrivateFiles.folder(state);
        boolean copied = copyKey(state, environment);
        Path fresh = state.resolve(STORE + ".restoring");
        boolean whole = false;
        try {
            int held = copy(fresh, WorkspaceKey.of(workspace, environment, false), who);
            refuseOthers(state);
            // Last and at once: a store without its mark "restored" must never be there.
            Files.move(fresh, state.resolve(STORE), StandardCopyOption.ATOMIC_MOVE);
            whole = true;
            return held;
        } finally {
            if (!whole) {
                delete(fresh);
                if (copied) {
                    Files.delete(state.resolve(KEY));
                }
            }
        }
    }

    private void refuseOthers(Path state) {
        if (!Files.exists(folder.resolve(STORE))) {
            throw new RefusedByPolicy(folder + " holds no backup: there is no " + STORE + " in it");
        }
        if (Files.exists(state.resolve(STORE))) {
            throw new RefusedByPolicy(
                    "there is a store in " + state + ". Maybe stop whatever sends, and move that folder aside first");
        }
        for (String left : LEFT_BY_SQLITE) {
            if (Files.exists(state.resolve(STORE + left))) {
                throw new RefusedByPolicy(state.resolve(STORE + left)
                        + " belongs to a store that was there before. Maybe move that folder aside first");
            }
        }
    }

    /** @return whether it wasn't there before */
    private boolean copyKey(Path state, Environment environment) throws IOException {
        Path backup = folder.resolve(KEY);
        Path own = state.resolve(KEY);
        if (!Files.exists(backup)) {
            if (!Files.exists(own) && !WorkspaceKey.isGiven(environment)) {
                throw new RefusedByPolicy(folder + " holds no key, without which nobody knows who in the store is"
                        + " suppressed or erased. Maybe put the file 'key' of the same backup into it, or set "
                        + WorkspaceKey.VARIABLE);
            }
            return false;
        }
        if (!Files.exists(own)) {
            Files.copy(backup, own, StandardCopyOption.COPY_ATTRIBUTES);
            return true;
        }
        if (Files.mismatch(backup, own) >= 0) {
            throw new RefusedByPolicy(own + " is another key than the backup's. Maybe move that folder aside first");
        }
        return false;
    }

    private int copy(Path fresh, Secret secret, String who) throws IOException {
        delete(fresh);
        Files.copy(folder.resolve(STORE), fresh);
        try (Store store = Store.open(StoreSettings.file(fresh))) {
            store.refuseDamaged();
            WorkspaceKey.refuseAnother(store, secret);
            return new Backup(store).hold(who);
        } catch (StoreUnavailable e) {
            throw new RefusedByPolicy(
                    folder.resolve(STORE) + " is damaged, and nothing was restored. Maybe take another backup");
        }
    }

    private static void delete(Path store) throws IOException {
        for (String left : LEFT_BY_SQLITE) {
            Files.deleteIfExists(store.resolveSibling(store.getFileName() + left));
        }
    }
}
