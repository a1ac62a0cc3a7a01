package dev.beckon.cli;

import dev.beckon.deliver.SendingClock;
import dev.beckon.feedback.Progress;
import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunProgress;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.WorkspaceStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Shows how far a run is, until nothing is left to wait for. */
final class SendingWatch {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(5);

    /** Without --wait: a provider that takes nothing, or a limit that is reached, isn't waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Runs runs;
    private final RunProgress messages;
    private final long number;
    private final SendingClock clock;
    private final Progress progress;

    SendingWatch(WorkspaceStore store, Run run, SendingClock clock, Progress progress) {
        this.runs = new Runs(store.store());
        this.messages = new RunProgress(store.store());
        this.number = run.number();
        this.clock = clock;
        this.progress = progress;
    }

    /** @param whole also waits for what isn't due yet */
    void follow(boolean whole) {
        Run run = runs.find(number).orElseThrow();
        progress.begin("sending", run.messages());
        long shown = 0;
        long lastNews = System.nanoTime();
        while (goesOn(whole) && (whole || isPatient(lastNews))) {
            long began = System.nanoTime();
            long settled = settled();
            long took = System.nanoTime() - began;
            lastNews = settled > shown ? System.nanoTime() : lastNews;
            progress.advance(Math.max(0, settled - shown));
            shown = Math.max(shown, settled);
            // To count a million messages takes the store a while.
            sleep(Math.min(Math.max(POLL.toNanos(), 20 * took), LONGEST_POLL.toNanos()));
        }
        progress.advance(Math.max(0, settled() - shown));
        progress.end();
    }

    private boolean goesOn(boolean whole) {
        Run run = runs.find(number).orElseThrow();
        if (run.state() != RunState.OPEN || messages.isStuck(number)) {
            return false;
        }
        return whole || run.canary() || messages.isBusy(number, clock.due());
    }

    private long settled() {
        Map<MessageState, Long> counts = messages.counts(number);
        return counts.entrySet().stream()
                .filter(each -> !RunReport.OPEN.contains(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The first messages of a run are looked at for as long as was asked for. */
    private boolean isPatient(long lastNews) {
        return System.nanoTime() - lastNews < PATIENCE.toNanos()
                || messages.isUnderWay(number)
                || runs.find(number).orElseThrow().canary() && !messages.isCanaryWaiting(number);
    }

    private static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
