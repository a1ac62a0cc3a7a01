package dev.beckon.deliver;

import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunProgress;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.Store;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at open runs every second: which are done, which may leave their canary behind, which must be paused. */
final class RunWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final String WHO = "guard";

    private final Store store;
    private final RunProgress progress;
    private final Runs runs;
    private final Predicate<Run> only;
    private final Guards guards;
    private final SendingClock clock;

    RunWatch(Store store, Runs runs, Predicate<Run> only, Guards guards, SendingClock clock) {
        this.store = store;
        this.progress = new RunProgress(store);
        this.runs = runs;
        this.only = only;
        this.guards = guards;
        this.clock = clock;
    }

    void look() {
        for (Run run : runs.open().stream().filter(only).toList()) {
            look(run);
        }
    }

    private void look(Run run) {
        Map<MessageState, Long> counts = progress.counts(run.number());
        // Whoever opens or resumes a run has seen what failed before.
        Map<MessageState, Long> latest = progress.countsSince(run.number(), run.changedAt());
        if (isPaused(run, latest)) {
            return;
        }
        long waiting = count(counts, MessageState.PLANNED);
        long underWay = count(counts, MessageState.CLAIMED) + count(counts, MessageState.SENDING);
        if (run.canary()) {
            canary(run, latest, waiting, underWay);
        } else if (waiting + underWay == 0) {
            runs.move(run.number(), Set.of(RunState.OPEN), RunState.DONE, null, WHO);
        }
    }

    private boolean isPaused(Run run, Map<MessageState, Long> latest) {
        if (hasFailed(run, latest, guards.atLeast())) {
            return true;
        }
        var returns = runs.returns(run.number(), run.changedAt());
        long gone = sent(latest) + returns.bounces();
        if (gone < guards.atLeast()) {
            return false;
        }
        if (returns.bounces() > guards.mostBounces() * gone) {
            return pause(run, "%.1f %% of its messages bounced", 100.0 * returns.bounces() / gone);
        }
        return returns.complaints() > guards.mostComplaints() * gone
                && pause(run, "%.2f %% of its messages were complained about", 100.0 * returns.complaints() / gone);
    }

    private boolean hasFailed(Run run, Map<MessageState, Long> latest, long atLeast) {
        long failed = count(latest, MessageState.FAILED) + count(latest, MessageState.IN_DOUBT);
        long all = sent(latest) + failed;
        return all >= atLeast
                && failed > guards.mostFailures() * all
                && pause(run, "%.1f %% of its messages failed or are in doubt", 100.0 * failed / all);
    }

    private static long sent(Map<MessageState, Long> counts) {
        return count(counts, MessageState.SENT) + count(counts, MessageState.DELIVERED);
    }

    private boolean pause(Run run, String reason, double share) {
        String words = String.format(Locale.ENGLISH, reason, share);
        LOG.warn("run {} is paused: {}", run.name(), words);
        return runs.move(run.number(), Set.of(RunState.OPEN), RunState.PAUSED, words, WHO);
    }

    private void canary(Run run, Map<MessageState, Long> latest, long waiting, long underWay) {
        boolean rests = underWay == 0 && !progress.isCanaryWaiting(run.number());
        if (rests && hasFailed(run, latest, 1)) {
            return;
        }
        if (waiting == 0 || rests && run.canaryUntil() != null && !store.now().isBefore(run.canaryUntil())) {
            runs.openWhole(run.number());
        } else if (rests && run.canaryUntil() == null) {
            Instant until = store.now().plus(guards.canaryWait());
            runs.canaryUntil(run.number(), until);
            LOG.info("run {}: the first messages went out; the others wait until {}", run.name(), until);
        }
    }

    private static long count(Map<MessageState, Long> counts, MessageState state) {
        return counts.getOrDefault(state, 0L);
    }
}
