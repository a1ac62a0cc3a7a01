package dev.beckon.cli;

import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.WorkspaceStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes the state of runs, and says what changed. */
final class RunMove {

    private RunMove() {}

    /** @return 0, or 1 if a single run was named that can't be moved so */
    static int of(
            StoreOptions options,
            String wanted,
            Set<RunState> from,
            RunState to,
            @Nullable String reason,
            String done,
            PrintWriter out) {
        try (WorkspaceStore store = options.open()) {
            var runs = new Runs(store.store());
            List<Run> meant = StoreOptions.runs(store, wanted);
            int moved = 0;
            for (Run run : meant) {
                if (runs.move(run.number(), from, to, reason, options.who())) {
                    out.println(run.name() + " is " + done);
                    moved++;
                } else if (!wanted.equals("all")) {
                    out.println(run.name() + " is "
                            + run.state().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " and can't be " + done);
                }
            }
            if (wanted.equals("all") && moved == 0) {
                out.println("No run could be " + done);
            }
            out.flush();
            return moved > 0 || wanted.equals("all") ? ExitCodes.OK : ExitCodes.PROBLEMS;
        }
    }
}
