package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewWriterTest {

    @TempDir
    Path out;

    @Test
    void writesAFolderPerCampaignAndAnOverview() throws Exception {
        try (var fixture = new PreviewFixture().fillPlausibly("win-back")) {
            var writer = new PreviewWriter(PreviewFixture.COMPANY, out, PreviewFixture::render);
            Preview preview = writer.write(fixture.connection, PreviewFixture.header("win-back"));
            writer.writeOverview(List.of(preview));

            assertThat(out.resolve("index.html")).exists();
            try (var files = Files.list(preview.folder())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(
                                "index.html",
                                "samples.html",
                                "messages.csv",
                                "skips.csv",
                                "decisions.parquet",
                                "plan.json");
            }
        }
    }
}
