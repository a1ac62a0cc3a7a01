package dev.beckon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was only being prepared gives way to a newer plan; one that is open doesn't. */
class PlanReplacedTest {

    private static final Instant AT = Instant.parse("2026-11-02T04:30:00Z");

    @TempDir
    private Path folder;

    private static Runs.NewRun plan(String id) {
        return new Runs.NewRun("win-back", AT, id, "2026-11-01", 2, 1, null);
    }

    private static NewMessage withFallback() {
        NewMessage message = StoreFixture.message(0, "asha");
        return new NewMessage(
                0,
                message.customer(),
                message.channel(),
                message.provider(),
                message.address(),
                message.language(),
                null,
                message.notBefore(),
                null,
                message.body(),
                new NewMessage.Fallback("phone", "test", "+919820000001", null, new byte[] {2}));
    }

    @Test
    void nothingOfTheOtherPlanStays() {
        try (var node = new StoreFixture(StoreSettings.file(folder.resolve("store.db")))) {
            Run first = node.runs.begin(plan("one"));
            assertThat(node.outbox.add(first.number(), "one", List.of(withFallback())))
                    .isTrue();
            assertThat(node.rows("SELECT id FROM fallbacks")).hasSize(1);

            Run second = node.runs.replacePlan(node.runs.begin(plan("two")), plan("two"));
            assertThat(second.number()).isEqualTo(first.number());
            assertThat(second.plan()).isEqualTo("two");
            for (String table : List.of("outbox", "contents", "fallbacks")) {
                assertThat(node.rows("SELECT id FROM " + table)).as(table).isEmpty();
            }
            assertThat(node.outbox.add(first.number(), "one", List.of(withFallback())))
                    .isFalse();
        }
    }

    @Test
    void anOpenRunKeepsItsPlan() {
        try (var node = new StoreFixture(StoreSettings.file(folder.resolve("store.db")))) {
            Run run = node.runs.begin(plan("one"));
            node.outbox.add(run.number(), "one", List.of(withFallback()));
            node.runs.open(run.number(), "one", 0);

            Run same = node.runs.replacePlan(node.runs.begin(plan("two")), plan("two"));
            assertThat(same.plan()).isEqualTo("one");
            assertThat(node.rows("SELECT id FROM outbox")).hasSize(1);
        }
    }

    @Test
    void numbersThatABackupMayNotKnowArentGivenAgain() {
        try (var node = new StoreFixture(StoreSettings.file(folder.resolve("store.db")))) {
            assertThat(node.runs.begin(plan("one")).number()).isEqualTo(1);
            new Backup(node.store).hold("asha");
            var later = new Runs.NewRun("win-back", AT.plusSeconds(1), "two", "2026-11-01", 2, 1, null);

            assertThat(node.runs.begin(later).number()).isGreaterThan(10_000);
        }
    }

    @Test
    void oneAccountIsNotTwoPeople() {
        try (var node = new StoreFixture(StoreSettings.file(folder.resolve("store.db")))) {
            var approvals = new PlanApprovals(node.store);
            assertThat(approvals.approve("first approved", "asha", "asha")).isTrue();
            assertThat(approvals.requested("first approved", "asha")).isEmpty();
            assertThat(approvals.requested("plan", "asha")).isEmpty();
            assertThat(approvals.approve("plan", "Bob (asha)", "asha")).isFalse();
            assertThat(approvals.approve("plan", "bob", "bob")).isTrue();
            assertThat(approvals.requested("plan", "asha")).contains("bob");
        }
    }
}
