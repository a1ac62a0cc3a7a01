package dev.beckon.cli;

import dev.beckon.feedback.Progress;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.sample.SampleCompany;
import dev.beckon.sample.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
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
        description = "Makes the data of an invented company that sells Indian fusion sweets.")
@SuppressWarnings("NullAway.Init")
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--customers", defaultValue = "10000", description = "How many; ${DEFAULT-VALUE} if not given.")
    private long customers;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed makes the same company.")
    private long seed;

    @Option(
            names = "--out",
            defaultValue = "data",
            description = "The folder to write to; ${DEFAULT-VALUE} if not given.")
    private Path out;

    @Option(
            names = "--until",
            defaultValue = "2026-10-31",
            description = "The last day with orders (${DEFAULT-VALUE}).")
    private LocalDate until;

    @Option(names = "--events-per-customer", defaultValue = "5", description = "On average (${DEFAULT-VALUE}).")
    private double eventsPerCustomer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (customers < 1 || eventsPerCustomer < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--customers must be 1 or more, --events-per-customer 0 or more");
        }
        refuseOthersData();
        var stdout = spec.commandLine().getOut();
        for (WrittenFile written : company().writeCsv(0, customers, out, Progress.SILENT)) {
            stdout.printf("%s  %,d rows%n", written.file(), written.rows());
        }
        stdout.flush();
        return ExitCodes.OK;
    }

    private SampleCompany company() {
        try {
            return new SampleCompany(seed, until, eventsPerCustomer);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--until " + e.getMessage());
        }
    }

    /** Only a generated folder has the truth in it; anything else may be somebody's real customers. */
    private void refuseOthersData() {
        if (Files.exists(out.resolve("customers.csv")) && !Files.exists(out.resolve("truth.csv"))) {
            throw new RefusedByPolicy(out + " has a customers.csv that this command didn't write. Maybe choose"
                    + " another folder with --out");
        }
    }
}
