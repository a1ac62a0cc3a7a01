package dev.beckon.schedule;

import dev.beckon.campaign.Timetable;
import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.ScheduledRuns;
import dev.beckon.store.StoreUnavailable;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins the runs of enabled campaigns at their times, until it is closed. Any number of nodes may work on one store: a run
 * is a row that one of them prepares, and if that one dies, another does.
 */
public final class Scheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
    private static final int MOST_MISSED = 50;

    /**
     * @param poll between two looks at the schedules
     * @param lease after which another node takes over from one that died while preparing
     * @param retry after which something that was in the way is tried again
     * @param patience how long closing waits for a run that is being prepared
     */
    public record Pace(Duration poll, Duration lease, Duration retry, Duration patience) {

        public static final Pace USUAL =
                new Pace(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(20));
    }

    private final Workspace workspace;
    private final ScheduledRuns runs;
    private final RunMaker maker;
    private final InstantSource clock;
    private final Pace pace;
    private final String owner = UUID.randomUUID().toString();
    private final Thread thread = new Thread(this::work, "scheduler");
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        var beating = new Thread(work, "scheduler-lease");
        beating.setDaemon(true);
        return beating;
    });
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile long lastLook = System.nanoTime();
    private volatile @Nullable Run preparing;
    private volatile List<String> unreadable = List.of();

    /** Doesn't begin before {@link #start}. @param clock by which runs are due */
    public Scheduler(
            Workspace workspace, WorkspaceStore store, Environment environment, InstantSource clock, Pace pace) {
        this.workspace = workspace;
        this.runs = new ScheduledRuns(store.store());
        this.maker = new RunMaker(workspace.root(), store, environment, clock, owner);
        this.clock = clock;
        this.pace = pace;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void work() {
        while (!isClosing()) {
            try {
                step();
            } catch (StoreUnavailable e) {
                LOG.warn("{}", e.getMessage());
            } catch (RuntimeException | Error e) {
                LOG.error("looking at the schedules failed: {}", e.getClass().getName());
                LOG.debug("scheduler", e);
            }
            pause();
        }
    }

    /** Looks once, and prepares what is due. */
    void step() {
        look();
        lastLook = System.nanoTime();
        while (!isClosing() && prepareNext()) {
            look();
            lastLook = System.nanoTime();
        }
    }

    private void look() {
        Instant now = clock.instant();
        Timetable.All all = timetables();
        Map<String, Instant> seen = runs.seen();
        var fires = new ArrayList<ScheduledRuns.Fire>();
        for (Timetable each : all.timetables()) {
            // Whatever was due before the campaign was first seen isn't made up for.
            fires.addAll(fires(each, seen.getOrDefault(each.campaign(), now), now));
        }
        runs.look(
                now, all.timetables().stream().map(Timetable::campaign).toList(), all.idle(), all.unreadable(), fires);
    }

    private Timetable.All timetables() {
        Timetable.All all = Timetable.read(workspace.campaigns(), workspace.company());
        if (!all.unreadable().equals(unreadable)) {
            unreadable = all.unreadable();
            unreadable.forEach(name ->
                    LOG.warn("campaign {} can't be read, so it isn't scheduled. Maybe run: beckon check", name));
        }
        return all;
    }

    private static List<ScheduledRuns.Fire> fires(Timetable timetable, Instant after, Instant now) {
        List<Instant> times = timetable.between(after, now, MOST_MISSED);
        var fires = new ArrayList<ScheduledRuns.Fire>();
        for (int i = 0; i < times.size(); i++) {
            Instant time = times.get(i);
            String skipped = i < times.size() - 1
                    ? "nobody could begin it before its next time"
                    : tooLate(timetable, time, now).orElse(null);
            fires.add(new ScheduledRuns.Fire(timetable.campaign(), time, skipped));
        }
        return fires;
    }

    private static Optional<String> tooLate(Timetable timetable, Instant time, Instant now) {
        return timetable.schedule().isTooLate(time, now)
                ? Optional.of("nobody could begin it by "
                        + time.plus(timetable.schedule().maximumLateness()) + " (max-lateness)")
                : Optional.empty();
    }

    /** @return whether there may be more to do at once */
    private boolean prepareNext() {
        return runs.claim(owner, pace.lease()).filter(this::prepare).isPresent();
    }

    private boolean prepare(Run run) {
        preparing = run;
        long beat = pace.lease().toMillis() / 3;
        var beating = heart.scheduleWithFixedDelay(() -> renew(run), beat, beat, TimeUnit.MILLISECONDS);
        try {
            Made made = made(run);
            settle(run, made);
            return !(made instanceof Made.Later);
        } finally {
            beating.cancel(false);
            preparing = null;
        }
    }

    private void renew(Run run) {
        try {
            runs.renew(run.number(), owner, pace.lease());
        } catch (StoreUnavailable e) {
            LOG.debug("{}", e.getMessage());
        }
    }

    private Made made(Run run) {
        Timetable.All all = timetables();
        if (all.unreadable().contains(run.campaign())) {
            return new Made.Later("its campaign.yaml can't be read");
        }
        Optional<Timetable> timetable = all.timetables().stream()
                .filter(each -> each.campaign().equals(run.campaign()))
                .findFirst();
        if (timetable.isEmpty()) {
            return new Made.Ended(RunState.FAILED, "the campaign isn't scheduled any more");
        }
        return tooLate(timetable.get(), run.fireAt(), clock.instant())
                .map(late -> ended(run, late))
                .orElseGet(() -> maker.make(run));
    }

    /** @param late why it isn't tried any more */
    private static Made ended(Run run, String late) {
        String inTheWay = run.reason();
        return inTheWay == null
                ? new Made.Ended(RunState.SKIPPED_LATE, late)
                : new Made.Ended(RunState.FAILED, inTheWay + "; " + late);
    }

    private void settle(Run run, Made made) {
        if (made instanceof Made.Begun begun) {
            LOG.info(
                    "run {} is {}, {} messages",
                    run.name(),
                    begun.run().state(),
                    begun.run().messages());
        } else if (made instanceof Made.Ended ended) {
            LOG.warn("run {} is {}: {}", run.name(), ended.state(), ended.reason());
            runs.end(run.number(), owner, ended.state(), ended.reason());
        } else if (made instanceof Made.Later later) {
            LOG.warn("run {} waits: {}", run.name(), later.reason());
            runs.giveBack(run.number(), owner, pace.retry(), later.reason());
        } else {
            LOG.warn("run {} was taken over by another node", run.name());
        }
    }

    /** A run to come. */
    public record Next(String campaign, Instant at) {}

    /** The next time of each campaign, the soonest first. */
    public List<Next> next() {
        Instant now = clock.instant();
        return Timetable.read(workspace.campaigns(), workspace.company()).timetables().stream()
                .flatMap(each -> each.firstAfter(now).map(time -> new Next(each.campaign(), time)).stream())
                .sorted(java.util.Comparator.comparing(Next::at).thenComparing(Next::campaign))
                .toList();
    }

    /**
     * How it is.
     *
     * @param sinceLook since it last looked at the schedules
     * @param preparing name of the run that is being prepared; null: none is
     * @param unreadable campaigns that can't be read and so don't run
     */
    public record Status(Duration sinceLook, @Nullable String preparing, List<String> unreadable) {}

    public Status status() {
        Run run = preparing;
        return new Status(Duration.ofNanos(System.nanoTime() - lastLook), run == null ? null : run.name(), unreadable);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            if (closing.await(pace.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** Waits a while for a run that is being prepared; then leaves it to whoever comes next. Nothing of it was sent. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(pace.patience().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heart.shutdownNow();
        Run run = preparing;
        if (run != null) {
            try {
                runs.giveBack(run.number(), owner, Duration.ZERO);
            } catch (StoreUnavailable e) {
                LOG.debug("{}", e.getMessage());
            }
        }
    }
}
