package dev.beckon.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the folder besides honest files. */
class FolderTest {

    @TempDir
    Path directory;

    @Test
    void refusesLinksToFiles() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "password: hunter2");
        var folder = new RulesFolder(directory).segmentRule("A", "age > 5");
        Files.createSymbolicLink(directory.resolve("rules/segments/secret.drl"), secret);
        assertThat(folder.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("rules/segments/secret.drl");
            assertThat(problem.message()).contains("link").doesNotContain("hunter2");
        });
    }

    @Test
    void refusesLinksToFoldersRatherThanLeaveTheirRulesOut() throws IOException {
        var folder = new RulesFolder(directory).segmentRule("A", "age > 5");
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.createSymbolicLink(directory.resolve("rules/actions"), elsewhere);
        assertThat(folder.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.file()).isEqualTo("rules/actions"));
    }

    @Test
    void refusesAHugeFileWithoutReadingIt() throws IOException {
        var folder = new RulesFolder(directory).segmentRule("A", "age > 5");
        try (var file = new RandomAccessFile(
                directory.resolve("rules/segments/huge.drl").toFile(), "rw")) {
            file.setLength(5_000_000_000L);
        }
        assertThat(folder.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("2 MB"));
    }
}
