package dev.beckon.sample;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder beside the output where unfinished files are; closing it deletes what is left. */
final class Workshop implements Closeable {

    private final Path folder;

    Workshop(Path output) throws IOException {
        folder = Files.createTempDirectory(output, "making-");
        Files.createDirectory(finished());
    }

    /** Where finished slices are put together. */
    Path finished() {
        return folder.resolve("finished");
    }

    Path benchFor(int slice) throws IOException {
        return Files.createDirectory(folder.resolve("slice-" + slice));
    }

    static void clear(Path bench) throws IOException {
        try (Stream<Path> files = Files.walk(bench)) {
            files.sorted(Comparator.reverseOrder()).forEach(Workshop::delete);
        }
    }

    @Override
    public void close() throws IOException {
        clear(folder);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
