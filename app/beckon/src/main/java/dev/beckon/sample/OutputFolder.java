package dev.beckon.sample;

import dev.beckon.feedback.RefusedByPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder that holds a generated company, or is to hold one. Never touches anybody's real data. */
final class OutputFolder {

    private final Path folder;

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws RefusedByPolicy if files of the same names are there that weren't generated */
    static OutputFolder open(Path path) throws IOException {
        Files.createDirectories(path);
        var folder = new OutputFolder(path);
        List<Path> present = folder.companyFiles();
        // Only a generated folder has the truth in it; anything else may be somebody's real customers.
        if (!present.isEmpty() && !Files.exists(folder.truth())) {
            throw new RefusedByPolicy(path + " has a " + present.get(0).getFileName()
                    + " that this command didn't write. Maybe choose another folder with --out");
        }
        return folder;
    }

    /** Moves finished files here in place of earlier ones; all of them on the same disk, so it takes no time. */
    void replaceBy(Path finished) throws IOException {
        for (Path earlier : companyFiles()) {
            if (!earlier.equals(truth())) {
                Files.delete(earlier);
            }
        }
        // The truth first: it is the sign that the folder is ours, should the rest be interrupted.
        move(finished.resolve(SampleTable.TRUTH.csvFile()));
        try (Stream<Path> files = Files.list(finished)) {
            for (Path file : files.sorted().toList()) {
                move(file);
            }
        }
    }

    private void move(Path file) throws IOException {
        Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path truth() {
        return folder.resolve(SampleTable.TRUTH.csvFile());
    }

    private List<Path> companyFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Stream.of(SampleTable.values())
                            .anyMatch(table -> table.owns(file.getFileName().toString())))
                    .sorted()
                    .toList();
        }
    }
}
