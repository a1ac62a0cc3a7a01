package dev.beckon.store;

import static dev.beckon.store.MessageState.PLANNED;
import static dev.beckon.store.StoreFixture.NOON;
import static dev.beckon.store.StoreFixture.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept, and what nobody is told. */
abstract class DatabaseContract extends StoreContract {

    @Test
    void keepsWhatWasThereWhenItIsOpenedAgain() {
        StoreSettings settings = fresh();
        try (var first = new StoreFixture(settings)) {
            first.open("win-back", "asha", "ravi");
        }
        StoreFixture second = node(settings);
        assertThat(second.counts(second.prepare("win-back"))).isEqualTo(Map.of(PLANNED, 2L));
    }

    @Test
    void keepsNothingOfWorkThatFails() {
        StoreFixture node = node();
        assertThatThrownBy(() -> node.store.transaction(connection -> {
                    Rows.change(connection, "INSERT INTO facts_of_store (name, value) VALUES ('a', 'b')");
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(node.rows("SELECT name FROM facts_of_store WHERE name = 'a'"))
                .isEmpty();
    }

    @Test
    void noExceptionTellsAnAddress() {
        StoreFixture node = node();
        Run run = node.prepare("win-back");
        String missing = System.getProperty("a language that isn't there");
        var refused =
                new NewMessage(0, "asha", "email", "test", address("asha"), missing, null, NOON, null, new byte[0]);
        assertThatThrownBy(() -> node.outbox.add(run.number(), List.of(refused)))
                .isInstanceOf(StoreUnavailable.class)
                .satisfies(thrown -> {
                    for (Throwable each = thrown; each != null; each = each.getCause()) {
                        assertThat(String.valueOf(each.getMessage())).doesNotContain("asha");
                    }
                });
    }

    @Test
    void theClockIsTheDatabases() {
        StoreFixture node = node();
        Instant before = node.store.now();
        Instant now = node.store.clock().instant();
        assertThat(now).isBetween(before.minusMillis(1), node.store.now().plusMillis(1));
    }
}
