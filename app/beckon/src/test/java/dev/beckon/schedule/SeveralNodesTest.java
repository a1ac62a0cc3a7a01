package dev.beckon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.beckon.store.Databases;
import dev.beckon.store.MessageState;
import dev.beckon.store.NewMessage;
import dev.beckon.store.Outbox;
import dev.beckon.store.Run;
import dev.beckon.store.RunProgress;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.ScheduledRuns;
import dev.beckon.store.Secret;
import dev.beckon.store.Store;
import dev.beckon.store.StoreSettings;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several nodes, each with its own folder, on one store. */
class SeveralNodesTest {

    private static final Environment ENVIRONMENT = new Environment(Map.<String, String>of()::get);
    private static final Secret SECRET = new Secret("sixteen bytes or more".getBytes(StandardCharsets.UTF_8));
    private static final Scheduler.Pace FAST = new Scheduler.Pace(
            Duration.ofMillis(50), Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofSeconds(20));

    @TempDir
    private Path folder;

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    private Store open(Kind kind) {
        return Store.open(kind == Kind.SQLITE ? StoreSettings.file(folder.resolve("beckon.db")) : Databases.postgres());
    }

    private SmallCompany company(String name) throws IOException {
        return SmallCompany.in(folder.resolve(name), 3).schedule("cron: \"* * * * *\"");
    }

    @ParameterizedTest
    @EnumSource
    void oneRunATimeHoweverManyNodes(Kind kind) throws Exception {
        Instant begin = Instant.parse("2026-12-01T04:00:30Z");
        try (Store shared = open(kind)) {
            var store = new WorkspaceStore(shared, SECRET);
            var clock = new AtomicReference<>(begin);
            var nodes = new ArrayList<Scheduler>();
            for (String name : List.of("one", "two", "three")) {
                nodes.add(new Scheduler(company(name).open(), store, ENVIRONMENT, clock::get, FAST));
            }
            nodes.forEach(Scheduler::start);
            await(() -> new ScheduledRuns(shared).seen().containsKey("hello"));
            clock.set(begin.plusSeconds(31));
            await(() -> new Runs(shared).all().stream().anyMatch(run -> run.state() == RunState.OPEN));
            nodes.forEach(Scheduler::close);

            assertThat(new Runs(shared).all())
                    .extracting(Run::name, Run::state)
                    .containsExactly(tuple("hello@2026-12-01T04:01:00Z", RunState.OPEN));
            assertThat(new RunProgress(shared).counts(1)).isEqualTo(Map.of(MessageState.PLANNED, 3L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatADeadNodeHadBegunIsTakenOverAndNothingOfItsPlanIsLeft(Kind kind) throws Exception {
        Instant time = Instant.parse("2026-12-01T04:01:00Z");
        try (Store shared = open(kind)) {
            var runs = new ScheduledRuns(shared);
            var outbox = new Outbox(shared, SECRET, List.of());
            runs.look(time, Set.of("hello"), Set.of(), Set.of(), List.of(new ScheduledRuns.Fire("hello", time, null)));
            Run claimed = runs.claim("dead", Duration.ofMillis(300)).orElseThrow();
            assertThat(runs.claim("other", Duration.ofSeconds(1))).isEmpty();
            assertThat(runs.plan(1, "dead", new Runs.NewRun("hello", time, "old plan", "2026-11-01", 9, 9, null)))
                    .isTrue();
            assertThat(outbox.add(1, "old plan", List.of(message(0), message(7))))
                    .isTrue();

            var scheduler = new Scheduler(
                    company("heir").open(),
                    new WorkspaceStore(shared, SECRET),
                    ENVIRONMENT,
                    () -> time.plusSeconds(5),
                    FAST);
            scheduler.start();
            await(() -> new Runs(shared).find(1).orElseThrow().state() == RunState.OPEN);
            scheduler.close();

            assertThat(claimed.name()).isEqualTo("hello@2026-12-01T04:01:00Z");
            assertThat(new RunProgress(shared).counts(1)).isEqualTo(Map.of(MessageState.PLANNED, 3L));
            assertThat(outbox.add(1, "old plan", List.of(message(8)))).isFalse();
            assertThat(new Runs(shared).holdOut(1, "old plan", Map.of("c09", "control-group")))
                    .isFalse();
            assertThat(runs.end(1, "dead", RunState.FAILED, "too late")).isFalse();
            assertThat(new Runs(shared).all()).hasSize(1);
        }
    }

    private static NewMessage message(long place) {
        return new NewMessage(
                place,
                "old" + place,
                "email",
                "drop-folder",
                "old@example.com",
                "en",
                null,
                Instant.parse("2026-12-01T04:01:00Z"),
                null,
                new byte[] {1});
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
