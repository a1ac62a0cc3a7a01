package dev.beckon.cli;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.sample.Format;
import dev.beckon.sample.SampleCompany;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Makes the data of a workspace that says it lives on invented data, when it isn't there yet. */
final class SampleData {

    private static final double EVENTS_PER_CUSTOMER = 5;

    private SampleData() {}

    /** {@code data: {sample: {customers: 10000, seed: 1, until: 2026-10-31, folder: data}}} in beckon.yaml asks for it. */
    static Workspace ensured(Workspace workspace) {
        YamlMap data = workspace.section("data");
        if (data.has("sample")) {
            ensure(workspace, data.mapOrEmpty("sample").allowing("customers", "seed", "until", "folder"));
        }
        return workspace;
    }

    private static void ensure(Workspace workspace, YamlMap sample) {
        long customers = sample.whole("customers").orElse(10_000);
        long seed = sample.whole("seed").orElse(1);
        LocalDate until = sample.parsed("until", "a date such as 2026-10-31", LocalDate::parse)
                .orElse(LocalDate.of(2026, 10, 31));
        Path folder = workspace.root().resolve(sample.text("folder", "data"));
        workspace.problems().throwIfAny();
        if (holdsFiles(folder)) {
            return;
        }
        System.err.printf(
                "Making up %,d customers in %s ...%n",
                customers, workspace.root().relativize(folder));
        write(new SampleCompany(seed, until, EVENTS_PER_CUSTOMER), customers, folder);
    }

    /** Whatever is there may be somebody's real data; it is never replaced. */
    private static boolean holdsFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> !file.getFileName().toString().startsWith("."));
        } catch (IOException e) {
            throw new ProblemsFound(Problem.at(folder.toString(), 0, 0, "the folder can't be listed"));
        }
    }

    private static void write(SampleCompany company, long customers, Path folder) {
        try {
            int threads = Runtime.getRuntime().availableProcessors();
            company.write(customers, folder, Format.CSV, threads, TerminalProgress.onStderr());
        } catch (IOException e) {
            throw new ProblemsFound(Problem.at(folder.toString(), 0, 0, "the sample data can't be written there"));
        }
    }
}
