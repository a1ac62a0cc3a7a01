package dev.beckon.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrictYamlTest {

    private final Problems problems = new Problems();

    @Test
    void namesAnUnknownKeyWithItsPlaceAndTheNearestOne() {
        read("company:\n  nme: Acme\n").map("company").orElseThrow().allowing("name", "currency");

        assertThat(texts()).containsExactly("f.yaml:2:3: unknown key 'nme' in company. Maybe you meant 'name'");
    }

    @Test
    void collectsEveryMistakeOfAFile() {
        YamlMap map = read("limit: many\nkind: cvs\nlist: {a: 1}\n");
        map.whole("limit");
        map.oneOf("kind", List.of("csv", "tsv"));
        map.texts("list");
        map.text("name");

        assertThat(texts())
                .containsExactlyInAnyOrder(
                        "f.yaml:1:1: 'limit' is 'many' but must be a whole number",
                        "f.yaml:2:1: 'kind' is 'cvs' but must be one of csv, tsv. Maybe you meant 'csv'",
                        "f.yaml:3:1: 'list' must be a list",
                        "f.yaml:1: 'name' is missing");
    }

    @Test
    void refusesADuplicateKey() {
        assertThatThrownBy(() -> read("a: 1\na: 2\n"))
                .isInstanceOf(ProblemsFound.class)
                .hasMessageContaining("f.yaml:2");
    }

    @Test
    void refusesAKeyThatIsNoPlainText() {
        assertThatThrownBy(() -> read("[a, b]: 1\n")).isInstanceOf(ProblemsFound.class);
    }

    @Test
    void refusesTextThatIsNoYaml() {
        assertThatThrownBy(() -> read("a: [1, 2\nb: 3\n"))
                .isInstanceOf(ProblemsFound.class)
                .hasMessageContaining("f.yaml:2")
                .hasMessageContaining("isn't YAML");
    }

    @Test
    void refusesAListAtTheTop() {
        assertThatThrownBy(() -> read("- a\n- b\n")).isInstanceOf(ProblemsFound.class);
    }

    @Test
    void takesAnEmptyFileForAnEmptyMap() {
        assertThat(read("").keys()).isEmpty();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void aMissingWorkspaceSaysHowToMakeOne(@TempDir Path folder) {
        assertThatThrownBy(() -> Workspace.open(folder))
                .isInstanceOf(ProblemsFound.class)
                .hasMessageContaining("beckon.yaml")
                .hasMessageContaining("beckon init");
    }

    @Test
    void readsTheCompany(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("beckon.yaml"),
                "company: {name: Acme, currency: JPY, time-zone: Asia/Tokyo, country: JP, language: ja}\n");

        Company company = Workspace.open(folder).company();

        assertThat(company.name()).isEqualTo("Acme");
        assertThat(company.minorDigits()).isZero();
        assertThat(company.timeZone().getId()).isEqualTo("Asia/Tokyo");
    }

    @Test
    void refusesATimeZoneThatDoesNotExist(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("beckon.yaml"), "company:\n  time-zone: Europe/Berlim\n");

        assertThatThrownBy(() -> Workspace.open(folder)).hasMessageContaining("beckon.yaml:2:3: 'time-zone'");
    }

    private YamlMap read(String text) {
        return StrictYaml.parse(text, "f.yaml", problems);
    }

    private List<String> texts() {
        return problems.list().stream().map(Problem::toString).toList();
    }
}
