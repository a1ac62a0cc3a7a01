package dev.beckon.deliver;

import static dev.beckon.store.MessageState.CANCELLED;
import static dev.beckon.store.MessageState.FAILED;
import static dev.beckon.store.MessageState.IN_DOUBT;
import static dev.beckon.store.MessageState.PLANNED;
import static dev.beckon.store.MessageState.SENT;
import static dev.beckon.store.MessageState.SUPPRESSED;
import static dev.beckon.store.StoreFixture.NOON;
import static dev.beckon.store.StoreFixture.customers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.store.Consents;
import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.StoreFixture;
import dev.beckon.store.StoreSettings;
import dev.beckon.store.Suppressions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node from claim to ledger, with a provider that tests command. */
class DeliveryTest {

    @TempDir
    private Path folder;

    private final RecordingMessenger provider = new RecordingMessenger();
    private StoreFixture node;
    private Deliveries deliveries;

    @BeforeEach
    void openStore() {
        node = new StoreFixture(StoreSettings.file(folder.resolve("store.db")));
        deliveries = new Deliveries(node);
    }

    @AfterEach
    void closeStore() {
        node.close();
    }

    @Test
    void sendsEachMessageOnce() {
        Run run = node.open("win-back", customers(300));
        try (var delivery = deliveries.start(provider)) {
            deliveries.await(run, RunState.DONE);
        }
        assertThat(node.counts(run)).isEqualTo(Map.of(SENT, 300L));
        assertThat(provider.customers()).containsExactlyInAnyOrder(customers(300));
        assertThat(provider.attempts().stream().map(Envelope::key)).doesNotHaveDuplicates();
        assertThat(node.rows("SELECT id FROM contents")).isEmpty();
    }

    @Test
    void honoursWhatPeopleSayWhileTheRunGoesOn() {
        Run run = node.open("win-back", customers(20));
        try (var delivery = deliveries.workers(1).start(provider.gated())) {
            Deliveries.await("on the wire", () -> provider.attempts().size() == 1);
            node.consents.add(
                    List.of(new Consents.Consent("c001", "email", Consents.DENIED, NOON, "unsubscribe", null)));
            node.suppressions.add(StoreFixture.address("c019"), Suppressions.ANY, "asked", "anna");
            provider.openGate();
            deliveries.await(run, RunState.DONE);
        }
        assertThat(node.counts(run)).isEqualTo(Map.of(SENT, 18L, SUPPRESSED, 2L));
        assertThat(provider.customers()).doesNotContain("c001", "c019");
    }

    @Test
    void pausesAndResumes() {
        Run run = node.open("win-back", customers(20));
        try (var delivery = deliveries.workers(2).start(provider.gated())) {
            Deliveries.await("on the wire", () -> provider.attempts().size() == 2);
            node.runs.move(run.number(), Set.of(RunState.OPEN), RunState.PAUSED, null, "anna");
            provider.openGate();
            deliveries.await(run, Map.of(SENT, 2L, PLANNED, 18L));
            assertThat(provider.attempts()).hasSize(2);
            node.runs.move(run.number(), Set.of(RunState.PAUSED), RunState.OPEN, null, "anna");
            deliveries.await(run, RunState.DONE);
        }
        assertThat(provider.customers()).containsExactlyInAnyOrder(customers(20));
    }

    @Test
    void stops() {
        Run run = node.open("win-back", customers(20));
        try (var delivery = deliveries.workers(2).start(provider.gated())) {
            Deliveries.await("on the wire", () -> provider.attempts().size() == 2);
            node.runs.move(run.number(), Set.of(RunState.OPEN), RunState.STOPPED, null, "anna");
            provider.openGate();
            deliveries.await(run, Map.of(SENT, 2L, CANCELLED, 18L));
        }
        assertThat(provider.attempts()).hasSize(2);
    }

    @Test
    void theOthersFollowAGoodCanary() {
        Run run = node.open("win-back", 5, customers(20));
        var guards = new Guards(5, Duration.ofHours(1), 0.2, 1, 1, 50);
        try (var delivery = deliveries.guards(guards).start(provider)) {
            Deliveries.await(
                    "waits", () -> node.runs.find(run.number()).orElseThrow().canaryUntil() != null);
            assertThat(provider.customers()).containsExactlyInAnyOrder(customers(5));
            node.change("UPDATE runs SET canary_until = canary_until - 3600000"); // the hour is over
            deliveries.await(run, RunState.DONE);
        }
        assertThat(provider.customers()).containsExactlyInAnyOrder(customers(20));
    }

