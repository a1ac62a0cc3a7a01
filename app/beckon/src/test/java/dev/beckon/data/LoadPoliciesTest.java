package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.feedback.ProblemsFound;
import dev.beckon.feedback.Progress;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.workspace.Workspace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadPoliciesTest {

    private static final String SOURCES = "sources:\n  customers: {from: orders}\n  orders: {files: orders.csv}\n";

    @TempDir
    private Path folder;

    @Test
    void takesTheDayAfterTheLastOrder() throws IOException {
        orders("A,2024-03-05,1", "A,2024-03-09,2");
        try (CustomerData data = load("", Optional.empty())) {
            assertThat(data.asOf()).isEqualTo(LocalDate.of(2024, 3, 10));
        }
    }

    @Test
    void letsTheCommandLineNameTheDay() throws IOException {
        orders("A,2024-03-05,1", "A,2024-03-09,2");
        try (CustomerData data = load("data: {as-of: 2024-03-08}\n", Optional.of(LocalDate.of(2024, 3, 9)))) {
            assertThat(data.asOf()).isEqualTo(LocalDate.of(2024, 3, 9));
            assertThat(data.quality().sources().get(1).loaded()).isEqualTo(2);
        }
    }

    @Test
    void refusesOldData() throws IOException {
        orders("A,2024-03-05,1");
        assertThatThrownBy(() -> load("data: {max-data-age: 89d}\n", Optional.empty()))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("2024-03-05");
        assertThatThrownBy(() -> load("data: {max-data-age: 36h}\n", Optional.empty()))
                .hasMessageContaining("older than max-data-age (36 hours)");
        assertThatCode(() ->
                        load("data: {max-data-age: 90d}\n", Optional.empty()).close())
                .doesNotThrowAnyException();
    }

    @Test
    void refusesASourceOfWhichNothingCanBeLoaded() throws IOException {
        orders("A,2024-03-05,ten");
        assertThatThrownBy(() -> load("", Optional.empty()))
                .isInstanceOf(ProblemsFound.class)
                .hasMessageContaining("1 of 1 rows are rejected (1 not a number)");
    }

    @Test
    void warnsOfAnExportThatEndsAtTheRowLimitOfSpreadsheets() throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(folder.resolve("orders.csv"))) {
            writer.write("customer_id,date,amount\n");
            for (int i = 1; i < 1_048_576; i++) {
                writer.write("A,2024-03-05,1\n");
            }
        }
        try (CustomerData data = load("", Optional.empty())) {
            assertThat(data.quality().sources().get(1).warnings()).anyMatch(warning -> warning.contains("cut off"));
        }
    }

    @Test
    void guessesTheSettingsOfAFileThatItThenLoads() throws IOException {
        orders("A,2024-03-05,1", "B,2024-03-09,2");
        var first = new FirstSettings(folder);
        first.lookAt(folder.resolve("orders.csv"), folder.resolve("out"));
        Files.writeString(folder.resolve("beckon.yaml"), first.yaml());
        try (CustomerData data = CustomerData.load(Workspace.open(folder), options(Optional.empty()))) {
            assertThat(data.customers()).isEqualTo(2);
        }
        assertThat(first.yaml()).contains("customer-id: \"customer_id\"   # guess");
    }

    private void orders(String... lines) throws IOException {
        Files.writeString(folder.resolve("orders.csv"), "customer_id,date,amount\n" + String.join("\n", lines) + "\n");
    }

    private CustomerData load(String settings, Optional<LocalDate> asOf) throws IOException {
        Files.writeString(folder.resolve("beckon.yaml"), "company: {currency: EUR}\n" + settings + SOURCES);
        return CustomerData.load(Workspace.open(folder), options(asOf));
    }

    private static LoadOptions options(Optional<LocalDate> asOf) {
        return new LoadOptions(asOf, 2, Progress.SILENT, InstantSource.fixed(Instant.parse("2024-06-03T12:00:00Z")));
    }
}
