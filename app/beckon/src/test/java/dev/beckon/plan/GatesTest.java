package dev.beckon.plan;

import static dev.beckon.plan.Person.aPerson;
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
    void letsEveryAgePassWithoutAMinimum() {
        fixture.plan(reachable("child").with("age", 3L), reachable("unknown").with("age", null));

        assertThat(fixture.outcome("win-back", "child")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "unknown")).isEqualTo("email");
    }

    @Test
    void skipsWhoAskedNotToBeDisturbed() {
        fixture.plan(
                reachable("c1").with("doNotDisturb", true),
                reachable("no").with("doNotDisturb", false),
                reachable("unknown"));
        assertThat(fixture.outcome("win-back", "no")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "unknown")).isEqualTo("email");

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

    @Test
    void namesTheRuleThatAvoidsTheOnlyChannel() {
        fixture.plan(aPerson("c1")
                .withEmail("c1@example.com")
                .recommended("win-back", 1, Map.of("discount", 5L))
                .avoids("email"));

        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("no-channel: avoided by a rule");
        assertThat(fixture.skip("win-back", "c1"))
                .containsEntry(
                        "detail",
                        "email: avoided by a rule \"Avoid email\"; whatsapp: no consent record; phone: no consent record")
                .containsEntry("rule", "Avoid email (rules/actions/test.drl:7)");
    }

    @Test
    void choosesTheChannelThatRulesPreferThenTheCustomersThenTheCampaigns() {
        fixture.plan(
                reachable("campaign"),
                reachable("customer").with("preferredChannel", "phone"),
                reachable("rule")
                        .with("preferredChannel", "phone")
                        .prefers("email", 1)
                        .prefers("whatsapp", 9),
                reachable("avoided").with("preferredChannel", "phone").avoids("phone"),
                reachable("not-consented").with("whatsappConsent", "denied").prefers("whatsapp", 9),
                reachable("not-offered").with("preferredChannel", "pigeon"));

        assertThat(fixture.outcome("win-back", "campaign")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "customer")).isEqualTo("phone");
        assertThat(fixture.outcome("win-back", "rule")).isEqualTo("whatsapp");
        assertThat(fixture.outcome("win-back", "avoided")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "not-consented")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "not-offered")).isEqualTo("email");
    }

    @Test
    void usesOnlyChannelsOfTheCampaign() {
        fixture.campaign("bundle", "action: bundle\nchannels: [phone]")
                .plan(reachable("c1")
                        .with("phoneConsent", "denied")
                        .recommendedNothing()
                        .recommended("bundle", 1, Map.of("discount", 1L)));

        assertThat(fixture.outcome("bundle", "c1")).isEqualTo("no-channel: consent denied");
    }

    @Test
    void skipsWhoseEveryChannelIsSuppressedAndTakesAnotherOtherwise() {
        fixture.plan(
                reachable("both").with("emailSuppression", "unsubscribed").with("phoneSuppression", "stop"),
                reachable("email").with("emailSuppression", "bounced"));

        assertThat(fixture.outcome("win-back", "both")).isEqualTo("suppressed: unsubscribed");
        assertThat(fixture.skip("win-back", "both"))
                .containsEntry("detail", "email: unsubscribed; whatsapp: stop; phone: stop");
        assertThat(fixture.outcome("win-back", "email")).isEqualTo("whatsapp");
    }

    @Test
    void sendsOneMessageToAnAddressThatSeveralShare() {
        fixture.plan(
                reachable("a").withEmail("home@example.com").with("monetary", 100L),
                reachable("b").withEmail("Home@example.com").with("monetary", 300L),
                reachable("c").withEmail("home@example.com").with("monetary", 300L),
                reachable("d").withEmail("home@example.com").with("monetary", null),
                reachable("e")
                        .withEmail("home@example.com")
                        .with("monetary", 900L)
                        .with("emailConsent", "denied"));

        assertThat(fixture.outcome("win-back", "b")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "a")).isEqualTo("same-address: another customer has the same address");
        assertThat(fixture.outcome("win-back", "c")).startsWith("same-address");
        assertThat(fixture.outcome("win-back", "d")).startsWith("same-address");
        assertThat(fixture.outcome("win-back", "e")).isEqualTo("whatsapp");
        assertThat(fixture.skip("win-back", "a")).containsEntry("detail", "goes to customer b");
    }

    @Test
    void letsTheCampaignOfHighestPriorityWinAndNamesIt() {
        fixture.campaign("bundle", "action: bundle\nchannels: [email]")
                .plan(
                        reachable("c1").recommended("bundle", 60, Map.of("discount", 1L)),
                        reachable("c2").recommended("bundle", 40, Map.of("discount", 1L)),
                        reachable("tie").recommended("bundle", 50, Map.of("discount", 1L)));

        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("lost-arbitration: bundle comes first");
        assertThat(fixture.skip("win-back", "c1")).containsEntry("detail", "priority 60 against 50");
        assertThat(fixture.outcome("bundle", "c1")).isEqualTo("email");
        assertThat(fixture.outcome("bundle", "c2")).isEqualTo("lost-arbitration: win-back comes first");
        assertThat(fixture.outcome("bundle", "tie")).isEqualTo("email");
        assertThat(fixture.outcome("win-back", "tie")).isEqualTo("lost-arbitration: bundle comes first");
    }

    @Test
    void letsACampaignsOwnPriorityStandForTheRules() {
        fixture.campaign("bundle", "action: bundle\nchannels: [email]\npriority: 99")
                .plan(reachable("c1").recommended("bundle", 1, Map.of("discount", 1L)));

        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("lost-arbitration: bundle comes first");
    }

    @Test
    void doesntReviveTheLoserWhenTheWinnerDropsOutLater() {
        fixture.campaign("bundle", "action: bundle\nchannels: [email]\ncontrol-group: 100%")
                .plan(reachable("c1").recommended("bundle", 60, Map.of("discount", 1L)));

        assertThat(fixture.outcome("bundle", "c1")).isEqualTo("control-group: control group");
        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("lost-arbitration: bundle comes first");
    }

    @Test
    void givesACustomerToTheNextCampaignWhenAnEarlierGateStopsTheBest() {
        fixture.campaign("bundle", "action: bundle\nchannels: [email]")
                .plan(reachable("c1")
                        .recommended("bundle", 60, Map.of("discount", 1L))
                        .vetoed("bundle", "bought it"));

        assertThat(fixture.outcome("bundle", "c1")).isEqualTo("vetoed: bought it");
        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("email");
    }

    @Test
    void keepsACampaignThatIsOverFromTakingCustomers() {
        fixture.campaign("bundle", "action: bundle\nchannels: [email]\nends: 2026-11-01")
                .plan(reachable("c1").recommended("bundle", 60, Map.of("discount", 1L)));

        assertThat(fixture.outcome("bundle", "c1")).isEqualTo("no-permitted-hour: the offer is over");
        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("email");
    }

    @Test
    void holdsOutTheControlGroupAndTheGlobalOne() {
        fixture.policies("{control-group: 100%, salt: x}").plan(reachable("c1"));
        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("control-group: control group");
        assertThat(fixture.skip("win-back", "c1")).containsEntry("detail", "100% of the audience");

        fixture.policies("{control-group: 100%, global-hold-out: 100%}").plan(reachable("c1"));
        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("global-hold-out: global hold-out");
    }

    @Test
    void waitsForThePermittedHourInTheCustomersOwnZone() {
        fixture.policies("quiet-hours: {email: \"21:00-13:00\"}")
                .plan(
                        reachable("company"),
                        reachable("berlin").with("timeZone", "Europe/Berlin"),
                        reachable("nonsense").with("timeZone", "Mars/Olympus"));

        // Noon in India is 07:30 in Berlin.
        assertThat(fixture.message("win-back", "company").get("send_at")).hasToString("2026-11-02 07:30:00.0");
        assertThat(fixture.message("win-back", "berlin").get("send_at")).hasToString("2026-11-02 12:00:00.0");
        assertThat(fixture.message("win-back", "berlin")).containsEntry("time_zone", "Europe/Berlin");
        assertThat(fixture.message("win-back", "nonsense")).containsEntry("time_zone", "Asia/Kolkata");
    }

    @Test
    void skipsWhomNoPermittedHourReachesBeforeTheOfferEnds() {
        fixture.campaign("win-back", WIN_BACK + "\nends: 2026-11-02")
                .policies("quiet-hours: {email: \"11:00-09:00\"}")
                .plan(reachable("c1"), reachable("west").with("timeZone", "America/Los_Angeles"));

        // In Los Angeles it is 22:30 of the day before; 09:00 there is 22:30 in India, before the offer ends.
        assertThat(fixture.outcome("win-back", "c1"))
                .isEqualTo("no-permitted-hour: quiet hours last until the offer ends");
        assertThat(fixture.message("win-back", "west").get("send_at")).hasToString("2026-11-02 17:00:00.0");
    }

    /**
     * The offer ends at midnight in India, 18:30 UTC. In New York the clocks go back that morning: 13:00 is 18:00 UTC
     * and 14:00 is 19:00 UTC, which would be 18:00 in summer time.
     */
    @Test
    void waitsByTheClockOfTheDayOnWhichItChanges() {
        fixture.campaign("win-back", WIN_BACK + "\nends: 2026-11-01")
                .policies("quiet-hours: {email: \"21:00-13:00\", whatsapp: \"21:00-14:00\"}")
                .plan(
                        Instant.parse("2026-11-01T04:30:00Z"),
                        reachable("waits").with("timeZone", "America/New_York"),
                        reachable("too-late")
                                .with("timeZone", "America/New_York")
                                .with("preferredChannel", "whatsapp"));

        assertThat(fixture.message("win-back", "waits").get("send_at")).hasToString("2026-11-01 18:00:00.0");
        assertThat(fixture.outcome("win-back", "too-late"))
                .isEqualTo("no-permitted-hour: quiet hours last until the offer ends");
    }

    @Test
    void callsOnlyWhenEveryZoneOfTheNumberPermits() {
        var kazanOrVladivostok = reachable("ru").withPhone("+79161234567").with("emailConsent", null);
        fixture.campaign("win-back", "action: win-back\nchannels: [phone]")
                .policies("quiet-hours: {phone: \"19:00-10:00\"}")
                .plan(
                        reachable("in").withPhone("+919820012345"),
                        reachable("us").withPhone("+12125550123"),
                        kazanOrVladivostok,
                        reachable("ru-known").withPhone("+79161234568").with("timeZone", "Europe/Moscow"),
                        reachable("abroad").withPhone("+919820012346").with("timeZone", "America/New_York"));

        assertThat(fixture.message("win-back", "in").get("send_at")).hasToString("2026-11-02 06:30:00.0");
        assertThat(fixture.message("win-back", "us").get("send_at")).hasToString("2026-11-02 15:00:00.0");
        assertThat(fixture.outcome("win-back", "ru")).isEqualTo("no-permitted-hour: no hour is permitted in all zones");
        assertThat(fixture.message("win-back", "ru-known").get("send_at")).hasToString("2026-11-02 07:00:00.0");
        // 10:00-19:00 in Kolkata and in New York never overlap.
        assertThat(fixture.outcome("win-back", "abroad"))
                .isEqualTo("no-permitted-hour: no hour is permitted in all zones");
    }

    @Test
    void startsOnTheFirstDayOfTheOffer() {
        fixture.campaign("win-back", WIN_BACK + "\nstarts: 2026-11-10").plan(reachable("c1"));

        assertThat(fixture.message("win-back", "c1").get("send_at")).hasToString("2026-11-09 18:30:00.0");
    }

    @Test
    void skipsWhoseMessageLacksAValue() {
        fixture.plan(
                reachable("no-name").with("firstName", null),
                reachable("no-discount").recommended("win-back", 1, Map.of()),
                reachable("mistyped").recommended("win-back", 1, Map.of("discount", "much")),
                reachable("long").with("firstName", "x".repeat(300)),
                reachable("injection").with("firstName", "Asha\r\nBcc: all@example.com"));

        assertThat(fixture.outcome("win-back", "no-name")).isEqualTo("template-variable: a value is missing");
        assertThat(fixture.skip("win-back", "no-name")).containsEntry("detail", "firstName");
        assertThat(fixture.outcome("win-back", "no-discount")).isEqualTo("template-variable: a value is missing");
        assertThat(fixture.outcome("win-back", "mistyped"))
                .isEqualTo("template-variable: a parameter has the wrong type");
        assertThat(fixture.outcome("win-back", "long"))
                .isEqualTo("template-variable: the message doesn't fit its channel");
        assertThat(fixture.outcome("win-back", "injection"))
                .isEqualTo("template-variable: the message doesn't fit its channel");
        assertThat(fixture.skip("win-back", "injection").toString()).doesNotContain("Bcc");
    }

    @Test
    void writesInTheCustomersLanguageOrTheFirstOne() {
        fixture.campaign("win-back", WIN_BACK + "\nlanguages: [en, hi]")
                .plan(
                        reachable("hi").with("language", "hi"),
                        reachable("hi-in").with("language", "hi-IN"),
                        reachable("fr").with("language", "fr"),
                        reachable("unknown"));

        assertThat(List.of("hi", "hi-in", "fr", "unknown"))
                .extracting(id -> fixture.message("win-back", id).get("language"))
                .containsExactly("hi", "hi", "en", "en");
    }

    @Test
    void servesASegmentAndThoseOfNone() {
        fixture.campaign(
                        "champions",
                        "segment: {dimension: RFM, in: [Champions, Others]}\nchannels: [email]\npriority: 90")
                .write("champions", "email.en.subject.txt", "Hello")
                .plan(
                        reachable("champion").in("RFM", "Champions"),
                        reachable("other"),
                        reachable("at-risk").in("RFM", "At Risk"));

        assertThat(fixture.outcome("champions", "champion")).isEqualTo("email");
        assertThat(fixture.outcome("champions", "other")).isEqualTo("email");
        assertThat(fixture.query("SELECT * FROM plan.messages WHERE campaign = 'champions'"))
                .hasSize(2);
        assertThat(fixture.message("champions", "other").get("action")).isNull();
    }

    @Test
    void theFirstGateOfSeveralIsTheReason() {
        fixture.policies("minimum-age: 18")
                .plan(reachable("c1")
                        .with("age", 12L)
                        .with("doNotDisturb", true)
                        .with("emailSuppression", "bounced")
                        .with("firstName", null));

        assertThat(fixture.outcome("win-back", "c1")).isEqualTo("minor: younger than 18");
    }
}
