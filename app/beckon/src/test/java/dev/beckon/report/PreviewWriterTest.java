package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewWriterTest {

    @TempDir
    Path out;

    @Test
    void writesAFolderPerCampaignAndAnOverview() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            PreviewWriter writer = writer(out);
            Preview preview = writer.write(fixture.connection, List.of(PreviewFixture.header("win-back")))
                    .get(0);
            Path overview = writer.writeOverview(List.of("win-back", "never-previewed"));

            assertThat(names(preview.folder()))
                    .containsExactlyInAnyOrder(
                            "index.html",
                            "samples.html",
                            "messages.csv",
                            "skips.csv",
                            "messages.parquet",
                            "skips.parquet",
                            "decisions.parquet",
                            "plan.json");
            assertThat(names(out)).containsExactlyInAnyOrder("win-back", "index.html");
            assertThat(overview).content().contains("href=\"win-back/index.html\"", "5,288 people get a message");
        }
    }

    @Test
    void planJsonAddsUpAndNamesItsFiles() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            Preview preview = writer(out)
                    .write(fixture.connection, List.of(PreviewFixture.header("win-back")))
                    .get(0);

            var json = Json.MAPPER.readTree(preview.folder().resolve("plan.json"));
            assertThat(json.path("schema").asString()).isEqualTo("beckon.plan/1");
            assertThat(json.path("messages").asLong() + json.path("skips").asLong())
                    .isEqualTo(json.path("audience").asLong());
            assertThat(json.path("skipsByReason")
                            .valueStream()
                            .mapToLong(count -> count.asLong())
                            .sum())
                    .isEqualTo(json.path("skips").asLong());
            assertThat(Files.readAllLines(preview.folder().resolve("messages.csv")))
                    .hasSize((int) json.path("messages").asLong() + 1);
            assertThat(Files.readAllLines(preview.folder().resolve("skips.csv")))
                    .hasSize((int) json.path("skips").asLong() + 1);
            assertThat(json.at("/files/messages.csv/sha256").asString()).hasSize(64);
        }
    }

    @Test
    void writesTheSameBytesAgain() throws Exception {
        try (var first = new PreviewFixture().fillPlausibly("win-back");
                var second = new PreviewFixture().fillPlausibly("win-back")) {
            second.run("set threads = 1");
            Path a = writer(out.resolve("a"))
                    .write(first.connection, List.of(PreviewFixture.header("win-back")))
                    .get(0)
                    .folder();
            Path b = new PreviewWriter(PreviewFixture.COMPANY, out.resolve("b"), 1, PreviewFixture::render)
                    .write(second.connection, List.of(PreviewFixture.header("win-back")))
                    .get(0)
                    .folder();
            assertThat(contents(a)).isEqualTo(contents(b));
        }
    }

    @Test
    void sharesOneFileOfDecisionsAmongCampaigns() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            List<Preview> previews = writer(out)
                    .write(
                            fixture.connection,
                            List.of(PreviewFixture.header("win-back"), PreviewFixture.header("other")));
            assertThat(previews).extracting(each -> each.plan().campaign()).containsExactly("win-back", "other");
            Path first = previews.get(0).folder().resolve("decisions.parquet");
            Path second = previews.get(1).folder().resolve("decisions.parquet");
            assertThat(Files.isSameFile(first, second)).isTrue();
            assertThat(names(out)).containsExactlyInAnyOrder("other", "win-back");
        }
    }

    @Test
    void aPreviewThatBreaksOffLeavesTheEarlierOne() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            Path folder = writer(out)
                    .write(fixture.connection, List.of(PreviewFixture.header("win-back")))
                    .get(0)
                    .folder();
            Map<String, String> before = contents(folder);
            var broken = new PreviewWriter(PreviewFixture.COMPANY, out, 2, row -> {
                throw new IllegalStateException("a template broke");
            });
            assertThatThrownBy(() -> broken.write(fixture.connection, List.of(PreviewFixture.header("win-back")))
                            .get(0))
                    .hasMessage("a template broke");
            assertThat(contents(folder)).isEqualTo(before);

            writer(out)
                    .write(fixture.connection, List.of(PreviewFixture.header("win-back")))
                    .get(0);
            assertThat(names(out)).containsExactly("win-back");
        }
    }

    @Test
    void findsTheEarlierPreviewAgainAfterACrashBetweenTheMoves() throws Exception {
        Files.createDirectories(out.resolve(".win-back.old"));
        Files.writeString(out.resolve(".win-back.old").resolve("plan.json"), "{}");
        new FolderSwap(out, "win-back").begin();
        assertThat(out.resolve("win-back").resolve("plan.json")).hasContent("{}");
    }

    @Test
    void refusesNamesThatLeaveTheFolder() {
        for (String name : List.of("../x", "a/b", "/tmp", ".", "..", " ")) {
            assertThatThrownBy(() -> new FolderSwap(out, name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void writesACampaignWithoutAudience() throws Exception {
        try (var fixture = new PreviewFixture()) {
            fixture.run("insert into decisions values ('a', null, null, '', '', '', '')");
            Path folder = writer(out)
                    .write(fixture.connection, List.of(PreviewFixture.header("win-back")))
                    .get(0)
                    .folder();
            assertThat(folder.resolve("index.html")).content().contains("Nobody", "is in the audience");
            assertThat(folder.resolve("messages.csv")).content().startsWith("campaign,customer_id,");
        }
    }

    private static PreviewWriter writer(Path out) throws IOException {
        return new PreviewWriter(PreviewFixture.COMPANY, Files.createDirectories(out), 2, PreviewFixture::render);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, String>();
        for (String name : names(folder)) {
            contents.put(name, new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1));
        }
        return contents;
    }
}
