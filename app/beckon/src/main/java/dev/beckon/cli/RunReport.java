package dev.beckon.cli;

import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunProgress;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.WorkspaceStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What became of a run's messages, for people and for programs. */
record RunReport(
        Run run,
        Map<MessageState, Long> counts,
        List<RunProgress.Tally> codes,
        List<RunProgress.Failure> lastFailures,
        Optional<Instant> nextDue,
        RunProgress.Pace pace,
        List<String> stoppedLanes,
        long dropped,
        boolean overdue) {

    static final Set<MessageState> OPEN = Set.of(MessageState.PLANNED, MessageState.CLAIMED, MessageState.SENDING);

    private static final Set<RunState> NOTHING_GOES_OUT = Set.of(RunState.PAUSED, RunState.HELD, RunState.STOPPED);
    private static final int FAILURES = 5;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static RunReport of(WorkspaceStore store, long number) {
        var progress = new RunProgress(store.store());
        return new RunReport(
                new Runs(store.store()).find(number).orElseThrow(),
                progress.counts(number),
                progress.codes(number),
                progress.lastFailures(number, FAILURES),
                progress.nextDue(number),
                progress.pace(number),
                progress.stoppedLanes(number),
                progress.dropped(number),
                progress.nextDue(number)
                        .filter(next -> next.isBefore(store.store().now()))
                        .isPresent());
    }

    private long count(MessageState state) {
        return counts.getOrDefault(state, 0L);
    }

    private long open() {
        return OPEN.stream().mapToLong(this::count).sum();
    }

    int exitCode() {
        if (!stoppedLanes.isEmpty() || overdue && run.state() == RunState.OPEN && !run.canary()) {
            return ExitCodes.UNAVAILABLE;
        }
        if (count(MessageState.FAILED) + count(MessageState.IN_DOUBT) > 0) {
            return ExitCodes.PARTLY;
        }
        return NOTHING_GOES_OUT.contains(run.state()) ? ExitCodes.REFUSED : ExitCodes.OK;
    }

    String text() {
        var text = new StringBuilder(String.format(
                Locale.ENGLISH,
                "%s  %s  %,d messages",
                run.name(),
                words(run.state().name()),
                run.messages()));
        if (run.reason() != null) {
            text.append("\n  ").append(run.reason());
        }
        for (MessageState state : MessageState.values()) {
            if (count(state) > 0) {
                text.append(String.format(
                        Locale.ENGLISH, "%n  %-12s %,9d%s", words(state.name()), count(state), why(state)));
            }
        }
        if (run.canary()) {
            text.append("\n  The first messages go out alone")
                    .append(run.canaryUntil() == null ? "." : " until " + run.canaryUntil() + ".");
        }
        if (dropped > 0) {
            text.append(String.format(
                    Locale.ENGLISH,
                    "%n  %,d of them are files below out/dropped/, as no provider is configured for them",
                    dropped));
        }
        stoppedLanes.forEach(each -> text.append("\n  Stopped: ").append(each));
        if (count(MessageState.PLANNED) > 0 && run.state() == RunState.OPEN) {
            text.append(
                    overdue
                            ? "\n  Some planned ones are due. `beckon send` again, or `beckon serve`, goes on with them; if one of"
                                    + " these is at work, their provider takes nothing, a limit is reached, or it isn't"
                                    + " configured here."
                            : "\n  The next of those planned is due "
                                    + nextDue.map(Instant::toString).orElse("later")
                                    + "; `beckon serve` or `beckon send --wait` goes on with them.");
        }
        if (open() > 0 && pace.perMinute() > 0) {
            text.append(String.format(
                    Locale.ENGLISH,
                    "%n  %,d a minute; about %,d minutes to go",
                    pace.perMinute(),
                    Math.max(1, open() / pace.perMinute())));
        }
        if (!lastFailures.isEmpty()) {
            text.append("\n  Last failures:");
            lastFailures.forEach(each -> text.append("\n    ").append(line(each)));
        }
        if (count(MessageState.IN_DOUBT) > 0) {
            text.append("\n  Nobody knows whether those in doubt arrived: beckon resolve ")
                    .append(run.number());
        }
        return text.toString();
    }

    private static String line(RunProgress.Failure failure) {
        return String.join(
                "  ",
                failure.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                failure.channel(),
                words(failure.state().name()),
                failure.code() == null ? "" : failure.code(),
                failure.detail() == null ? "" : failure.detail());
    }

    private String why(MessageState state) {
        StringBuilder why = new StringBuilder();
        for (RunProgress.Tally each : codes) {
            if (each.state() == state) {
                why.append(why.length() == 0 ? "  " : ", ")
                        .append(each.code())
                        .append(' ')
                        .append(each.messages());
            }
        }
        return why.toString();
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", "beckon.run/1");
        json.put("run", run.number());
        json.put("name", run.name());
        json.put("campaign", run.campaign());
        json.put("fireAt", run.fireAt().toString());
        json.put("state", run.state().name());
        json.put("reason", run.reason());
        json.put("plan", run.plan());
        json.put("audience", run.audience());
        json.put("messages", run.messages());
        var states = new LinkedHashMap<String, Long>();
        for (MessageState state : MessageState.values()) {
            states.put(state.name(), count(state));
        }
        json.put("states", states);
        json.put("codes", codes);
        json.put("lastFailures", lastFailures);
        json.put("nextDue", nextDue.map(Instant::toString).orElse(null));
        json.put("perMinute", pace.perMinute());
        json.put("stoppedLanes", stoppedLanes);
        return JSON.writeValueAsString(json);
    }
}
