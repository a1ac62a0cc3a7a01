package dev.beckon.deliver.kill;

import dev.beckon.store.Lanes;
import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.Store;
import dev.beckon.store.StoreSettings;
import dev.beckon.store.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Starts nodes, kills them at random moments until it was often enough, lets others finish, and looks at what the store and
 * the provider say.
 */
final class Harness implements AutoCloseable {

    private static final long MOST_MILLIS_READY = 400;
    private static final long MOST_MILLIS_FILLING = 100;
    private static final int KILLED_AT_START_PERCENT = 5;
    private static final int KILLED_EARLY_PERCENT = 15;
    private static final long MOST_SECONDS_TO_FINISH = 300;

    private final Scenario scenario;
    private final Store store;
    private final Runs runs;
    private final ProviderLog log;
    private final Jvm provider;
    private final String port;
    private final AtomicInteger kills = new AtomicInteger();
    private final Map<Hit, Integer> hits = new EnumMap<>(Hit.class);
    private final AtomicReference<Throwable> failed = new AtomicReference<>();
    private int wantedRuns = 1;
    private volatile long startMillis = 1000;

    Harness(Scenario scenario) throws IOException {
        Files.createDirectories(scenario.folder());
        this.scenario = scenario;
        this.store = Store.open(new StoreSettings(scenario.url(), scenario.user(), null));
        this.runs = new Runs(store);
        var file = scenario.folder().resolve("provider.log");
        this.log = new ProviderLog(file, scenario.provider());
        this.provider = new Jvm(
                scenario.folder().resolve("provider.err"),
                scenario.provider().server(file, scenario.faults(), scenario.seed()));
        String listening = Objects.requireNonNull(provider.await("listening on "), "the provider didn't start");
        this.port = listening.substring(listening.lastIndexOf(' ') + 1);
    }

    Report run() throws Exception {
        var threads = new ArrayList<Thread>();
        for (int node = 0; node < scenario.nodes(); node++) {
            int number = node;
            threads.add(start(() -> killAgainAndAgain(number)));
        }
        threads.add(start(this::pauseNowAndThen));
        for (Thread thread : threads) {
            thread.join();
        }
        if (failed.get() != null) {
            throw new IllegalStateException(failed.get());
        }
        finish();
        return report();
    }

    private interface Job {
        void run() throws Exception;
    }

    private Thread start(Job job) {
        var thread = new Thread(() -> {
            try {
                job.run();
            } catch (Exception | Error e) {
                failed.compareAndSet(null, e);
            }
        });
        thread.start();
        return thread;
    }

    private boolean isOver() {
        return kills.get() >= scenario.kills() || failed.get() != null;
    }

    private void killAgainAndAgain(int node) throws Exception {
        var random = new Random(scenario.seed() * 31 + node);
        for (int life = 0; !isOver(); life++) {
            String owner = "node" + node + "-" + life;
            try (Jvm process = node(owner)) {
                liveAWhile(process, random);
                process.kill();
            }
            if (kills.incrementAndGet() <= scenario.kills()) {
                look(owner);
            }
            sendAgainIfNaive();
        }
    }

    private Jvm node(String owner) throws IOException {
        return new Jvm(
                scenario.folder().resolve("nodes.err"),
                List.of(
                        Node.class.getName(),
                        scenario.url(),
                        Objects.requireNonNullElse(scenario.user(), ""),
                        owner,
                        scenario.provider().name(),
                        port,
                        String.valueOf(wantedRuns()),
                        String.valueOf(scenario.messages())));
    }

    /** Another run when most of the messages are gone. */
    private synchronized int wantedRuns() {
        long waiting = number("SELECT count(*) FROM outbox WHERE state = 'PLANNED'");
        long begun = number("SELECT count(*) FROM runs WHERE state <> 'PREPARING'");
        if (begun == wantedRuns && waiting < scenario.messages() / 2) {
            wantedRuns++;
        }
        return wantedRuns;
    }

    private void liveAWhile(Jvm process, Random random) throws IOException, InterruptedException {
        int when = random.nextInt(100);
        if (when < KILLED_AT_START_PERCENT) {
            Thread.sleep(random.nextLong(startMillis));
            return;
        }
        if (when < KILLED_EARLY_PERCENT) {
            process.await("filling", "ready");
            Thread.sleep(random.nextLong(MOST_MILLIS_FILLING));
            return;
        }
        long begin = System.nanoTime();
        if (process.await("ready") == null) {
            throw new IllegalStateException("A node ended by itself: see " + scenario.folder());
        }
        startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        Thread.sleep(random.nextLong(MOST_MILLIS_READY));
    }

