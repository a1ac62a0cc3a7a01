package dev.beckon.store;

import static dev.beckon.store.MessageState.FAILED;
import static dev.beckon.store.StoreFixture.NOON;
import static dev.beckon.store.StoreFixture.address;
import static dev.beckon.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What follows from what providers say. */
abstract class OutcomesContract extends StoreContract {

    @Test
    void fiveSoftBouncesInARowSuppressAnAddress() {
        StoreFixture node = node();
        for (int i = 0; i < 10; i++) {
            // The fifth message arrives: no five in a row before the tenth.
            OutboxMessage message =
                    node.claim(node.open("campaign-" + i, "asha"), "a", 1).get(0);
            assertThat(node.start(message, "a", NOON.plusSeconds(i))).isEqualTo(GO);
            node.end(
                    i == 4
                            ? Ending.sent(message, "x")
                            : Ending.failed(message, "452", "mailbox full").softly(),
                    "a");
            assertThat(node.suppressions
                            .snapshot()
                            .reason("email", address("asha"))
                            .isPresent())
                    .as("after message " + i)
                    .isEqualTo(i == 9);
        }
        assertThat(node.rows("SELECT state FROM outbox WHERE state = 'FAILED'")).hasSize(9);
    }

    @Test
    void planningLearnsWhatWasSentSince() throws SQLException {
        StoreFixture node = node();
        Run run = node.open("hello", "asha", "ravi", "tara");
        for (int day = 0; day < 3; day++) {
            node.sendOne(run, NOON.plus(DAY.multipliedBy(day)));
        }
        try (var planning = DriverManager.getConnection("jdbc:duckdb:");
                var statement = planning.createStatement()) {
            statement.execute("ATTACH ':memory:' AS plan; CREATE SCHEMA input;"
                    + "CREATE TABLE plan.contacts(customer_id VARCHAR, channel VARCHAR, sent_at TIMESTAMP, campaign VARCHAR);"
                    + "CREATE TABLE input.contacts AS SELECT *, 'sent' AS state FROM plan.contacts");
            new Contacts(node.store, node.suppressions.snapshot()).writeTo(planning, NOON);
            try (var row =
                    statement.executeQuery("SELECT string_agg(customer_id || ' ' || sent_at || ' ' || campaign, ', '"
                            + " ORDER BY customer_id) FROM plan.contacts")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1))
                        .isEqualTo("ravi 2026-11-03 12:00:00 hello, tara 2026-11-04 12:00:00 hello");
            }
        }
    }

    @Test
    void anOutcomeCanSuppressTheAddress() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage message = node.claim(run, "a", 1).get(0);
        node.start(message, "a");
        node.end(Ending.failed(message, "5.1.1", "no such user").suppressing("bounced"), "a");
        assertThat(node.counts(run)).isEqualTo(Map.of(FAILED, 1L));
        assertThat(node.suppressions.snapshot().reason("email", address("asha")))
                .contains("bounced");
    }

    @Test
    void writesDownWhateverAProviderSays() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage message = node.claim(run, "a", 1).get(0);
        node.start(message, "a");
        node.end(Ending.inDoubt(message, "\u0000", "half \uD83C of a cake \uD83C\uDF70\r\n" + "x".repeat(5000)), "a");
        assertThat(node.rows("SELECT code, detail FROM outbox").get(0))
                .startsWith("? half ? of a cake \uD83C\uDF70??xx");
    }
}
