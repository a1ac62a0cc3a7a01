package dev.beckon.deliver;

import static dev.beckon.store.MessageState.SENT;
import static dev.beckon.store.StoreFixture.customers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.StoreFixture;
import dev.beckon.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that has no room left, played by the most pages that SQLite may use. */
class FullDiskTest {

    @TempDir
    private Path folder;

    @Test
    void sendsNothingThatItCannotWriteDown() {
        String url = StoreSettings.file(folder.resolve("store.db")).url();
        var provider = new RecordingMessenger();
        Run run;
        String pages;
        try (var node = new StoreFixture(new StoreSettings(url, null, null))) {
            run = node.open("win-back", customers(300));
            pages = node.rows("PRAGMA page_count").get(0);
        }
        // Room for some messages' outcomes: each takes a long name from its provider.
        provider.answering(each -> new Outcome.Accepted("x".repeat(400)));
        long full = Long.parseLong(pages) + 8;
        try (var node = new StoreFixture(new StoreSettings(url + "?max_page_count=" + full, null, null))) {
            var delivery = new Deliveries(node).lease(Duration.ofSeconds(1)).start(provider);
            Deliveries.await("full", () -> isStill(provider));
            assertThat(provider.attempts()).hasSizeBetween(1, 299);
            delivery.close();
        }
        try (var node = new StoreFixture(new StoreSettings(url, null, null))) {
            var second = new RecordingMessenger();
            try (var delivery = new Deliveries(node).start(second)) {
                new Deliveries(node).await(run, RunState.DONE);
            }
            Map<MessageState, Long> counts = node.counts(run);
            // Four workers may have sent what then couldn't be written down.
            long inDoubt = counts.getOrDefault(MessageState.IN_DOUBT, 0L);
            assertThat(counts.getOrDefault(SENT, 0L) + inDoubt).isEqualTo(300);
            assertThat(inDoubt).isLessThanOrEqualTo(4);
            var all = new ArrayList<>(provider.customers());
            all.addAll(second.customers());
            assertThat(all).containsExactlyInAnyOrder(customers(300));
        }
    }

    private static boolean isStill(RecordingMessenger provider) {
        int before = provider.attempts().size();
        try {
            Thread.sleep(1500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return before > 0 && provider.attempts().size() == before;
    }
}
