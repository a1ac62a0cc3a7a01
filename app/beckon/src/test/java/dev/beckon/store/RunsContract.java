package dev.beckon.store;

import static dev.beckon.store.MessageState.CANCELLED;
import static dev.beckon.store.MessageState.IN_DOUBT;
import static dev.beckon.store.MessageState.PLANNED;
import static dev.beckon.store.MessageState.SENDING;
import static dev.beckon.store.MessageState.SENT;
import static dev.beckon.store.StoreFixture.NOON;
import static dev.beckon.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** How runs begin, are held and end. */
abstract class RunsContract extends StoreContract {

    @Test
    void aRunIsBegunOnceForItsCampaignAndFireTime() throws Exception {
        StoreSettings settings = fresh();
        List<StoreFixture> both = List.of(node(settings), node(settings));
        var begins = new ArrayList<Callable<List<Long>>>();
        for (StoreFixture node : both) {
            begins.add(() -> {
                var numbers = new ArrayList<Long>();
                for (int i = 0; i < 30; i++) {
                    numbers.add(node.prepare("campaign-" + i).number());
                }
                return numbers;
            });
        }
        List<List<Long>> numbers = atOnce(begins);
        assertThat(numbers.get(0)).isEqualTo(numbers.get(1)).doesNotHaveDuplicates();
        Run other =
                both.get(0).runs.begin(new Runs.NewRun("campaign-1", NOON, "another plan", "2026-11-02", 1, 1, null));
        assertThat(other.plan()).isEqualTo("plan");
    }

    @Test
    void differentRunsBegunAtOnceGetNumbersOfTheirOwn() throws Exception {
        StoreSettings settings = fresh();
        var begins = new ArrayList<Callable<List<Long>>>();
        for (int i = 0; i < 3; i++) {
            StoreFixture node = node(settings);
            String name = "node" + i + "-";
            begins.add(() -> {
                var numbers = new ArrayList<Long>();
                for (int j = 0; j < 20; j++) {
                    numbers.add(node.prepare(name + j).number());
                }
                return numbers;
            });
        }
        assertThat(atOnce(begins).stream().flatMap(List::stream)).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void stoppingCancelsWhatIsNotBeingSentAndForgetsIt() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha", "ravi", "mira");
        List<OutboxMessage> two = node.claim(run, "a", 2);
        node.start(two.get(0), "a");
        assertThat(node.runs.move(run.number(), Set.of(RunState.OPEN), RunState.STOPPED, "enough", "anna"))
                .isTrue();
        assertThat(node.counts(run)).isEqualTo(Map.of(SENDING, 1L, CANCELLED, 2L));
        assertThat(node.start(two.get(1), "a")).isInstanceOf(Admission.Leave.class);
        node.end(Ending.sent(two.get(0), "x"), "a");
        assertThat(node.counts(run)).isEqualTo(Map.of(SENT, 1L, CANCELLED, 2L));
        assertThat(node.rows("SELECT id FROM contents")).isEmpty();
        assertThat(node.runs.move(run.number(), Set.of(RunState.PAUSED), RunState.OPEN, null, "anna"))
                .isFalse();
    }

    @Test
    void aCanaryGoesFirst() {
        StoreFixture node = node();
        Run run = node.prepare("win-back");
        node.outbox.add(run.number(), List.of(message(0, "a"), message(1, "b"), message(2, "c")));
        node.runs.open(run.number(), 2);
        assertThat(node.runs.find(run.number()).orElseThrow().canary()).isTrue();
        assertThat(new RunProgress(node.store).isCanaryWaiting(run.number())).isTrue();
        assertThat(node.claim(run, "a", 9)).extracting(OutboxMessage::customer).containsExactly("a", "b");
        assertThat(new RunProgress(node.store).isCanaryWaiting(run.number())).isFalse();
        node.runs.openWhole(run.number());
        assertThat(node.claim(run, "a", 9)).extracting(OutboxMessage::customer).containsExactly("c");
    }

    @Test
    void aRestoredStoreSendsNothingThatMayHaveGoneOut() {
        StoreFixture node = node();
        Run open = node.open("open", "asha", "ravi", "mira");
        List<OutboxMessage> two = node.claim(open, "a", 2);
        node.start(two.get(0), "a");
        Run halfWritten = node.runs.begin(beginning("half", node.store.now().minusSeconds(60)));
        assertThat(new Backup(node.store).hold("anna")).isEqualTo(1);
        assertThat(node.counts(open)).isEqualTo(Map.of(IN_DOUBT, 1L, PLANNED, 2L));
        assertThat(node.claim(open, "b", 9)).isEmpty();
        assertThat(node.start(two.get(1), "a")).isInstanceOf(Admission.Leave.class);

        node.outbox.add(halfWritten.number(), List.of(message(0, "uma")));
        node.runs.open(halfWritten.number(), 0);
        // Sent after the backup was made, which knows nothing of it.
        Run unknown = node.runs.begin(beginning("unknown", node.store.now().minusSeconds(60)));
        node.outbox.add(unknown.number(), List.of(message(0, "tara")));
        node.runs.open(unknown.number(), 0);
        for (Run each : List.of(halfWritten, unknown)) {
            assertThat(node.runs.find(each.number()).orElseThrow().state()).isEqualTo(RunState.HELD);
            assertThat(node.claim(each, "b", 9)).isEmpty();
        }
        node.runs.move(unknown.number(), Set.of(RunState.HELD), RunState.OPEN, null, "anna");
        assertThat(node.claim(unknown, "b", 9)).hasSize(1);
        Run later = node.runs.begin(beginning("later", node.store.now().plusSeconds(60)));
        node.runs.open(later.number(), 0);
        assertThat(node.runs.find(later.number()).orElseThrow().state()).isEqualTo(RunState.OPEN);
    }

    private static Runs.NewRun beginning(String campaign, Instant fireAt) {
        return new Runs.NewRun(campaign, fireAt, "plan", "2026-11-02", 1, 1, null);
    }
}