    @Test
    void aPersonDecidesAfterABadCanary() {
        provider.answering(each -> each.customer().compareTo("c002") < 0
                ? Outcome.Rejected.of("5.1.1", "no such user")
                : new Outcome.Accepted(""));
        Run run = node.open("win-back", 5, customers(20));
        var guards = new Guards(5, Duration.ZERO, 0.2, 1, 1, 50);
        try (var delivery = deliveries.guards(guards).start(provider)) {
            deliveries.await(run, RunState.PAUSED);
            assertThat(node.counts(run)).isEqualTo(Map.of(FAILED, 2L, SENT, 3L, PLANNED, 15L));
            assertThat(node.runs.find(run.number()).orElseThrow().reason())
                    .isEqualTo("40.0 % of its messages failed or are in doubt");
            node.runs.move(run.number(), Set.of(RunState.PAUSED), RunState.OPEN, null, "anna");
            deliveries.await(run, RunState.DONE);
        }
        assertThat(node.counts(run)).isEqualTo(Map.of(FAILED, 2L, SENT, 18L));
    }

    @Test
    void pausesByItselfAtFailuresAndAgainWhenTheyGoOn() {
        provider.answering(each -> Outcome.Rejected.of("5.1.1", "no such user")).taking(Duration.ofMillis(20));
        Run run = node.open("win-back", customers(400));
        var guards = new Guards(0, Duration.ZERO, 0.2, 1, 1, 10);
        try (var delivery = deliveries.workers(1).guards(guards).start(provider)) {
            deliveries.await(run, RunState.PAUSED);
            long failed = node.counts(run).getOrDefault(FAILED, 0L);
            assertThat(failed).isBetween(10L, 300L);
            node.runs.move(run.number(), Set.of(RunState.PAUSED), RunState.OPEN, null, "anna");
            deliveries.await(run, RunState.PAUSED);
            assertThat(node.counts(run).getOrDefault(FAILED, 0L))
                    .as("ten more at least")
                    .isGreaterThanOrEqualTo(failed + 10);
        }
    }

    @Test
    void theBreakerOpensWhenNobodyKnowsWhatTheProviderDoes() {
        provider.answering(each -> new Outcome.InDoubt("timeout", "no answer"));
        Run run = node.open("win-back", customers(100));
        try (var delivery =
                deliveries.workers(2).providerRests(Duration.ofHours(1)).start(provider)) {
            Deliveries.await("doubts", () -> node.counts(run).getOrDefault(IN_DOUBT, 0L) >= 10);
            deliveries.await(
                    run,
                    Map.of(
                            IN_DOUBT,
                            (long) provider.attempts().size(),
                            PLANNED,
                            100L - provider.attempts().size()));
        }
        assertThat(provider.attempts()).as("ten, and what was on the wire").hasSizeBetween(10, 11);
    }

    @Test
    void waitsForAProviderThatTakesNothing() {
        var failures = ConcurrentHashMap.<String>newKeySet();
        provider.answering(each -> failures.size() < 12 && failures.add(each.customer() + failures.size())
                ? Outcome.NotTaken.whole("connect", "refused")
                : new Outcome.Accepted(""));
        Run run = node.open("win-back", customers(50));
        try (var delivery = deliveries
                .attempts(2)
                .workers(1)
                .providerRests(Duration.ofMillis(50))
                .start(provider)) {
            deliveries.await(run, RunState.DONE);
        }
        assertThat(node.counts(run))
                .as("none lost, though two attempts are the most")
                .isEqualTo(Map.of(SENT, 50L));
        assertThat(node.rows("SELECT max(attempts) FROM outbox")).containsExactly("1");
        assertThat(provider.attempts()).hasSize(62);
    }

