package dev.beckon.store;

import static dev.beckon.store.MessageState.PLANNED;
import static dev.beckon.store.MessageState.SENT;
import static dev.beckon.store.StoreFixture.NOON;
import static dev.beckon.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Who gets which messages. */
abstract class ClaimsContract extends StoreContract {

    @Test
    void addsAMessageOnce() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha", "ravi");
        OutboxMessage sent = node.sendOne(run, NOON);
        node.outbox.add(
                run.number(), List.of(message(0, "asha"), message(1, "ravi"), message(2, "mira"), message(7, "ravi")));
        assertThat(sent.customer()).isEqualTo("asha");
        assertThat(node.counts(run)).isEqualTo(Map.of(SENT, 1L, PLANNED, 2L));
        assertThat(node.rows("SELECT id FROM contents ORDER BY id"))
                .as("nothing of asha's, and nothing of ravi's second")
                .containsExactly(id(run, 1), id(run, 2));
    }

    @Test
    void claimsTheLongestDueFirstAndNoneBeforeItsTime() {
        StoreFixture node = node();
        Run run = node.prepare("win-back");
        node.outbox.add(
                run.number(),
                List.of(
                        message(0, "later", "email", NOON.plusMillis(1), null),
                        message(1, "now", "email", NOON, null),
                        message(2, "before", "email", NOON.minusSeconds(1), null),
                        message(3, "other", "whatsapp", NOON, null),
                        message(4, "now too", "email", NOON, null)));
        assertThat(node.claim(run, "a", 9)).as("being prepared").isEmpty();
        node.runs.open(run.number(), 0);
        assertThat(node.claim(run, "a", 2)).extracting(OutboxMessage::customer).containsExactly("before", "now");
        assertThat(node.claim(run, "a", 9)).extracting(OutboxMessage::customer).containsExactly("now too");
        assertThat(node.claim(run, "a", 9)).isEmpty();
        assertThat(node.outbox.isDue(run.number(), "test", "email", NOON)).isFalse();
        assertThat(node.outbox.isDue(run.number(), "test", "email", NOON.plusMillis(1)))
                .isTrue();
        assertThat(node.outbox.isDue(run.number(), "another", "whatsapp", NOON)).isFalse();
    }

    @Test
    void neverGivesAMessageToTwo() throws Exception {
        StoreSettings settings = fresh();
        List<StoreFixture> both = List.of(node(settings), node(settings));
        var customers = new String[200];
        for (int i = 0; i < customers.length; i++) {
            customers[i] = "c" + i;
        }
        Run run = both.get(0).open("win-back", customers);
        var claims = new ArrayList<Callable<List<Long>>>();
        for (StoreFixture node : both) {
            claims.add(() -> {
                var mine = new ArrayList<Long>();
                List<OutboxMessage> claimed = node.claim(run, "node", 7);
                while (!claimed.isEmpty()) {
                    assertThat(claimed.size()).isLessThanOrEqualTo(7);
                    claimed.forEach(each -> mine.add(each.id()));
                    claimed = node.claim(run, "node", 7);
                }
                return mine;
            });
        }
        assertThat(atOnce(claims).stream().flatMap(List::stream))
                .hasSize(customers.length)
                .doesNotHaveDuplicates();
    }
}
