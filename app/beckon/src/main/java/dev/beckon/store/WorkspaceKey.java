package dev.beckon.store;

import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.PrivateFiles;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The key of a workspace: {@code BECKON_KEY}, or for the embedded store one that is made beside it. A store knows which one
 * its hashes were made with: with another, everybody who was erased or suppressed would be a stranger.
 */
final class WorkspaceKey {

    static final String VARIABLE = "BECKON_KEY";
    private static final int BYTES = 32;
    private static final int LEAST_BYTES = 16;

    /** Among the facts of the store: a hash that only its key makes. */
    private static final String FACT = "key";

    private WorkspaceKey() {}

    /**
     * @param shared whether several nodes use the store
     * @throws RefusedByPolicy if there is none that can be used
     */
    static Secret of(Workspace workspace, Environment environment, boolean shared) throws IOException {
        String given = environment.variables().apply(VARIABLE);
        if (given != null) {
            return secret(given, "the key in " + VARIABLE, "make one with: openssl rand -hex 32");
        }
        if (shared) {
            throw new RefusedByPolicy("a shared store needs a key in " + VARIABLE
                    + ", the same on every node. Maybe make one with: openssl rand -hex 32");
        }
        Path file = workspace.state().resolve("key");
        if (!Files.exists(file)) {
            refuseIfLost(file, WorkspaceStore.file(workspace));
            make(file);
        }
        return secret(Files.readString(file).strip(), "the key in " + file, "put it back from a backup");
    }

    static boolean isGiven(Environment environment) {
        return environment.variables().apply(VARIABLE) != null;
    }

    private static Secret secret(String key, String what, String advice) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_BYTES) {
            throw new RefusedByPolicy(what + " is shorter than " + LEAST_BYTES + " characters. Maybe " + advice);
        }
        return new Secret(bytes);
    }

    /** Another process may have made both since: the key comes first. */
    private static void refuseIfLost(Path file, Path store) {
        if (Files.exists(store) && !Files.exists(file)) {
            throw new RefusedByPolicy(file + " is missing, without which nobody knows who in " + store.getFileName()
                    + " is suppressed or erased. Maybe put it back from a backup, or set " + VARIABLE);
        }
    }

    /** Whole or not at all, whoever else does it and whatever crashes. */
    private static void make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String hex = HexFormat.of().formatHex(random);
        Path fresh = PrivateFiles.file(file.resolveSibling("key." + hex.substring(0, 8)));
        try {
            Files.writeString(fresh, hex);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException theirs) {
            // It counts.
        } catch (UnsupportedOperationException noLinks) {
            Files.move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * Has the store remember the key, if it knows none yet.
     *
     * @throws RefusedByPolicy if it knows another one
     */
    static void refuseAnother(Store store, Secret secret) {
        String mine = secret.signature("store", FACT);
        if (!known(store).orElseGet(() -> remember(store, mine)).equals(mine)) {
            throw new RefusedByPolicy("this is another key than the store's, with which nobody knows who in it is"
                    + " suppressed or erased. Maybe put state/key back from a backup, or set " + VARIABLE
                    + " to what it was");
        }
    }

    private static Optional<String> known(Store store) {
        return store.read(connection -> Rows.first(
                connection, row -> row.getString(1), "SELECT value FROM facts_of_store WHERE name = ?", FACT));
    }

    private static String remember(Store store, String key) {
        store.transaction(connection -> Rows.change(
                connection,
                "INSERT INTO facts_of_store (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
                FACT,
                key));
        return known(store).orElseThrow();
    }
}
