package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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
