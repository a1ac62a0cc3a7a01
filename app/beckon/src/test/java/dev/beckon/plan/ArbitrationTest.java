package dev.beckon.plan;

import static dev.beckon.plan.Person.reachable;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which campaigns compete for a customer, and when each of them runs. 2026-11-02 is a Monday. */
class ArbitrationTest {

    private static final Instant MONDAY_TEN = Instant.parse("2026-11-02T04:30:00Z");
    private static final Person ASHA = reachable("c1")
            .recommended("win-back", 40, Map.of("discount", 1L))
            .recommended("bundle", 50, Map.of("discount", 1L))
            .recommended("loyalty-offer", 60, Map.of("discount", 1L));

    private PlanFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new PlanFixture(folder);
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    @Test
    void losesToTheBestOfItsOwnWindowThoughThatOneLosesToo() {
        fixture.policies("arbitration-window: 3d");
        runs("win-back", "0 10 * * MON");
        runs("bundle", "0 10 * * WED");
        runs("loyalty-offer", "0 10 * * FRI");
        fixture.plan((Instant) null, ASHA);

        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("lost-arbitration: bundle comes first");
        assertThat(fixture.skip("win-back", "c1")).containsEntry("detail", "priority 50 against 40");
        assertThat(fixture.outcome("bundle", "c1")).isEqualTo("lost-arbitration: loyalty-offer comes first");
        assertThat(fixture.outcome("loyalty-offer", "c1")).isEqualTo("email");
    }

    @ParameterizedTest
    @CsvSource({
        // window, bundle's hour on Tuesday, what win-back of Monday 10:00 has
        "1d, 0 10, email", // a day apart isn't less than a day apart
        "1d, 59 9, lost-arbitration: bundle comes first",
        "25 hours, 0 10, lost-arbitration: bundle comes first",
    })
    void competesOnlyWithinTheWindow(String window, String hour, String outcome) {
        fixture.policies("arbitration-window: " + window);
        runs("win-back", "0 10 * * MON");
        runs("bundle", hour + " * * TUE");
        fixture.plan((Instant) null, ASHA);

        assertThat(fixture.outcome("win-back", "c1")).isEqualTo(outcome);
        assertThat(fixture.outcome("bundle", "c1")).isEqualTo("email");
    }

    @Test
    void takesSevenDaysWherePoliciesSayNothing() {
        runs("win-back", "0 10 2 11 *");
        runs("bundle", "59 9 9 11 *");
        runs("loyalty-offer", "0 10 9 11 *");
        fixture.plan((Instant) null, ASHA);

        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("lost-arbitration: bundle comes first");
        assertThat(fixture.outcome("loyalty-offer", "c1")).isEqualTo("email");
    }

    @Test
    void runsTheCampaignThatIsAskedForAtThatTimeAndTheOthersAtTheirNext() {
        runs("win-back", "0 10 * * MON");
        runs("bundle", "0 16 * * FRI");
        fixture.campaign("loyalty-offer", "action: loyalty-offer\nchannels: [email]")
                .named("win-back");

        // Wednesday noon in India.
        assertThat(times(Instant.parse("2026-11-04T06:30:00Z")))
                .containsEntry("win-back", "2026-11-04T06:30:00Z")
                .containsEntry("bundle", "2026-11-06T10:30:00Z")
                .containsEntry("loyalty-offer", "2026-11-04T06:30:00Z");
        assertThat(times(Instant.parse("2026-11-06T10:30:00Z"))).containsEntry("bundle", "2026-11-06T10:30:00Z");
        fixture.named(null);
        assertThat(times(Instant.parse("2026-11-04T06:30:00Z")).values()).containsOnly("2026-11-04T06:30:00Z");
    }

    private Map<String, String> times(Instant at) {
        var times = new java.util.TreeMap<String, String>();
        fixture.plan(at, ASHA)
                .forEach(plan -> times.put(plan.campaign(), plan.at().toString()));
        return times;
    }

    @Test
    void hasTheSameOutcomeWhicheverCampaignIsNamed() {
        fixture.policies("arbitration-window: 3d");
        runs("win-back", "0 10 * * MON");
        runs("bundle", "0 10 * * WED");
        runs("loyalty-offer", "0 10 * * FRI");
        List<Plan> all = fixture.plan((Instant) null, ASHA);

        for (String name : List.of("win-back", "bundle", "loyalty-offer")) {
            assertThat(fixture.named(name).plan((Instant) null, ASHA)).isEqualTo(all);
        }
        // On Monday at ten everything is due when it is without a time.
        assertThat(fixture.named("win-back").plan(MONDAY_TEN, ASHA)).isEqualTo(all);
    }

    @Test
    void takesNobodyForAnOfferThatHasntBegun() {
        runs("win-back", "0 10 * * MON");
        fixture.campaign("bundle", "action: bundle\nchannels: [email]\nstarts: 2026-11-05")
                .plan(MONDAY_TEN, ASHA, reachable("c2").recommended("bundle", 30, Map.of("discount", 1L)));

        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("email");
        assertThat(fixture.message("bundle", "c1").get("send_at")).hasToString("2026-11-04 18:30:00.0");
        assertThat(fixture.outcome("bundle", "c2")).isEqualTo("lost-arbitration: win-back comes first");
    }

    @Test
    void decidesByValueThenByName() {
        fixture.campaign("win-back", "action: win-back\nchannels: [email]\npriority: 5\nvalue: monetary")
                .campaign("bundle", "action: bundle\nchannels: [email]\npriority: 5\nvalue: orders");

        fixture.plan(
                ASHA.copy("more-money").with("monetary", 700L).with("orders", 3L),
                ASHA.copy("more-orders").with("monetary", 700L).with("orders", 701L),
                ASHA.copy("even").with("monetary", 700L).with("orders", 700L),
                ASHA.copy("nothing-known").with("monetary", null).with("orders", null),
                ASHA.copy("in-the-red").with("monetary", -7L).with("orders", null));

        assertThat(fixture.outcome("bundle", "more-money")).isEqualTo("lost-arbitration: win-back comes first");
        assertThat(fixture.outcome("win-back", "more-orders")).isEqualTo("lost-arbitration: bundle comes first");
        assertThat(fixture.outcome("win-back", "even")).isEqualTo("lost-arbitration: bundle comes first");
        assertThat(fixture.outcome("win-back", "nothing-known")).isEqualTo("lost-arbitration: bundle comes first");
        assertThat(fixture.outcome("bundle", "in-the-red")).isEqualTo("lost-arbitration: win-back comes first");
    }

    @Test
    void comparesExtremePriorities() {
        runs("win-back", "0 10 * * MON");
        runs("bundle", "0 10 * * MON");
        fixture.plan(
                (Instant) null,
                reachable("c1")
                        .recommended("win-back", Integer.MAX_VALUE, Map.of("discount", 1L))
                        .recommended("bundle", Integer.MIN_VALUE, Map.of("discount", 1L)));

        assertThat(fixture.outcome("bundle", "c1")).isEqualTo("lost-arbitration: win-back comes first");
        assertThat(fixture.skip("bundle", "c1")).containsEntry("detail", "priority 2147483647 against -2147483648");
    }

    private void runs(String action, String cron) {
        fixture.campaign(
                action,
                "action: " + action + "\nchannels: [email]\nschedule: {cron: \"" + cron
                        + "\", time-zone: Asia/Kolkata}");
    }
}
