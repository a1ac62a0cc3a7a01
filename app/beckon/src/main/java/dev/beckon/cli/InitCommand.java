package dev.beckon.cli;

import dev.beckon.data.FirstSettings;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.RefusedByPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Makes a workspace: looks at files and writes a first beckon.yaml with its guesses marked.")
@SuppressWarnings("NullAway.Init")
final class InitCommand implements Callable<Integer> {

    private static final String FIRST_RULE = """
            // Who buys again? The first rule of this file that fits a customer wins; who fits none is in "Others".

            rule "Regulars"
              when
                $c : Customer( orders >= 2 )
              then
                $c.assign("Buyers", "Regulars");
            end

            rule "Bought once"
              when
                $c : Customer( orders == 1 )
              then
                $c.assign("Buyers", "Bought once");
            end
            """;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the new workspace.")
    private Path folder;

    @Option(names = "--from", arity = "1..*", paramLabel = "FILE", description = "Files to look at.")
    private List<Path> files = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path settings = folder.resolve("beckon.yaml");
        if (Files.exists(settings)) {
            throw new RefusedByPolicy(settings + " is there already. Maybe name another folder");
        }
        refuseMissing();
        String yaml = firstSettings();
        Files.createDirectories(folder);
        Files.writeString(settings, yaml);
        Files.createDirectories(folder.resolve("campaigns"));
        Path rule = folder.resolve("rules/segments/buyers.drl");
        if (!Files.exists(rule)) {
            Files.createDirectories(folder.resolve("rules/segments"));
            Files.writeString(rule, FIRST_RULE);
        }
        var out = spec.commandLine().getOut();
        out.println("Made " + settings + " and " + rule + ". Next: look at the guesses, then run");
        out.println("  beckon data --workspace " + folder);
        out.flush();
        return ExitCodes.OK;
    }

    private String firstSettings() throws IOException {
        var first = new FirstSettings(folder);
        // beside the workspace: nothing is made if a file can't be read
        Path scratch =
                Files.createTempDirectory(existing(folder.toAbsolutePath().normalize()), ".beckon-init-");
        try {
            files.forEach(file -> first.lookAt(file, scratch));
        } finally {
            Files.delete(scratch);
        }
        String yaml = first.yaml();
        warn(first);
        return yaml;
    }

    private static Path existing(Path folder) {
        Path parent = folder.getParent();
        return parent == null || Files.isDirectory(folder) ? folder : existing(parent);
    }

    private void warn(FirstSettings first) {
        var err = spec.commandLine().getErr();
        first.notes().forEach(note -> err.println("Warning: " + note));
        first.unused().forEach(file -> err.println("Warning: " + file));
        if (!files.isEmpty() && !first.recognisesAny()) {
            err.println("Warning: no file has columns that Beckon knows, so beckon.yaml names none. Maybe write"
                    + " under 'sources' which column is which");
        }
        err.flush();
    }

    private void refuseMissing() {
        var problems = new Problems();
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                problems.add(
                        Problem.at(file.toString(), 0, 0, "is a folder").hint("name the files in it: " + file + "/*"));
            } else if (!Files.isRegularFile(file)) {
                problems.add(Problem.at(file.toString(), 0, 0, "there is no such file"));
            }
        }
        problems.throwIfAny();
    }
}
