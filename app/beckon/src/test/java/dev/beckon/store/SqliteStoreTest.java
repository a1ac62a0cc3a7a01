package dev.beckon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {

    @TempDir
    private Path folder;

    StoreSettings empty() {
        return StoreSettings.file(folder.resolve("store.db"));
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
    class LeaseTimes extends LeasesContract {
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

    /** Without its condition word for word, SQLite would read every message that ever was, twice a second. */
    @Test
    void leasesAreFoundByTheirIndex() {
        try (var node = new StoreFixture(empty())) {
            assertThat(node.rows("EXPLAIN QUERY PLAN UPDATE outbox SET state = 'PLANNED' WHERE " + Leases.LEASED
                            + " AND state = 'CLAIMED' AND lease_until < 1"))
                    .singleElement()
                    .asString()
                    .contains("USING INDEX outbox_leased");
        }
    }

    @Test
    void isWrittenThrough() {
        try (var node = new StoreFixture(empty())) {
            assertThat(node.rows("PRAGMA journal_mode")).containsExactly("wal");
            assertThat(node.rows("PRAGMA synchronous")).as("FULL").containsExactly("2");
        }
    }
}
