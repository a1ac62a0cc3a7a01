package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows {@code keep} lets through, by columns of each kind. */
class KeptRowsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeCustomers() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), """
                customer-id,city,age,rural,since,points,calls
                5,Pune,30,yes,2026-01-05,12,opt-in
                6,Delhi,17,no,2026-02-05,many,Opted out
                7x,,,,,,
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "customer-id | = 5 | 1",
                "customer-id | in 5, 6 | 2",
                "customer-id | != 7x | 2",
                "city | in Pune, Delhi | 2",
                "age | >= 18 | 1",
                "rural | = yes | 1",
                "rural | = 0 | 1",
                "signup-date | > 2026-01-31 | 1",
                "since | > 2026-01-31 | 1",
                "calls | != opt-out | 1",
                "calls | = opted in | 1",
                "points | > 11.5000000000001 | 1",
                "points | > 10 | 1",
                "points | = many | 1",
            })
    void comparesWithWhatTheColumnHolds(String column, String condition, int loaded) throws IOException {
        try (CustomerData data = load(column, condition)) {
            assertThat(data.customers()).isEqualTo(loaded);
            assertThat(data.quality().sources().get(0).reasons().values()).containsExactly(3L - loaded);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "age | = old | 'age' is a number and can't be compared so: '= old'. Maybe \"> 0\"",
                "signup-date | > 5 | 'signup-date' is a date and can't be compared so: '> 5'",
                "rural | = partly | 'rural' is one of false, true and can't be compared so: '= partly'",
                "rural | > no | 'rural' is one of false, true and can't be compared so",
                "signup-date | >= 2026-02-30 | 'signup-date' is a date",
                "since | > 5 | 'since' is a date",
                "age | > 99999999999999999999999999999999999999999999 | 'age' is a number",
                "town | = Pune | there is no column 'town'",
            })
    void refusesWhatCannotBeAsked(String column, String condition, String problem) {
        assertThatThrownBy(() -> load(column, condition))
                .isInstanceOf(ProblemsFound.class)
                .hasMessageContaining("beckon.yaml:")
                .hasMessageContaining(problem);
    }

    /** Whoever asked to be left alone is, whatever a filter says. */
    @Test
    void suppressionsAreNotFiltered() throws IOException {
        Files.writeString(folder.resolve("beckon.yaml"), """
                sources:
                  customers: {files: customers.csv}
                  suppressions: {files: customers.csv, keep: {city: "= Pune"}}
                """);

        assertThatThrownBy(() -> CustomerData.load(Workspace.open(folder), LoadOptions.defaults()))
                .hasMessageContaining("unknown key 'keep'");
    }

    private CustomerData load(String column, String condition) throws IOException {
        Files.writeString(folder.resolve("beckon.yaml"), """
                data: {as-of: 2026-11-01, max-rejected: 100%%}
                sources:
                  customers: {files: customers.csv, columns: {signup-date: since, do-not-disturb: calls}, keep: {%s: "%s"}}
                """.formatted(column, condition));
        return CustomerData.load(Workspace.open(folder), LoadOptions.defaults());
    }
}
