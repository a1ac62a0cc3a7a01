package dev.beckon.cli;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.store.Run;
import dev.beckon.store.Runs;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that works on a workspace's store. */
@SuppressWarnings("NullAway.Init")
final class StoreOptions {

    @Option(names = "--workspace", paramLabel = "DIR", defaultValue = ".", description = "The workspace (here).")
    private Path folder;

    @Option(names = "--as", paramLabel = "NAME", description = "Who you are, for the audit log; else your account.")
    private @Nullable String name;

    Workspace workspace() {
        return Workspace.open(folder);
    }

    /** Of phone numbers without a country code. */
    String country() {
        return workspace().company().country();
    }

    String who() {
        return Person.called(name);
    }

    WorkspaceStore open() {
        return WorkspaceStore.open(workspace(), Environment.OF_THE_PROCESS);
    }

    /** The store, if anything was ever sent: looking doesn't make one. */
    Optional<WorkspaceStore> openExisting() {
        return WorkspaceStore.openExisting(workspace(), Environment.OF_THE_PROCESS);
    }

    /**
     * The runs that are meant: by number, by name, the latest of a campaign, or {@code all}.
     *
     * @throws ProblemsFound if there is none
     */
    static List<Run> runs(WorkspaceStore store, String wanted) {
        List<Run> all = new Runs(store.store()).all();
        List<Run> found = all.stream()
                .filter(run ->
                        wanted.equals("all") || wanted.equals(Long.toString(run.number())) || wanted.equals(run.name()))
                .toList();
        if (found.isEmpty()) {
            found = all.stream()
                    .filter(run -> run.campaign().equals(wanted))
                    .limit(1)
                    .toList();
        }
        if (found.isEmpty() && !wanted.equals("all")) {
            String known = all.stream()
                    .limit(10)
                    .map(run -> run.number() + " (" + run.name() + ")")
                    .collect(Collectors.joining(", "));
            throw new ProblemsFound(Problem.at("runs", 0, 0, "there is no run '" + wanted + "'")
                    .hint(known.isEmpty() ? "nothing was sent yet: beckon send PLAN" : "one of " + known));
        }
        return found;
    }

    /** As {@link #runs}, but one. */
    static Run run(WorkspaceStore store, String wanted) {
        return runs(store, wanted).get(0);
    }
}
