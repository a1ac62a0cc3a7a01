package dev.beckon.cli;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.store.GeneralPause;
import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunProgress;
import dev.beckon.store.Runs;
import dev.beckon.store.Store;
import dev.beckon.store.WorkspaceStore;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Lists what was sent and what is being sent; with 'show', everything about one run.",
        subcommands = RunsCommand.Show.class)
@SuppressWarnings("NullAway.Init")
final class RunsCommand implements Callable<Integer> {

    private static final String NOTHING = "Nothing was sent yet. Next: beckon preview, then beckon send PLAN";

    @Option(names = "--json", description = "Print JSON, schema beckon.runs/1.")
    private boolean json;

    @Mixin
    private StoreOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Optional<WorkspaceStore> store = options.openExisting();
        var out = spec.commandLine().getOut();
        if (store.isEmpty()) {
            out.println(json ? json(List.of(), Map.of()) : NOTHING);
        } else {
            try (WorkspaceStore open = store.get()) {
                print(open.store(), out);
            }
        }
        out.flush();
        return ExitCodes.OK;
    }

    private void print(Store store, PrintWriter out) {
        List<Run> all = new Runs(store).all();
        var progress = new RunProgress(store);
        var counts = new LinkedHashMap<Long, Map<MessageState, Long>>();
        all.forEach(run -> counts.put(run.number(), progress.counts(run.number())));
        if (json) {
            out.println(json(all, counts));
            return;
        }
        new GeneralPause(store)
                .reason()
                .ifPresent(why -> out.println("All runs are paused: " + why + ". Next: beckon resume all"));
        if (all.isEmpty()) {
            out.println(NOTHING);
            return;
        }
        out.printf(
                "%4s  %-42s %-10s %10s %10s %8s %8s %11s %9s %9s%n",
                "run",
                "campaign and time",
                "state",
                "messages",
                "sent",
                "failed",
                "in doubt",
                "dropped out",
                "in hand",
                "planned");
        all.forEach(run -> out.println(line(run, Objects.requireNonNull(counts.get(run.number())))));
    }

    private static String line(Run run, Map<MessageState, Long> counts) {
        return String.format(
                Locale.ENGLISH,
                "%4d  %-42s %-10s %,10d %,10d %,8d %,8d %,11d %,9d %,9d%s",
                run.number(),
                run.name(),
                run.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                run.messages(),
                count(counts, MessageState.SENT, MessageState.DELIVERED),
                count(counts, MessageState.FAILED),
                count(counts, MessageState.IN_DOUBT),
                count(counts, MessageState.SUPPRESSED, MessageState.CANCELLED, MessageState.EXPIRED),
                count(counts, MessageState.CLAIMED, MessageState.SENDING),
                count(counts, MessageState.PLANNED),
                run.reason() == null ? "" : "  " + run.reason());
    }

    private static long count(Map<MessageState, Long> counts, MessageState... states) {
        return Arrays.stream(states)
                .mapToLong(state -> counts.getOrDefault(state, 0L))
                .sum();
    }

    private static String json(List<Run> runs, Map<Long, Map<MessageState, Long>> counts) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", "beckon.runs/1");
        json.put(
                "runs",
                runs.stream()
                        .map(run -> {
                            var each = new LinkedHashMap<String, @Nullable Object>();
                            each.put("run", run.number());
                            each.put("name", run.name());
                            each.put("state", run.state().name());
                            each.put("reason", run.reason());
                            each.put("plan", run.plan());
                            each.put("messages", run.messages());
                            each.put("states", counts.get(run.number()));
                            return each;
                        })
                        .toList());
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(json);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Counts by state, pace, time to go and what providers said.")
    static final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "RUN", description = "Its number or name, or a campaign whose latest run is meant.")
        private String run;

        @Option(names = "--json", description = "Print JSON, schema beckon.run/1.")
        private boolean json;

        @Mixin
        private StoreOptions options;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            WorkspaceStore found = options.openExisting()
                    .orElseThrow(() -> new ProblemsFound(Problem.at("runs", 0, 0, "there is no run")
                            .hint("nothing was sent yet: beckon send PLAN")));
            try (WorkspaceStore store = found) {
                var report = RunReport.of(store, StoreOptions.run(store, run).number());
                var out = spec.commandLine().getOut();
                out.println(json ? report.json() : report.text());
                out.flush();
            }
            return ExitCodes.OK;
        }
    }
}
