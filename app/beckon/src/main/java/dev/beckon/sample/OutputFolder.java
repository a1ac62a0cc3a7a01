package dev.beckon.sample;

import dev.beckon.feedback.RefusedByPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes room for a new company without touching anybody's real data. */
final class OutputFolder {

    private OutputFolder() {}

    static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> earlier = ownFiles(folder);
        // Only a generated folder has the truth in it; anything else may be somebody's real customers.
        if (!earlier.isEmpty() && !Files.exists(folder.resolve(SampleTable.TRUTH.csvFile()))) {
            throw new RefusedByPolicy(folder + " has a " + earlier.get(0).getFileName()
                    + " that this command didn't write. Maybe choose another folder with --out");
        }
        for (Path file : earlier) {
            if (!file.endsWith(SampleTable.TRUTH.csvFile())) {
                Files.delete(file);
            }
        }
        // Stays there as the sign that the folder is ours, even if the rest is never finished.
        Files.write(folder.resolve(SampleTable.TRUTH.csvFile()), new byte[0]);
    }

    private static List<Path> ownFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Stream.of(SampleTable.values())
                            .anyMatch(table -> table.owns(file.getFileName().toString())))
                    .sorted()
                    .toList();
        }
    }
}
