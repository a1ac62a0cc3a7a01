package dev.beckon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {

    @TempDir
    private Path folder;

    @Override
    StoreSettings fresh() {
        return StoreSettings.file(folder.resolve("store.db"));
    }

    @Test
    void isWrittenThrough() {
        try (var node = new StoreFixture(fresh())) {
            assertThat(node.rows("PRAGMA journal_mode")).containsExactly("wal");
            assertThat(node.rows("PRAGMA synchronous")).as("FULL").containsExactly("2");
        }
    }
}
