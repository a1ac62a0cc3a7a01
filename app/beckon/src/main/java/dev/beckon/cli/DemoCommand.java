package dev.beckon.cli;

import dev.beckon.sample.Format;
import dev.beckon.sample.SampleCompany;
import dev.beckon.sample.WrittenTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Makes the data of an invented company that sells Indian fusion sweets.",
        footer = "The customers have holes, duplicates and broken rows, as real ones do. truth.csv says what really "
                + "drives them; nothing else reads it.")
@SuppressWarnings("NullAway.Init")
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--customers", defaultValue = "10000", description = "How many (default ${DEFAULT-VALUE}).")
    private long customers;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed makes the same company (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", defaultValue = "data", description = "The folder to fill (default ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--format", defaultValue = "CSV", description = "csv or parquet (default csv).")
    private Format format;

    @Option(
            names = "--until",
            defaultValue = "2026-10-31",
            description = "The last day with orders (default ${DEFAULT-VALUE}).")
    private LocalDate until;

    @Option(
            names = "--months",
            defaultValue = "36",
            description = "How far back the data goes: a customer has about 26 order lines in 36 months, 20 in 26"
                    + " (default ${DEFAULT-VALUE}).")
    private int months;

    @Option(names = "--events-per-customer", defaultValue = "5", description = "On average (default ${DEFAULT-VALUE}).")
    private double eventsPerCustomer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        require(customers >= 1, "--customers must be 1 or more");
        require(months >= 1, "--months must be 1 or more");
        require(eventsPerCustomer >= 0, "--events-per-customer must be 0 or more");
        int threads = Runtime.getRuntime().availableProcessors();
        var stdout = spec.commandLine().getOut();
        for (WrittenTable table : company().write(customers, out, format, threads, TerminalProgress.onStderr())) {
            stdout.println(line(table));
        }
        stdout.flush();
        return ExitCodes.OK;
    }

    private SampleCompany company() {
        try {
            return new SampleCompany(seed, until, months, eventsPerCustomer);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--until: " + e.getMessage());
        }
    }

    private static String line(WrittenTable table) {
        String parts = table.parts() > 1 ? " and " + (table.parts() - 1) + " more parts" : "";
        return "%s%s: %,d rows".formatted(table.file(), parts, table.rows());
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
