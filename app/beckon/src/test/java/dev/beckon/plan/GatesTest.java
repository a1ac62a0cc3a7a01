package dev.beckon.plan;

import static dev.beckon.plan.Person.aPerson;
import static dev.beckon.plan.Person.reachable;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesTest {

    private static final String WIN_BACK = "action: win-back\nchannels: [email, whatsapp, phone]";

    private PlanFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new PlanFixture(folder).campaign("win-back", WIN_BACK);
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    @Test
    void plansAMessageWithEverythingThatSendingNeeds() {
        List<Plan> plans =
                fixture.plan(reachable("c1").in("RFM", "At Risk"), aPerson("c2")); // c2 isn't of the audience

        assertThat(plans).singleElement().satisfies(plan -> {
            assertThat(plan.audience()).isEqualTo(1);
            assertThat(plan.messages()).isEqualTo(1);
            assertThat(plan.skipsByReason()).isEmpty();
        });
        assertThat(fixture.message("win-back", "c1"))
                .containsEntry("channel", "email")
                .containsEntry("language", "en")
                .containsEntry("address", "c1@example.com")
                .containsEntry("time_zone", "Asia/Kolkata")
                .containsEntry("action", "win-back")
                .containsEntry("priority", 50)
                .containsEntry("value", 10_000L)
                .containsEntry("cost_micros", 20_000L)
                .containsEntry("segments", "RFM=At Risk")
                .containsEntry("parameters", "{\"discount\":15}")
                .containsEntry("variables", "{\"discount\":\"15\",\"firstName\":\"Asha\"}")
                .containsEntry("rule", "Recommend win-back (rules/actions/test.drl:7)");
    }

    @Test
    void skipsWhomARuleVetoes() {
        fixture.plan(
                reachable("all").vetoed(null, "complained lately"),
                reachable("this").vetoed("win-back", "bought already"),
                reachable("other").vetoed("bundle", "bought already"));

        assertThat(fixture.outcome("win-back", "all")).isEqualTo("vetoed: complained lately");
        assertThat(fixture.outcome("win-back", "this")).isEqualTo("vetoed: bought already");
        assertThat(fixture.outcome("win-back", "other")).isEqualTo("email");
        assertThat(fixture.skip("win-back", "all")).containsEntry("rule", "Veto (rules/actions/test.drl:7)");
    }

    @Test
    void skipsMinorsAndLetsUnknownAgesPass() {
        fixture.policies("minimum-age: 18")
                .plan(
                        reachable("a17").with("age", 17L),
                        reachable("a18").with("age", 18L),
                        reachable("unknown").with("age", null));

        assertThat(fixture.outcome("win-back", "a17")).isEqualTo("minor: younger than 18");
        assertThat(fixture.outcome("win-back", "a18")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "unknown")).isEqualTo("email");
    }

    @Test
    void skipsUnknownAgesWhereThePolicySaysSo() {
        fixture.policies("{minimum-age: 18, unknown-age: skip}")
                .plan(reachable("unknown").with("age", null));

        assertThat(fixture.outcome("win-back", "unknown")).isEqualTo("minor: age not known");
    }

    @Test
    void skipsWhoAskedNotToBeDisturbed() {
        fixture.plan(reachable("c1").with("doNotDisturb", true));

        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("do-not-disturb: asked not to be disturbed");
    }

    @Test
    void saysWhichChannelLacksWhat() {
        fixture.plan(
                aPerson("none").recommended("win-back", 1, Map.of("discount", 5L)),
                aPerson("denied")
                        .with("emailConsent", "denied")
                        .with("emailAddress", "d@example.com")
                        .recommended("win-back", 1, Map.of("discount", 5L)),
                aPerson("no-address")
                        .with("emailConsent", "granted")
                        .with("phoneConsent", "denied")
                        .recommended("win-back", 1, Map.of("discount", 5L)));

        assertThat(fixture.outcome("win-back", "none")).isEqualTo("no-channel: no consent record");
        assertThat(fixture.outcome("win-back", "denied")).isEqualTo("no-channel: consent denied");
        assertThat(fixture.outcome("win-back", "no-address")).isEqualTo("no-channel: consent, but no usable address");
        assertThat(fixture.skip("win-back", "no-address"))
                .containsEntry(
                        "detail",
                        "email: consent, but no usable address; whatsapp: no consent record; phone: consent denied");
    }
}
