package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beckon.data.QualityReport.SourceQuality;
import dev.beckon.facts.Property;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.feedback.Progress;
import dev.beckon.workspace.StrictYaml;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A folder for each kind of mess under {@code resources/mess}: its files, its beckon.yaml, and an expected.yaml that
 * was written by hand: how many rows are read and loaded, which lines are refused, what the loaded rows hold.
 */
class MessTest {

    private static final String ORDER_ROWS =
            "SELECT customer_id || ' | ' || ordered_on || ' | ' || amount FROM input.order_lines JOIN input.customers USING"
                    + " (customer_key) ORDER BY line";

    @TempDir
    private Path folder;

    static Stream<String> kinds() throws IOException {
        try (Stream<Path> folders = Files.list(mess())) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static Path mess() {
        return Path.of("src/test/resources/mess");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void loadsAndRejectsWhatWasWrittenByHand(String kind) throws IOException {
        copy(mess().resolve(kind));
        var problems = new Problems();
        YamlMap expected = StrictYaml.read(folder.resolve("expected.yaml"), kind, problems)
                .allowing("sources", "rows", "select", "types", "problems");
        if (expected.has("problems")) {
            ProblemsFound found = catchThrowableOfType(ProblemsFound.class, () -> load().close());
            assertThat(found).as("problems of " + kind).isNotNull();
            expected.texts("problems").forEach(part -> assertThat(found).hasMessageContaining(part));
            return;
        }
        try (CustomerData data = load()) {
            YamlMap sources = expected.mapOrEmpty("sources");
            for (String source : sources.keys()) {
                checkSource(data, source, sources.mapOrEmpty(source));
            }
            if (expected.has("rows")) {
                assertThat(data.database().rows(expected.text("select", ORDER_ROWS), row -> row.getString(1)))
                        .containsExactlyElementsOf(expected.texts("rows"));
            }
            YamlMap types = expected.mapOrEmpty("types");
            for (String name : types.keys()) {
                assertThat(data.vocabulary().find(name).map(Property::type).map(Enum::name))
                        .as(name)
                        .contains(types.text(name));
            }
        }
        problems.throwIfAny();
    }

    private void checkSource(CustomerData data, String name, YamlMap expected) throws IOException {
        expected.allowing("read", "loaded", "rejected", "warnings", "unmatched");
        SourceQuality quality = data.quality().sources().stream()
                .filter(source -> source.source().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(quality.read())
                .as(name + " read")
                .isEqualTo(expected.whole("read").orElseThrow());
        assertThat(quality.loaded())
                .as(name + " loaded")
                .isEqualTo(expected.whole("loaded").orElseThrow());
        assertThat(rejectedLines(name)).as(name + " rejected").isEqualTo(expected.texts("rejected"));
        List<String> warnings = expected.texts("warnings");
        assertThat(quality.warnings()).as(name + " warnings").hasSameSizeAs(warnings);
        for (int i = 0; i < warnings.size(); i++) {
            assertThat(quality.warnings().get(i)).contains(warnings.get(i));
        }
        assertThat(quality.unmatched().stream()
                        .map(keys -> keys.with() + " " + keys.keys() + " " + keys.rows() + " "
                                + String.join(",", keys.samples()))
                        .toList())
                .as(name + " unmatched")
                .isEqualTo(expected.texts("unmatched"));
    }

    private List<String> rejectedLines(String source) throws IOException {
        Path file = folder.resolve("out/rejected/" + source + ".csv");
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("file,line,column,value,reason");
        return lines.subList(1, lines.size());
    }

    private CustomerData load() {
        var clock = InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z"));
        return CustomerData.load(Workspace.open(folder), new LoadOptions(Optional.empty(), 2, Progress.SILENT, clock));
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
    }
}
