package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("browser")
class PageInBrowserTest {

    private static final List<Path> BROWSERS = Stream.of(
                    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .toList();

    @TempDir
    Path folder;

    @Test
    void drawsItsChartsWithoutAnyComplaint() throws Exception {
        Path browser = BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(null);
        Assumptions.assumeTrue(browser != null, "skipped: there is no Chromium");
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            var writer = new PreviewWriter(PreviewFixture.COMPANY, folder.resolve("out"), 2, PreviewFixture::render);
            Preview preview = writer.write(fixture.connection, List.of(PreviewFixture.header("win-back")))
                    .get(0);
            writer.writeOverview(List.of("win-back", "never-previewed"));

            String page = rendered(String.valueOf(browser), preview.folder().resolve("index.html"));
            assertThat(page).contains("<html lang=\"en\" class=\"drawn\">");
            assertThat(page.split("<canvas", -1)).hasSize(1 + 6);
            assertThat(page).contains("aria-label=\"Funnel. 66.6% of the audience get a message.");
            rendered(String.valueOf(browser), preview.folder().resolve("samples.html"));
            rendered(String.valueOf(browser), folder.resolve("out/index.html"));
        }
    }

    /** The page's elements once its scripts have run; fails on any message on the console. */
    private String rendered(String browser, Path page) throws Exception {
        var command = new ArrayList<>(List.of(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
                "--enable-logging=stderr",
                "--v=0",
                "--virtual-time-budget=4000",
                "--dump-dom",
                page.toUri().toString()));
        Path elements = Files.createTempFile(folder, "dom", ".html");
        Path log = Files.createTempFile(folder, "log", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(elements.toFile())
                .redirectError(log.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(log, StandardCharsets.UTF_8)).noneMatch(line -> line.contains("CONSOLE"));
        return Files.readString(elements);
    }
}
