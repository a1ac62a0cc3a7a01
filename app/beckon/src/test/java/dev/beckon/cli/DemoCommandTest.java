package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsWhatItWrote() {
        assertThat(run("--customers", "50")).isZero();
        assertThat(out.toString())
                .contains(folder.resolve("orders.csv.gz") + ": ")
                .contains(folder.resolve("truth.csv") + ": 50 rows")
                .contains(folder.resolve("products.csv") + ": 14 rows");
        assertThat(folder.resolve("customers.csv")).isNotEmptyFile();
    }

    /** Some rows have no readable time on purpose. */
    @Test
    void goesAsFarBackAsAsked() throws SQLException {
        assertThat(run("--customers", "200", "--months", "12", "--until", "2026-10-31"))
                .isZero();
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*), min(try_cast(ordered_at AS DATE)) FROM read_csv('%s', all_varchar = true)"
                                .formatted(folder.resolve("orders.csv.gz")))) {
            row.next();
            assertThat(row.getLong(1)).isGreaterThan(1_000);
            assertThat(row.getObject(2, LocalDate.class)).isBetween("2025-10-31", "2025-11-30");
        }
    }

    @Test
    void rejectsImpossibleNumbersAsWrongUsage() {
        assertThat(run("--customers", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--customers must be 1 or more");
    }

    @Test
    void rejectsYearsWhoseFestivalsAreNotKnown() {
        assertThat(run("--until", "2019-01-01")).isEqualTo(2);
        assertThat(err.toString()).contains("--until: 2019-01-01").contains("between 2026-01-01 and 2027-12-31");
    }

    private int run(String... options) {
        var arguments = new ArrayList<String>(List.of("demo", "--out", folder.toString()));
        arguments.addAll(List.of(options));
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
