package dev.beckon.plan;

import static dev.beckon.plan.Person.reachable;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are at noon in India, 2026-11-02T06:30:00Z. */
class FrequencyCapTest {

    private PlanFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new PlanFixture(folder).campaign("win-back", "action: win-back\nchannels: [email, whatsapp]");
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    @Test
    void countsWhatLiesLessThanTheCapsTimeBack() {
        fixture.policies("frequency-caps: {any: 1 per 7 days}")
                .contact("week", "email", "2026-10-26 06:30:00")
                .contact("less", "email", "2026-10-26 06:30:01")
                .contact("now", "phone", "2026-11-02 06:30:00")
                .contact("later", "email", "2026-11-02 06:30:01")
                .plan(reachable("week"), reachable("less"), reachable("now"), reachable("later"), reachable("never"));

        assertThat(fixture.outcome("win-back", "week")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "less")).isEqualTo("frequency-cap: at most 1 message per 7 days");
        assertThat(fixture.skip("win-back", "less")).containsEntry("detail", "had 1 in the 7 days before");
        assertThat(fixture.outcome("win-back", "now")).startsWith("frequency-cap");
        assertThat(fixture.outcome("win-back", "later")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "never")).isEqualTo("email");
    }

    @Test
    void countsPerChannelAndOverall() {
        fixture.policies("frequency-caps: {any: [3 per 7 days, 4 per 30 days], email: 2 per 30 days}")
                .contact("mails", "email", "2026-10-10 00:00:00")
                .contact("mails", "email", "2026-10-11 00:00:00")
                .contact("messages", "whatsapp", "2026-10-10 00:00:00")
                .contact("messages", "whatsapp", "2026-10-11 00:00:00")
                .contact("by-whatsapp", "email", "2026-10-10 00:00:00")
                .contact("by-whatsapp", "email", "2026-10-11 00:00:00")
                .contact("month", "whatsapp", "2026-10-10 00:00:00")
                .contact("month", "phone", "2026-10-11 00:00:00")
                .contact("month", "whatsapp", "2026-10-12 00:00:00")
                .contact("month", "email", "2026-10-13 00:00:00")
                .plan(
                        reachable("mails"),
                        reachable("messages"),
                        reachable("by-whatsapp").with("preferredChannel", "whatsapp"),
                        reachable("month"));

        assertThat(fixture.outcome("win-back", "mails"))
                .isEqualTo("frequency-cap: at most 2 messages by email per 30 days");
        assertThat(fixture.outcome("win-back", "messages")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "by-whatsapp")).isEqualTo("whatsapp");
        assertThat(fixture.outcome("win-back", "month")).isEqualTo("frequency-cap: at most 4 messages per 30 days");
        assertThat(fixture.skip("win-back", "month")).containsEntry("detail", "had 4 in the 30 days before");
    }

    /** Quiet hours until 13:00 in India, 07:30 UTC. */
    @Test
    void judgesByTheMomentOfTheMessageAlsoForTheControlGroup() {
        String policies = "frequency-caps: {any: 1 per 7 days}, quiet-hours: {email: \"21:00-13:00\"}";
        fixture.contact("out", "email", "2026-10-26 07:30:00").contact("in", "email", "2026-10-26 07:30:01");
        fixture.policies("{" + policies + "}").plan(reachable("out"), reachable("in"));

        assertThat(fixture.outcome("win-back", "out")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "in")).startsWith("frequency-cap");

        fixture.policies("{" + policies + ", control-group: 100%}").plan(reachable("out"), reachable("in"));

        assertThat(fixture.outcome("win-back", "out")).isEqualTo("control-group: control group");
        assertThat(fixture.outcome("win-back", "in")).startsWith("frequency-cap");
    }

    @Test
    void judgesByTheRunWhereNoMomentIsPermitted() {
        fixture.campaign("win-back", "action: win-back\nchannels: [email]\nends: 2026-11-02")
                .policies("{frequency-caps: {any: 1 per 7 days}, quiet-hours: {email: \"11:00-09:00\"}}")
                .contact("in", "email", "2026-10-26 06:30:01")
                .contact("out", "email", "2026-10-26 06:30:00")
                .plan(reachable("in"), reachable("out"));

        assertThat(fixture.outcome("win-back", "in")).startsWith("frequency-cap");
        assertThat(fixture.outcome("win-back", "out")).startsWith("no-permitted-hour");
    }

    @Test
    void doesntCountOtherRunsOfTheSamePlanning() {
        fixture.policies("{frequency-caps: {any: 1 per 30 days}, arbitration-window: 1d}")
                .campaign("win-back", "action: win-back\nchannels: [email]\nschedule: {cron: \"0 10 * * MON\"}")
                .campaign("bundle", "action: bundle\nchannels: [email]\nschedule: {cron: \"0 10 * * FRI\"}")
                .plan((Instant) null, reachable("c1").recommended("bundle", 10, Map.of("discount", 1L)));

        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("email");
        assertThat(fixture.outcome("bundle", "c1")).isEqualTo("email");
    }
}
