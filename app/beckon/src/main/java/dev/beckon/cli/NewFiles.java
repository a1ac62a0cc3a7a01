package dev.beckon.cli;

import dev.beckon.feedback.Nearest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the commands that write skeletons have in common. */
final class NewFiles {

    private NewFiles() {}

    /** Never replaces a file. */
    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    }

    /** What was written on the command line is wrong. */
    static ParameterException wrong(CommandSpec spec, String message, String hint) {
        return new ParameterException(spec.commandLine(), message + ". Maybe " + hint);
    }

    static String nearest(String written, Collection<String> known) {
        return Nearest.to(written, known)
                .map(near -> "you meant '" + near + "'")
                .orElse("one of " + String.join(", ", new TreeSet<>(known)));
    }
}
