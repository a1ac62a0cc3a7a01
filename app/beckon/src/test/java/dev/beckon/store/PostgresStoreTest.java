package dev.beckon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PostgresStoreTest extends StoreContract {

    @Override
    StoreSettings fresh() {
        return Databases.postgres();
    }

    @Test
    void doesAgainWhatADeadlockEnded() {
        try (var node = new StoreFixture(fresh())) {
            node.change("INSERT INTO facts_of_store (name, value) VALUES ('a', ''), ('b', '')");
            var bothHoldOne = new CountDownLatch(2);
            var first = CompletableFuture.runAsync(() -> swap(node, bothHoldOne, "a", "b"));
            var second = CompletableFuture.runAsync(() -> swap(node, bothHoldOne, "b", "a"));
            CompletableFuture.allOf(first, second).join();
            assertThat(node.rows(
                            "SELECT name, length(value) FROM facts_of_store WHERE name IN ('a', 'b') ORDER BY name"))
                    .containsExactly("a 2", "b 2");
        }
    }

    private static void swap(StoreFixture node, CountDownLatch bothHoldOne, String first, String second) {
        String sql = "UPDATE facts_of_store SET value = value || 'x' WHERE name = ?";
        Map<String, Integer> changed = node.store.transaction(connection -> {
            int one = Rows.change(connection, sql, first);
            bothHoldOne.countDown();
            try {
                bothHoldOne.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Map.of(first, one, second, Rows.change(connection, sql, second));
        });
        assertThat(changed).hasSize(2);
    }
}