    private synchronized void look(String owner) {
        Set<Hit> found = new HashSet<>();
        found.add(Hit.KILL);
        if (number("SELECT count(*) FROM runs WHERE state = 'PREPARING'") > 0) {
            found.add(Hit.PREPARING);
        }
        if (number("SELECT count(*) FROM outbox WHERE state = 'CLAIMED' AND owner = '" + owner + "'") > 0) {
            found.add(Hit.CLAIMED);
        }
        Map<Long, Integer> taken = log.taken();
        for (long id : ids("SELECT id FROM outbox WHERE state = 'SENDING' AND owner = '" + owner + "'")) {
            found.add(taken.containsKey(id) ? Hit.SENDING_TAKEN : Hit.SENDING);
        }
        found.forEach(hit -> hits.merge(hit, 1, Integer::sum));
    }

    /** The rule of many tools: whatever wasn't finished is begun again. Here nodes may have found it in doubt before. */
    private void sendAgainIfNaive() {
        if (scenario.naive()) {
            store.transaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate(
                            "UPDATE outbox SET state = 'PLANNED', owner = NULL, lease_until = NULL, sent_at = NULL WHERE"
                                    + " state = 'IN_DOUBT' AND code = 'lease'");
                }
            });
        }
    }

    private void pauseNowAndThen() throws InterruptedException {
        var random = new Random(scenario.seed());
        while (!isOver()) {
            Thread.sleep(500 + random.nextLong(2500));
            resumeLane();
            List<Run> open = runs.open();
            if (!open.isEmpty()) {
                long run = open.get(random.nextInt(open.size())).number();
                runs.move(run, Set.of(RunState.OPEN), RunState.PAUSED, null, "anna");
                Thread.sleep(random.nextLong(400));
                runs.move(run, Set.of(RunState.PAUSED), RunState.OPEN, null, "anna");
            }
        }
    }

    /** What a person does after a refusal that stopped the lane. */
    private void resumeLane() {
        if (number("SELECT count(*) FROM lanes WHERE stopped IS NOT NULL") > 0) {
            new Lanes(store).resume(scenario.provider().lane(), "anna");
        }
    }

    private void finish() throws Exception {
        var nodes = new ArrayList<Jvm>();
        try {
            for (int i = 0; i < scenario.nodes(); i++) {
                nodes.add(node("last" + i));
            }
            for (Jvm node : nodes) {
                if (node.await("ready") == null) {
                    throw new IllegalStateException("A node ended by itself: see " + scenario.folder());
                }
            }
            waitUntilDone();
            for (Jvm node : nodes) {
                if (!node.end(30)) {
                    throw new IllegalStateException("A node didn't end in peace: see " + scenario.folder());
                }
            }
        } finally {
            nodes.forEach(Jvm::close);
        }
    }

    private void waitUntilDone() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS_TO_FINISH);
        do {
            sendAgainIfNaive();
            resumeLane();
            Thread.sleep(200);
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not done in " + MOST_SECONDS_TO_FINISH + " s: " + states());
            }
        } while (number("SELECT count(*) FROM outbox WHERE state IN ('PLANNED', 'CLAIMED', 'SENDING')"
                        + (scenario.naive() ? " OR state = 'IN_DOUBT' AND code = 'lease'" : ""))
                > 0);
    }

    private Report report() {
        var byState = new EnumMap<MessageState, Set<Long>>(MessageState.class);
        for (MessageState state : MessageState.values()) {
            byState.put(state, new HashSet<>(ids("SELECT id FROM outbox WHERE state = '" + state + "'")));
        }
        return new Report(scenario, Map.copyOf(hits), (long) wantedRuns * scenario.messages(), byState, log.taken());
    }

    private Map<String, Long> states() {
        return store.read(connection -> {
            var states = new HashMap<String, Long>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT state, count(*) FROM outbox GROUP BY state")) {
                while (rows.next()) {
                    states.put(rows.getString(1), rows.getLong(2));
                }
            }
            return states;
        });
    }

    private long number(String sql) {
        return ids(sql).get(0);
    }

    private List<Long> ids(String sql) {
        try {
            return store.read(connection -> ids(connection, sql));
        } catch (StoreUnavailable e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static List<Long> ids(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var ids = new ArrayList<Long>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    @Override
    public void close() {
        provider.close();
        store.close();
    }
}
