package dev.beckon.store;

import static dev.beckon.store.MessageState.CANCELLED;
import static dev.beckon.store.MessageState.CLAIMED;
import static dev.beckon.store.MessageState.IN_DOUBT;
import static dev.beckon.store.MessageState.PLANNED;
import static dev.beckon.store.MessageState.SENT;
import static dev.beckon.store.MessageState.SUPPRESSED;
import static dev.beckon.store.StoreFixture.NOON;
import static dev.beckon.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a node may still do whose time has passed. */
abstract class LeasesContract extends StoreContract {

    @Test
    void changesNothingForWhoeverLostTheLeaseToAnother() {
        OutboxMessage fresh = changesNothingForWhoeverLostTheLeaseTo("quick");
        StoreFixture node = nodes.get(0);
        assertThat(node.start(fresh, "slow")).as("another's").isInstanceOf(Admission.Leave.class);
        assertThat(node.start(fresh, "quick")).isEqualTo(GO);
    }

    @Test
    void changesNothingForWhoeverLostTheLeaseToThemselves() {
        OutboxMessage fresh = changesNothingForWhoeverLostTheLeaseTo("slow");
        StoreFixture node = nodes.get(0);
        assertThat(node.start(fresh, "slow")).isEqualTo(GO);
        OutboxMessage old = withFence(fresh, fresh.fence() - 1);
        String before = row(node);
        node.end(Ending.sent(old, "x"), "slow");
        node.end(Ending.again(old, "x", "x", NOON), "slow");
        endLeases(node);
        node.outbox.reap();
        node.end(Ending.sent(old, "x"), "slow");
        assertThat(before).startsWith("SENDING");
        assertThat(row(node)).startsWith("IN_DOUBT");
    }

    private static OutboxMessage withFence(OutboxMessage message, long fence) {
        return new OutboxMessage(
                message.id(),
                message.run(),
                message.campaign(),
                message.customer(),
                message.channel(),
                message.step(),
                message.provider(),
                message.address(),
                message.language(),
                message.timeZone(),
                message.notBefore(),
                message.expiresAt(),
                fence,
                message.attempts(),
                message.body());
    }

    /** @return as claimed by the second */
    private OutboxMessage changesNothingForWhoeverLostTheLeaseTo(String second) {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage old = node.claim(run, "slow", 1).get(0);
        assertThat(node.outbox.reap()).isEqualTo(new Outbox.Reaped(0, 0));
        endLeases(node);
        assertThat(node.start(old, "slow")).isInstanceOf(Admission.Leave.class);
        assertThat(node.outbox.reap()).isEqualTo(new Outbox.Reaped(1, 0));
        OutboxMessage fresh = node.claim(run, second, 1).get(0);
        assertThat(fresh.fence()).isEqualTo(old.fence() + 1);

        String before = row(node);
        assertThat(node.start(old, "slow")).isInstanceOf(Admission.Leave.class);
        node.outbox.release(old, "slow", NOON);
        node.outbox.drop(old, "slow", SUPPRESSED, "x");
        node.end(Ending.sent(old, "x"), "slow");
        node.end(Ending.again(old, "x", "x", NOON), "slow");
        node.end(Ending.inDoubt(old, "x", "x"), "slow");
        assertThat(row(node)).isEqualTo(before);
        assertThat(node.rows("SELECT count(*) FROM contents")).containsExactly("1");
        return fresh;
    }

    @Test
    void isInDoubtOnceSendingOutlivesItsLease() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha", "ravi");
        OutboxMessage message = node.claim(run, "a", 1).get(0);
        node.start(message, "a");
        assertThat(node.outbox.reap()).isEqualTo(new Outbox.Reaped(0, 0));
        endLeases(node);
        assertThat(node.outbox.reap()).isEqualTo(new Outbox.Reaped(0, 1));
        assertThat(node.counts(run)).isEqualTo(Map.of(IN_DOUBT, 1L, PLANNED, 1L));
        assertThat(node.claim(run, "b", 9)).extracting(OutboxMessage::customer).containsExactly("ravi");

        node.end(Ending.sent(message, "SM1"), "a");
        assertThat(node.counts(run)).as("evidence").isEqualTo(Map.of(SENT, 1L, CLAIMED, 1L));
        assertThat(new Audit(node.store).newest(1).get(0).action()).isEqualTo("settle");
        assertThat(node.rows("SELECT count(*) FROM contents")).containsExactly("1");
    }

    @Test
    void sendsWhatComesBackToARunThatWasDone() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage message = inDoubt(node, run);
        node.runs.move(run.number(), Set.of(RunState.OPEN), RunState.DONE, null, "guard");
        node.end(Ending.again(message, "busy", "not taken", NOON.plusSeconds(1)), "a");
        node.outbox.reap();
        assertThat(node.runs.find(run.number()).orElseThrow().state()).isEqualTo(RunState.OPEN);
        assertThat(row(node)).isEqualTo("PLANNED null 1 " + (NOON.toEpochMilli() + 1000) + " 1 busy null");
    }

    @Test
    void cancelsWhatComesBackToARunThatWasStopped() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage message = inDoubt(node, run);
        node.runs.move(run.number(), Set.of(RunState.OPEN), RunState.STOPPED, null, "anna");
        node.end(Ending.again(message, "busy", "not taken", NOON), "a");
        node.outbox.reap();
        assertThat(node.counts(run)).isEqualTo(Map.of(CANCELLED, 1L));
        assertThat(node.rows("SELECT id FROM contents")).isEmpty();
    }

    private static OutboxMessage inDoubt(StoreFixture node, Run run) {
        OutboxMessage message = node.claim(run, "a", 1).get(0);
        node.start(message, "a");
        endLeases(node);
        node.outbox.reap();
        assertThat(node.counts(run)).isEqualTo(Map.of(IN_DOUBT, 1L));
        return message;
    }

    @Test
    void putsBackWhatWasNeverSentWhetherItsMarkWasKeptOrNot() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage claimed = node.claim(run, "a", 1).get(0);
        node.end(Ending.uncounted(claimed, "store", "away", NOON), "a");
        assertThat(row(node)).isEqualTo("PLANNED null 1 " + NOON.toEpochMilli() + " 0 store null");
        OutboxMessage marked = node.claim(run, "a", 1).get(0);
        node.start(marked, "a");
        node.end(Ending.uncounted(marked, "store", "away", NOON), "a");
        assertThat(row(node)).isEqualTo("PLANNED null 2 " + NOON.toEpochMilli() + " 0 store null");
    }
}
