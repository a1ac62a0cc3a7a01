package dev.beckon.cli;

import dev.beckon.audience.Audience;
import dev.beckon.feedback.RefusedByPolicy;
import dev.beckon.feedback.Timings;
import dev.beckon.report.DecisionExport;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.WorkspaceLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = "Writes what the rules say of each customer to a file: segments, tags, actions, channels, rules.")
@SuppressWarnings("NullAway.Init")
final class DecideCommand implements Callable<Integer> {

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Where to: a name ending in .csv or .parquet.")
    private Path out;

    @Mixin
    private WorkspaceOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, IOException {
        if (!DecisionExport.canWrite(out)) {
            throw new ParameterException(spec.commandLine(), "--out must end in .csv or .parquet, not " + out);
        }
        Workspace workspace = options.workspace();
        makeFolder();
        try (var lock = WorkspaceLock.take(workspace);
                var audience = options.audience(workspace)) {
            if (audience.data().isSource(out)) {
                throw new RefusedByPolicy(out + " is a source of this workspace. Maybe name another file");
            }
            audience.decide(Set.of());
            write(audience, workspace);
            spec.commandLine()
                    .getErr()
                    .printf("%,d decisions in %s%n", audience.data().customers(), out);
        }
        return ExitCodes.OK;
    }

    private void move(Path whole) {
        try {
            Files.move(whole, out, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--out: " + e.getMessage() + " can't be written", e);
        }
    }

    /** Before the work begins: nobody should wait for decisions that can't be written. */
    private void makeFolder() {
        Path folder = out.toAbsolutePath().normalize().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--out: the folder " + folder + " can't be made", e);
        }
        if (Files.isDirectory(out)) {
            throw new ParameterException(spec.commandLine(), "--out: " + out + " is a folder");
        }
        if (folder != null && !Files.isWritable(folder)) {
            throw new ParameterException(spec.commandLine(), "--out: nothing can be written to " + folder);
        }
    }

    /** The data engine may write below the workspace's folder only; from there the file goes where it is wanted. */
    private void write(Audience audience, Workspace workspace) throws SQLException, IOException {
        Path whole = workspace.out().resolve(".work/decide-" + out.getFileName());
        try (var stage = Timings.OF_THE_RUN.begin("report");
                var connection = audience.connect()) {
            DecisionExport.write(connection, whole);
            move(whole);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
