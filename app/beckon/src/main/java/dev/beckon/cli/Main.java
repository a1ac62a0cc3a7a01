package dev.beckon.cli;

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
        System.exit(commandLine().execute(arguments));
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
