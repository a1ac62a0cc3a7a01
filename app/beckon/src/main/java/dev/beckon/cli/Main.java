package dev.beckon.cli;

import dev.beckon.feedback.Timings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;

/** Where {@code beckon} starts. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ENGLISH); // what is written doesn't depend on the machine
        boolean timed = "1".equals(System.getenv("BECKON_TIMINGS"));
        if (timed) {
            Timings.OF_THE_RUN.start();
        }
        int code = commandLine().execute(arguments);
        if (timed) {
            Timings.OF_THE_RUN.forEach((stage, spent) -> System.err.printf(
                    "%-10s %7.2f s %7.2f CPU-s%n", stage, spent.wallNanos() / 1e9, spent.cpuNanos() / 1e9));
            Timings.peakMemory().ifPresent(bytes -> System.err.printf("%-10s %7d MB%n", "peak", bytes / 1_000_000));
        }
        System.exit(code);
    }

    static CommandLine commandLine() {
        var beckon = new CommandLine(new BeckonCommand());
        versionOfSubcommands(beckon, beckon.getCommandSpec().version());
        return beckon.setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(LocalDate.class, text -> parsed(text, LocalDate::parse, "a day such as 2026-11-01"))
                .registerConverter(
                        Instant.class,
                        text -> parsed(
                                text,
                                each -> OffsetDateTime.parse(each).toInstant(),
                                "a time with its zone such as 2026-11-02T10:00+05:30 or 2026-11-02T04:30:00Z"))
                .setExecutionExceptionHandler(new ExitCodes());
    }

    private static void versionOfSubcommands(CommandLine command, String[] version) {
        for (CommandLine each : command.getSubcommands().values()) {
            each.getCommandSpec().version(version);
            versionOfSubcommands(each, version);
        }
    }

    private static <T> T parsed(String text, Function<String, T> parser, String example) {
        try {
            return parser.apply(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' isn't " + example);
        }
    }
}
