package dev.beckon.cli;

import dev.beckon.audience.Audience;
import dev.beckon.data.CustomerData;
import dev.beckon.data.LoadOptions;
import dev.beckon.database.Database;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Progress;
import dev.beckon.workspace.Workspace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that works on a workspace's customers. */
@SuppressWarnings("NullAway.Init")
final class WorkspaceOptions {

    @Option(names = "--workspace", paramLabel = "DIR", defaultValue = ".", description = "The workspace (here).")
    private Path folder;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day as of which everything is known, such as 2026-11-01; else as beckon.yaml says.")
    private @Nullable LocalDate asOf;

    @Option(names = "--fresh", description = "Read all sources again, even if nothing changed since the last run.")
    private boolean fresh;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that fire rules and write previews; all processors by default.")
    private @Nullable Integer threads;

    @Option(names = "--chunk-size", paramLabel = "N", hidden = true)
    private int chunkSize = Audience.Settings.CHUNK_SIZE;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** @throws dev.beckon.feedback.ProblemsFound if there is none, or its beckon.yaml is wrong at the top */
    Workspace workspace() {
        return SampleData.ensured(existing());
    }

    /** The workspace as it is: no sample data is made. */
    Workspace existing() {
        Database.beginToLoad();
        return Workspace.open(folder);
    }

    /** Data loaded and rules compiled; progress on stderr. */
    Audience audience(Workspace workspace) {
        Audience audience = Audience.open(workspace, load(), new Audience.Settings(threads(), chunkSize, progress()));
        warnAboutFuture(audience.data().asOf(), workspace);
        alarms(audience.data()).forEach(this::warn);
        return audience;
    }

    /** Data loaded; progress on stderr. */
    CustomerData data(Workspace workspace) {
        CustomerData data = CustomerData.load(workspace, load());
        warnAboutFuture(data.asOf(), workspace);
        return data;
    }

    private void warnAboutFuture(LocalDate facts, Workspace workspace) {
        futureAsOf(facts, workspace).ifPresent(this::warn);
    }

    private void warn(Problem warning) {
        spec.commandLine().getErr().println("Warning: " + warning);
    }

    /** What is odd in the data and may make decisions wrong. */
    static List<Problem> alarms(CustomerData data) {
        return data.quality().alarms().stream()
                .map(alarm -> Problem.at("beckon.yaml", 0, 0, alarm))
                .toList();
    }

    /** One mistyped order date makes everybody look as if they hadn't bought for years. */
    Optional<Problem> futureAsOf(LocalDate facts, Workspace workspace) {
        LocalDate tomorrow = LocalDate.now(workspace.company().timeZone()).plusDays(1);
        return asOf != null || !facts.isAfter(tomorrow)
                ? Optional.empty()
                : Optional.of(
                        Problem.at("beckon.yaml", 0, 0, "the facts are as of " + facts + ", which is still to come")
                                .hint("the last order's date is mistyped; data: {as-of: ...} or --as-of names another"
                                        + " day"));
    }

    LoadOptions load() {
        var options = new LoadOptions(Optional.ofNullable(asOf), threads(), progress());
        return fresh ? options.afresh() : options;
    }

    int threads() {
        if (threads == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (threads < 1) {
            throw new ParameterException(spec.commandLine(), "--threads must be at least 1, not " + threads);
        }
        return threads;
    }

    /** On stderr. */
    Progress progress() {
        return TerminalProgress.onStderr();
    }
}
