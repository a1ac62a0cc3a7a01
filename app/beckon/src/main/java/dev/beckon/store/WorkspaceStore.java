package dev.beckon.store;

import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.PrivateFiles;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A workspace's store and the key that belongs to it. Section {@code store} of beckon.yaml; without it, the file
 * state/beckon.db. The key is {@code BECKON_KEY}, or for that file one that is made beside it.
 */
public record WorkspaceStore(Store store, Secret secret) implements AutoCloseable {

    private static final String KEY = "BECKON_KEY";
    private static final int KEY_BYTES = 32;

    /**
     * @throws dev.beckon.feedback.ProblemsFound if the section is wrong
     * @throws SourceUnavailable if there is no database
     * @throws RefusedByPolicy if a key is needed and there is none
     */
    public static WorkspaceStore open(Workspace workspace, Environment environment) {
        Optional<StoreSettings> server = server(workspace, environment);
        try {
            if (server.isEmpty()) {
                makePrivate(workspace.state());
            }
            Secret secret = new Secret(key(workspace, environment, server.isPresent()));
            return new WorkspaceStore(Store.open(server.orElseGet(() -> StoreSettings.file(file(workspace)))), secret);
        } catch (StoreUnavailable e) {
            throw new SourceUnavailable(
                    e.getMessage() + ". Maybe the database isn't running, or 'store' in beckon.yaml"
                            + " names another one",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The store, if anything was ever sent: looking must not make one. */
    public static Optional<WorkspaceStore> openExisting(Workspace workspace, Environment environment) {
        boolean isThere =
                Files.exists(file(workspace)) || server(workspace, environment).isPresent();
        return isThere ? Optional.of(open(workspace, environment)) : Optional.empty();
    }

    /** The embedded store's file. */
    public static Path file(Workspace workspace) {
        return workspace.state().resolve("beckon.db");
    }

    private static Optional<StoreSettings> server(Workspace workspace, Environment environment) {
        YamlMap section = workspace.section("store").allowing("url", "user", "password");
        Optional<StoreSettings> settings = environment
                .parsed(
                        section,
                        "url",
                        "an address such as jdbc:postgresql://localhost/beckon",
                        url -> url.matches("jdbc:(postgresql|sqlite):.+") ? url : null)
                .map(url -> new StoreSettings(
                        url,
                        environment.text(section, "user").orElse(null),
                        environment.text(section, "password").orElse(null)));
        workspace.problems().throwIfAny();
        return settings;
    }

    private static byte[] key(Workspace workspace, Environment environment, boolean shared) throws IOException {
        String given = environment.variables().apply(KEY);
        if (given != null) {
            byte[] key = given.getBytes(StandardCharsets.UTF_8);
            if (key.length < KEY_BYTES / 2) {
                throw new RefusedByPolicy("the key in " + KEY + " is shorter than " + KEY_BYTES / 2
                        + " characters. Maybe make one with: openssl rand -hex 32");
            }
            return key;
        }
        if (shared) {
            throw new RefusedByPolicy("a shared store needs a key in " + KEY
                    + ", the same on every node. Maybe make one with: openssl rand -hex 32");
        }
        return ownKey(workspace.state().resolve("key"));
    }

    private static byte[] ownKey(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(random);
            Files.writeString(PrivateFiles.file(file), HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
    }

    /** What stands there is personal and secret. */
    private static void makePrivate(Path folder) throws IOException {
        PrivateFiles.folder(folder);
        Path ignore = folder.resolve(".gitignore");
        if (!Files.exists(ignore)) {
            Files.writeString(ignore, "*\n");
        }
    }

    /** What the planner must know of it. @param rehearsal which of the messages in files count */
    public Contacts contacts(Rehearsal rehearsal) {
        return new Contacts(store, new Suppressions(store, secret).snapshot(), rehearsal);
    }

    @Override
    public void close() {
        store.close();
    }
}
