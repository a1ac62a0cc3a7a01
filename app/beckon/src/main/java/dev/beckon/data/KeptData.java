package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.DatabaseFailure;
import dev.beckon.workspace.PrivateFiles;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data and facts of the workspace's last run, in {@code out/.facts}, so that the next run over the same data needs
 * neither load nor compute them. There is at most one database, named by the key of what it holds. A run takes it away
 * and puts it back at its end, so what a killed run leaves is never taken for whole.
 */
final class KeptData {

    private static final Logger LOG = LoggerFactory.getLogger(KeptData.class);
    private static final String SUFFIX = ".duckdb";
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}\\.duckdb(\\.wal)?");

    private final Path folder;

    KeptData(Workspace workspace) {
        this.folder = workspace.out().resolve(".facts");
    }

    /** A kept database and what was learnt while it was loaded. */
    record Kept(Database database, LoadedData loaded) {}

    /** The kept database, if it is of this key and whole. */
    Optional<Kept> take(DataKey key, Function<Optional<Path>, Database> open) {
        Path file = place(key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(open.apply(Optional.of(file))));
        } catch (RuntimeException notWhole) {
            LOG.debug("what was kept can't be read", notWhole);
            return Optional.empty();
        }
    }

    private static Kept read(Database database) {
        try {
            return new Kept(database, LoadedData.from(database));
        } catch (RuntimeException notWhole) {
            database.close();
            throw notWhole;
        }
    }

    /** Where the data of this key is kept. */
    Path place(DataKey key) {
        return folder.resolve(key.hash() + SUFFIX);
    }

    /** Deletes what is kept. */
    void forget() {
        for (Path file : files(folder)) {
            delete(file);
        }
    }

    /** Keeps the database instead of what was kept before. It holds personal data: only its owner may read it. */
    static void keep(Database database, Path place) {
        try {
            Path folder = place.resolveSibling("");
            PrivateFiles.folder(folder);
            files(folder).forEach(KeptData::delete);
            database.closeKeeping(place, List.of("loaded", "input", "facts"));
        } catch (IOException | UncheckedIOException | DatabaseFailure e) {
            LOG.debug("not kept", e); // what was decided stands, the next run only takes longer
            database.close();
        }
    }

    /** Only what a run kept: whoever has put other files there gets to keep them. */
    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> OURS.matcher(file.getFileName().toString()).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
