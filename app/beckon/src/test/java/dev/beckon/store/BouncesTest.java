package dev.beckon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes back of messages, on both stores. */
class BouncesTest {

    private static final String ALL = "SELECT customer_id, state, coalesce(code, '-') FROM outbox ORDER BY id";

    @Test
    void onSqlite(@TempDir Path folder) {
        comesBack(StoreSettings.file(folder.resolve("store.db")));
    }

    @Test
    void onPostgres() {
        comesBack(Databases.postgres());
    }

    private static void comesBack(StoreSettings settings) {
        try (var node = new StoreFixture(settings)) {
            Run run = node.open("win-back", "asha", "bela", "chand", "dev");
            long asha = node.sendOne(run, StoreFixture.NOON).id();
            long bela = node.sendOne(run, StoreFixture.NOON).id();
            long chand = node.sendOne(run, StoreFixture.NOON).id();
            OutboxMessage dev = node.claim(run, "sender", 1).get(0);
            node.start(dev, "sender");
            node.end(Ending.inDoubt(dev, "connection", "lost"), "sender");

            var bounces = new Bounces(node.store);
            assertThat(bounces.hard(asha, "5.1.1")).isTrue();
            assertThat(bounces.hard(asha, "5.1.1")).isFalse();
            assertThat(bounces.soft(bela, "5.2.2")).isTrue();
            assertThat(bounces.soft(bela, "5.2.2")).isFalse();
            assertThat(bounces.complaint(chand)).isTrue();
            assertThat(bounces.complaint(chand)).isFalse();
            assertThat(bounces.hard(dev.id(), "5.4.4"))
                    .as("it came back, so it had gone out")
                    .isTrue();
            assertThat(bounces.hard(MessageId.of(99, 0, 0), "5.1.1"))
                    .as("no such message")
                    .isFalse();

            assertThat(node.rows(ALL))
                    .containsExactly("asha FAILED 5.1.1", "bela FAILED 5.2.2", "chand DELIVERED -", "dev FAILED 5.4.4");
            assertThat(node.rows("SELECT address, reason FROM suppressions ORDER BY address"))
                    .containsExactly(
                            "asha@example.test bounced", "chand@example.test complained", "dev@example.test bounced");
            assertThat(node.runs.returns(run.number(), Instant.EPOCH)).isEqualTo(new Runs.Returns(2, 1));
            assertThat(node.rows("SELECT count(*) FROM contents")).containsExactly("0");
        }
    }
}