    @Test
    void triesAgainWhatWasNotTakenAndGivesUpInTheEnd() {
        var seen = ConcurrentHashMap.<String>newKeySet();
        provider.answering(each -> each.customer().equals("c001") || seen.add(each.customer())
                ? Outcome.NotTaken.of("451", "greylisted")
                : new Outcome.Accepted(""));
        Run run = node.open("win-back", customers(3));
        try (var delivery = deliveries.attempts(3).start(provider)) {
            deliveries.await(run, RunState.DONE);
        }
        assertThat(node.counts(run)).isEqualTo(Map.of(SENT, 2L, FAILED, 1L));
        assertThat(provider.customers())
                .containsExactlyInAnyOrder("c000", "c000", "c001", "c001", "c001", "c002", "c002");
        assertThat(provider.attempts().stream().map(Envelope::key).distinct())
                .as("the same key each time")
                .hasSize(3);
        assertThat(node.rows("SELECT customer_id, attempts, detail FROM outbox WHERE state = 'FAILED'"))
                .containsExactly("c001 3 not taken in 3 attempts: greylisted");
    }

    @Test
    void aStoppedLaneKeepsItsMessages() {
        provider.answering(each -> new Outcome.LaneStopped("535", "wrong password"));
        Run run = node.open("win-back", customers(50));
        try (var delivery = deliveries.workers(2).start(provider)) {
            Deliveries.await(
                    "stopped",
                    () -> node.lanes
                            .find("email/test")
                            .map(lane -> lane.stopped() != null)
                            .orElse(false));
            deliveries.await(run, Map.of(PLANNED, 50L));
            assertThat(provider.attempts()).as("no more than were on the wire").hasSizeLessThanOrEqualTo(4);
            provider.answering(each -> new Outcome.Accepted(""));
            node.lanes.resume("email/test", "anna");
            deliveries.await(run, RunState.DONE);
        }
        assertThat(node.counts(run)).isEqualTo(Map.of(SENT, 50L));
    }

    @Test
    void closingLeavesNothingOnTheWay() {
        Run run = node.open("win-back", customers(200));
        provider.taking(Duration.ofMillis(20));
        var first = deliveries.start(provider);
        Deliveries.await("begun", () -> provider.attempts().size() > 10);
        first.close();
        int sent = provider.attempts().size();
        assertThat(node.counts(run)).isEqualTo(Map.of(SENT, (long) sent, PLANNED, 200L - sent));
        var second = new RecordingMessenger();
        try (var delivery = deliveries.start(second)) {
            deliveries.await(run, RunState.DONE);
        }
        assertThat(provider.attempts()).hasSize(sent);
        var all = new HashSet<>(provider.customers());
        all.addAll(second.customers());
        assertThat(all).hasSize(200);
        assertThat(sent + second.attempts().size()).isEqualTo(200);
    }

    @Test
    void aBugInAMessengerLeavesAMessageInDoubt() {
        provider.answering(each -> {
            if (each.customer().equals("c001")) {
                throw new IllegalStateException(each.address());
            }
            if (each.customer().equals("c002")) {
                throw new StackOverflowError();
            }
            return new Outcome.Accepted("");
        });
        Run run = node.open("win-back", customers(10));
        try (var delivery = deliveries.workers(1).start(provider)) {
            deliveries.await(run, RunState.DONE);
        }
        assertThat(node.counts(run)).isEqualTo(Map.of(SENT, 8L, IN_DOUBT, 2L));
        assertThat(node.rows("SELECT code, detail FROM outbox WHERE state = 'IN_DOUBT' ORDER BY id"))
                .containsExactly("internal IllegalStateException", "internal StackOverflowError");
    }

    @Test
    void contentThatCannotBeReadFailsAlone() {
        Run run = node.open("win-back", customers(4));
        node.change("DELETE FROM contents WHERE id = (SELECT max(id) FROM contents)");
        node.change("UPDATE contents SET body = X'00' WHERE id = (SELECT min(id) FROM contents)");
        try (var delivery = deliveries.start(provider)) {
            deliveries.await(run, RunState.DONE);
        }
        Map<MessageState, Long> counts = node.counts(run);
        assertThat(counts).isEqualTo(Map.of(SENT, 2L, FAILED, 2L));
        assertThat(provider.customers()).containsExactlyInAnyOrder("c001", "c002");
    }
}
