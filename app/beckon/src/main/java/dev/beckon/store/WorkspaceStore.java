package dev.beckon.store;

import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.PrivateFiles;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A workspace's store and the key that belongs to it. Section {@code store} of beckon.yaml; without it, the file
 * state/beckon.db.
 */
public record WorkspaceStore(Store store, Secret secret) implements AutoCloseable {

    /**
     * @throws dev.beckon.feedback.ProblemsFound if the section is wrong
     * @throws SourceUnavailable if there is no database
     * @throws dev.beckon.feedback.RefusedByPolicy if there is no key, or another one than the store's
     */
    public static WorkspaceStore open(Workspace workspace, Environment environment) {
        Optional<StoreSettings> server = server(workspace, environment);
        try {
            if (server.isEmpty()) {
                makePrivate(workspace.state());
            }
            Secret secret = WorkspaceKey.of(workspace, environment, server.isPresent());
            return open(server.orElseGet(() -> StoreSettings.file(file(workspace))), secret);
        } catch (StoreUnavailable e) {
            throw new SourceUnavailable(
                    e.getMessage() + ". Maybe the database isn't running, or 'store' in beckon.yaml"
                            + " names another one",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WorkspaceStore open(StoreSettings settings, Secret secret) {
        Store store = Store.open(settings);
        try {
            WorkspaceKey.refuseAnother(store, secret);
            return new WorkspaceStore(store, secret);
        } catch (RuntimeException e) {
            store.close();
            throw e;
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

    /** @throws dev.beckon.feedback.ProblemsFound if the section is wrong; whether the store is there isn't looked at */
    public static void check(Workspace workspace, Environment environment) {
        server(workspace, environment);
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
