package dev.beckon.cli;

import dev.beckon.feedback.Progress;
import dev.beckon.sample.Format;
import dev.beckon.sample.SampleCompany;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/** The repository's own workspace, copied to a folder of the test's and filled with few customers. */
record SampleWorkspace(Path folder) {

    /** What a command said and how it ended. */
    record Ran(int exitCode, String out, String err) {}

    static SampleWorkspace in(Path folder, long customers) throws IOException {
        return in(folder, customers, 7);
    }

    static SampleWorkspace in(Path folder, long customers, long seed) throws IOException {
        Path repository = repository();
        Files.copy(repository.resolve("beckon.yaml"), folder.resolve("beckon.yaml"));
        copy(repository.resolve("rules"), folder.resolve("rules"));
        copy(repository.resolve("campaigns"), folder.resolve("campaigns"));
        new SampleCompany(seed, LocalDate.of(2026, 10, 31), 5)
                .write(customers, folder.resolve("data"), Format.CSV, 2, Progress.SILENT);
        return new SampleWorkspace(folder);
    }

    /** The small company {@code every-gate} in which every gate stops somebody. */
    static SampleWorkspace everyGate(Path folder) throws IOException {
        Path source = Path.of("src/test/resources/workspaces/every-gate");
        try (Stream<Path> all = Files.list(source)) {
            for (Path each : all.toList()) {
                copy(each, folder.resolve(each.getFileName()));
            }
        }
        return new SampleWorkspace(folder);
    }

    Ran run(String... command) {
        var arguments = Stream.concat(Stream.of(command), Stream.of("--workspace", folder.toString()))
                .toArray(String[]::new);
        return ran(arguments);
    }

    static Ran ran(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ran(exitCode, out.toString(), err.toString());
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("beckon.yaml"))) {
            folder = java.util.Objects.requireNonNull(folder.getParent(), "no folder above has a beckon.yaml");
        }
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }
}
