package dev.beckon.plan;

import static dev.beckon.plan.Person.reachable;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An offer's first and last day belong to it, from midnight to midnight in the company's time zone. */
class OfferDaysTest {

    /** The company is in India, 5:30 hours ahead of UTC; the offer is from 3 to 5 November. */
    @ParameterizedTest
    @CsvSource({
        // before the first day a message waits for its beginning
        "2026-11-02T18:29:59Z, email, 2026-11-02 18:30:00.0",
        "2026-11-02T18:30:00Z, email, 2026-11-02 18:30:00.0",
        "2026-11-04T06:30:00Z, email, 2026-11-04 06:30:00.0",
        "2026-11-05T18:29:59Z, email, 2026-11-05 18:29:59.0",
        "2026-11-05T18:30:00Z, no-permitted-hour: the offer is over,",
    })
    void belongToTheOffer(Instant at, String outcome, String sendAt, @TempDir Path folder) throws SQLException {
        try (var fixture = new PlanFixture(folder)) {
            fixture.campaign("win-back", "action: win-back\nchannels: [email]\nstarts: 2026-11-03\nends: 2026-11-05")
                    .plan(at, reachable("c1"));

            assertThat(fixture.outcome("win-back", "c1")).isEqualTo(outcome);
            if (outcome.equals("email")) {
                assertThat(fixture.message("win-back", "c1").get("send_at")).hasToString(sendAt);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-03, 2026-11-03, email",
        "2026-11-02, 2026-11-02, no-permitted-hour: the offer is over",
    })
    void canBeOne(String starts, String ends, String outcome, @TempDir Path folder) throws SQLException {
        try (var fixture = new PlanFixture(folder)) {
            fixture.campaign("win-back", "action: win-back\nchannels: [email]\nstarts: " + starts + "\nends: " + ends)
                    .plan(Instant.parse("2026-11-03T06:30:00Z"), reachable("c1"));

            assertThat(fixture.outcome("win-back", "c1")).isEqualTo(outcome);
        }
    }
}
