package dev.beckon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PostgresStoreTest {

    StoreSettings empty() {
        return Databases.postgres();
    }

    @Nested
    class Database extends DatabaseContract {
        @Override
        StoreSettings fresh() {
            return empty();
        }
    }

    @Nested
    class Claims extends ClaimsContract {
        @Override
        StoreSettings fresh() {
            return empty();
        }
    }

    @Nested
    class Leases extends LeasesContract {
        @Override
        StoreSettings fresh() {
            return empty();
        }
    }

    @Nested
    class Checks extends ChecksContract {
        @Override
        StoreSettings fresh() {
            return empty();
        }
    }

    @Nested
    class Runs extends RunsContract {
        @Override
        StoreSettings fresh() {
            return empty();
        }
    }

    @Nested
    class Lanes extends LanesContract {
        @Override
        StoreSettings fresh() {
            return empty();
        }
    }

    @Nested
    class Outcomes extends OutcomesContract {
        @Override
        StoreSettings fresh() {
            return empty();
        }
    }

    @Test
    void doesAgainWhatADeadlockEnded() {
        try (var node = new StoreFixture(empty())) {
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
