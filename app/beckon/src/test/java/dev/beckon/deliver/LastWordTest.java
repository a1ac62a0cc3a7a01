package dev.beckon.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.features.Rows;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is known by an email address is the same person in any case. */
class LastWordTest {

    private Connection data;

    @BeforeEach
    void open() throws SQLException {
        data = DriverManager.getConnection("jdbc:duckdb:");
        try (var statement = data.createStatement()) {
            statement.execute("""
                    CREATE SCHEMA input;
                    CREATE TABLE input.customers AS SELECT * FROM (VALUES
                        (0, 'Bob@x.com'), (1, 'BOB@X.COM'), (2, 'id7'), (3, 'ID7')) t(customer_key, customer_id);
                    CREATE TABLE input.consents AS SELECT *, TIMESTAMP '2026-01-01' + to_days(day) AS recorded_at,
                            false AS undated FROM (VALUES
                        (0, 'email', 'granted', 1), (1, 'email', 'denied', 2),
                        (2, 'email', 'granted', 1), (3, 'email', 'denied', 2),
                        (0, 'phone', 'granted', 1), (1, 'phone', 'denied', 2), (1, 'phone', 'granted', 3)
                        ) t(customer_key, channel, state, day);
                    CREATE TABLE input.former_denials AS SELECT 'dee@x.com' AS customer_id, 'email' AS channel,
                        TIMESTAMP '2026-02-01' AS recorded_at, false AS undated;
                    CREATE TABLE waiting AS SELECT * FROM (VALUES
                        ('Bob@x.com', 'email'), ('Bob@x.com', 'phone'), ('id7', 'email'), ('Dee@x.com', 'email'),
                        ('dee@x.com', 'email'), ('DEE@X.com', 'phone')) t(customer_id, channel)
                    """);
        }
    }

    @AfterEach
    void close() throws SQLException {
        data.close();
    }

    @Test
    void aDenialInAnotherSpellingCountsIfItIsTheLastWordThere() throws SQLException {
        Rows last = Rows.of(
                data,
                "SELECT customer_id || ' ' || channel, state FROM (" + LastWord.sql("SELECT * FROM waiting") + ")");

        assertThat(last.byKey()).hasSize(5);
        assertThat(last.text("Bob@x.com email", "state")).isEqualTo("denied");
        assertThat(last.text("Bob@x.com phone", "state")).isEqualTo("granted");
        assertThat(last.text("id7 email", "state")).isEqualTo("granted");
        assertThat(last.text("Dee@x.com email", "state")).isEqualTo("denied");
        assertThat(last.text("dee@x.com email", "state")).isEqualTo("denied");
    }
}
