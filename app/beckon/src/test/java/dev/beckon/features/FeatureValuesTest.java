package dev.beckon.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.beckon.facts.Property;
import dev.beckon.facts.StandardProperties;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every property, worked out by hand for customers who are each odd in one way. */
class FeatureValuesTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);

    private InputTables input;

    @BeforeEach
    void open() throws SQLException {
        input = new InputTables();
    }

    @AfterEach
    void close() throws SQLException {
        input.close();
    }

    @Test
    void aCustomerOfWhomNothingIsKnownHasNoFacts() throws SQLException {
        input.customers("nobody");
        String[] all = StandardProperties.ALL.stream().map(Property::name).toArray(String[]::new);

        Map<String, @Nullable Object> facts = of("nobody", all);

        assertThat(facts).hasSize(all.length);
        assertThat(facts.entrySet().stream().filter(fact -> fact.getValue() != null))
                .containsExactlyInAnyOrder(
                        entry("mayEmail", false), entry("mayWhatsApp", false), entry("mayCall", false));
    }

    @Test
    void whoNeverBoughtHasNoOrdersOnceThereAreOrdersAtAll() throws SQLException {
        input.customers("idle", "buyer");
        input.line("buyer", "o1", "2026-10-01", 1000);

        assertThat(of("idle", "orders", "frequency", "monetary", "spendLast30Days", "ordersLast365Days"))
                .containsOnly(
                        entry("orders", 0L),
                        entry("frequency", 0L),
                        entry("monetary", 0L),
                        entry("spendLast30Days", 0L),
                        entry("ordersLast365Days", 0L));
        assertThat(of(
                                "idle",
                                "recencyDays",
                                "recencyScore",
                                "frequencyScore",
                                "monetaryScore",
                                "rfm",
                                "tenureDays",
                                "averageOrderValue",
                                "profit",
                                "favouriteProduct",
                                "lastSeenDaysAgo",
                                "returnShare")
                        .values())
                .containsOnlyNulls();
    }

    @Test
    void ordersSpendAndWindowsOfABuyer() throws SQLException {
        input.customers("ann");
        input.line("ann", "o1", "2025-11-01", "Ladoo", "Sweets", 1000, 0L); // 365 days ago
        input.line("ann", "o2", "2026-08-03", "Ladoo", "Sweets", 400, 100L); // 90 days ago
        input.line("ann", "o2", "2026-08-03", "Box", "Gifts", 900, 0L);
        input.line("ann", "o3", "2026-10-02", "Box", "Gifts", 700, 300L); // 30 days ago
        input.line("ann", "r3", "2026-10-12", "Box", "Gifts", -600, null); // a return 20 days ago

        Map<String, @Nullable Object> facts = of(
                "ann",
                "orders",
                "recencyDays",
                "firstOrderDaysAgo",
                "monetary",
                "averageOrderValue",
                "ordersLast30Days",
                "ordersLast90Days",
                "ordersLast365Days",
                "spendLast30Days",
                "spendLast90Days",
                "spendLast365Days",
                "discountShare",
                "returnShare",
                "meanDaysBetweenOrders",
                "favouriteCategory",
                "favouriteProduct",
                "tenureDays");

        assertThat(facts)
                .containsOnly(
                        entry("orders", 3L),
                        entry("recencyDays", 30L),
                        entry("firstOrderDaysAgo", 365L),
                        entry("monetary", 2400L),
                        entry("averageOrderValue", 800.0),
                        entry("ordersLast30Days", 1L),
                        entry("ordersLast90Days", 2L),
                        entry("ordersLast365Days", 3L),
                        entry("spendLast30Days", 100L),
                        entry("spendLast90Days", 1400L),
                        entry("spendLast365Days", 2400L),
                        entry("discountShare", 400.0 / 3400),
                        entry("returnShare", 600.0 / 3000),
                        entry("meanDaysBetweenOrders", 335.0 / 2),
                        entry("favouriteCategory", "Sweets"), // 1400 against 1000
                        entry("favouriteProduct", "Ladoo"),
                        entry("tenureDays", 365L));
    }

    @Test
    void overdueIsMeasuredByTheCustomersOwnRhythm() throws SQLException {
        input.customers("late", "due", "today", "once", "sameDay");
        input.line("late", "o1", "2026-09-01", 100);
        input.line("late", "o2", "2026-09-08", 100);
        input.line("late", "o3", "2026-09-08", 100); // no further purchase day
        input.line("late", "o4", "2026-09-11", 100); // every 5 days, and none for 51
        input.line("late", "r4", "2026-10-30", -100); // a return is no purchase
        input.line("due", "o1", "2025-11-01", 100);
        input.line("due", "o2", "2026-05-03", 100); // after 183 days, 182 days ago
        input.line("today", "o1", "2026-10-01", 100);
        input.line("today", "o2", "2026-11-01", 100);
        input.line("once", "o1", "2026-10-01", 100);
        input.line("sameDay", "o1", "2026-10-01", 100);
        input.line("sameDay", "o2", "2026-10-01", 100);

        var facts = input.compute(input.facts(AS_OF), "overdueRatio", "meanDaysBetweenOrders", "recencyDays");

        assertThat(facts.get("late"))
                .containsOnly(
                        entry("overdueRatio", 51 * 2 / 10.0),
                        entry("meanDaysBetweenOrders", 5.0),
                        entry("recencyDays", 51L));
        assertThat(facts.get("due")).containsEntry("overdueRatio", 182.0 / 183);
        assertThat(facts.get("today")).containsEntry("overdueRatio", 0.0);
        assertThat(facts.get("once")).containsEntry("overdueRatio", null).containsEntry("recencyDays", 31L);
        assertThat(facts.get("sameDay")).containsEntry("overdueRatio", null);
    }

    @Test
    void returnsOnlyAreNoOrderButCountAgainstSpend() throws SQLException {
        input.customers("bob", "eve");
        input.line("bob", "c1", "2026-10-30", "Box", "Gifts", -500, null);
        input.line("eve", "o1", "2026-10-01", 100);

        assertThat(of(
                        "bob",
                        "orders",
                        "recencyDays",
                        "monetary",
                        "recencyScore",
                        "monetaryScore",
                        "returnShare",
                        "averageOrderValue",
                        "favouriteProduct"))
                .containsEntry("orders", 0L)
                .containsEntry("recencyDays", null)
                .containsEntry("monetary", -500L)
                .containsEntry("recencyScore", null)
                .containsEntry("monetaryScore", null)
                .containsEntry("returnShare", null)
                .containsEntry("averageOrderValue", null)
                .containsEntry("favouriteProduct", null);
    }

    @Test
    void grossSpendLeavesReturnsOutAndFrequencyMayCountDays() throws SQLException {
        input.customers("cal");
        input.line("cal", "o1", "2026-10-01", 1000);
        input.line("cal", "o2", "2026-10-01", 500);
        input.line("cal", "r1", "2026-10-05", -400);
        var rfm = new RfmSettings(true, true, Map.of());

        assertThat(input.compute(input.facts(AS_OF, rfm), "orders", "frequency", "monetary", "spendLast90Days")
                        .get("cal"))
                .containsEntry("orders", 2L)
                .containsEntry("frequency", 1L)
                .containsEntry("monetary", 1500L)
                .containsEntry("spendLast90Days", 1100L);
    }

    @Test
    void linesAtPriceZeroAreNoPurchaseUnlessDiscountedToIt() throws SQLException {
        input.customers("gil", "hal");
        input.line("gil", "gift", "2026-10-30", 0);
        input.line("gil", "o1", "2026-10-01", 100);
        input.line("hal", "o1", "2026-10-20", null, null, 0, 250L);

        assertThat(of("gil", "orders", "recencyDays"))
                .containsEntry("orders", 1L)
                .containsEntry("recencyDays", 31L);
        assertThat(of("hal", "orders", "recencyDays", "discountShare"))
                .containsEntry("orders", 1L)
                .containsEntry("recencyDays", 12L)
                .containsEntry("discountShare", 1.0);
    }

    @Test
    void anOrderWithTwoDatesCountsOnceOnItsLast() throws SQLException {
        input.customers("ida");
        input.line("ida", "o1", "2026-09-25", 100);
        input.line("ida", "o1", "2026-10-05", 100);

        assertThat(of("ida", "orders", "ordersLast30Days", "recencyDays", "firstOrderDaysAgo"))
                .containsEntry("orders", 1L)
                .containsEntry("ordersLast30Days", 1L)
                .containsEntry("recencyDays", 27L)
                .containsEntry("firstOrderDaysAgo", 37L);
    }

    @Test
    void equalFavouritesAreBrokenByTheAlphabet() throws SQLException {
        input.customers("jo");
        input.line("jo", "o1", "2026-10-01", "Peda", "B", 500, null);
        input.line("jo", "o1", "2026-10-01", "Barfi", "A", 500, null);
        input.line("jo", "o1", "2026-10-01", null, null, 9000, null);

        assertThat(of("jo", "favouriteProduct", "favouriteCategory"))
                .containsEntry("favouriteProduct", "Barfi")
                .containsEntry("favouriteCategory", "A");
    }

    @Test
    void profitIsThatOfTheLinesWhereItIsKnown() throws SQLException {
        input.customers("kim", "lea");
        input.line("kim", "o1", "2026-10-01", 1000);
        input.line("kim", "o2", "2026-10-02", 1000);
        input.line("kim", "o3", "2026-10-03", 1000);
        input.run("UPDATE input.order_lines SET profit = 300 WHERE order_id = 'o1'");
        input.run("UPDATE input.order_lines SET profit = -50 WHERE order_id = 'o2'");
        input.line("lea", "o1", "2026-10-01", 1000);

        assertThat(of("kim", "profit")).containsEntry("profit", 250L);
        assertThat(of("lea", "profit")).containsEntry("profit", null);
    }

    @Test
    void agesAreCompletedYears() throws SQLException {
        input.customers("dueToday", "dueTomorrow", "old", "unborn", "given", "both");
        born("dueToday", "2008-11-01");
        born("dueTomorrow", "2008-11-02");
        born("old", "1890-01-01");
        born("unborn", "2027-01-01");
        input.run("UPDATE input.customers SET age = 44 WHERE customer_id = 'given'");
        input.run("UPDATE input.customers SET age = 44, birth_date = DATE '2000-01-01' WHERE customer_id = 'both'");

        var facts = input.compute(input.facts(AS_OF), "age");

        assertThat(facts.get("dueToday")).containsEntry("age", 18L);
        assertThat(facts.get("dueTomorrow")).containsEntry("age", 17L);
        assertThat(facts.get("old")).containsEntry("age", null);
        assertThat(facts.get("unborn")).containsEntry("age", null);
        assertThat(facts.get("given")).containsEntry("age", 44L);
        assertThat(facts.get("both")).containsEntry("age", 26L);
    }

    @Test
    void aLeapDaysBirthdayIsTheFirstOfMarchOfCommonYears() throws SQLException {
        input.customers("leap");
        born("leap", "2008-02-29");

        assertThat(ageOn("2026-02-28")).isEqualTo(17L);
        assertThat(ageOn("2026-03-01")).isEqualTo(18L);
        assertThat(ageOn("2028-02-28")).isEqualTo(19L);
        assertThat(ageOn("2028-02-29")).isEqualTo(20L);
    }

    @Test
    void daysAreCalendarDaysAcrossAChangeOfClocks() throws SQLException {
        input.customers("max");
        input.line("max", "o1", "2026-03-28", 100); // clocks change on 29 March in Europe
        input.run("UPDATE input.order_lines SET ordered_at = TIMESTAMP '2026-03-28 23:59:59'");

        assertThat(input.compute(input.facts(LocalDate.of(2026, 3, 30)), "recencyDays")
                        .get("max"))
                .containsEntry("recencyDays", 2L);
    }

    @Test
    void tenureIsFromSignUpOrElseTheFirstPurchase() throws SQLException {
        input.customers("signed", "later", "bought");
        input.run("UPDATE input.customers SET signup_date = DATE '2026-10-22' WHERE customer_id = 'signed'");
        input.run("UPDATE input.customers SET signup_date = DATE '2027-01-01' WHERE customer_id = 'later'");
        input.line("bought", "o1", "2026-10-01", 100);

        var facts = input.compute(input.facts(AS_OF), "tenureDays");

        assertThat(facts.get("signed")).containsEntry("tenureDays", 10L);
        assertThat(facts.get("later")).containsEntry("tenureDays", null);
        assertThat(facts.get("bought")).containsEntry("tenureDays", 31L);
    }

    @Test
    void engagementIsCountedFromEvents() throws SQLException {
        input.customers("nia", "quiet");
        for (String day : new String[] {"2026-10-01", "2026-10-08", "2026-08-03", "2026-08-02"}) {
            input.event("nia", "email-sent", day); // the last one 91 days ago
        }
        input.event("nia", "email-opened", "2026-10-01");
        input.event("nia", "email-clicked", "2026-10-01");
        input.event("nia", "visit", "2026-10-20");
        input.event("nia", "visit", "2026-10-01");
        input.event("nia", "cart-abandoned", "2026-10-21");
        input.event("nia", "cart-abandoned", "2026-09-21");
        input.event("nia", "review", "2024-01-01");
        input.event("nia", "complaint", "2026-01-01");
        input.line("nia", "o1", "2026-10-25", 100);

        String[] properties = {
            "emailsSentLast90Days",
            "emailsOpenedLast90Days",
            "emailsClickedLast90Days",
            "openRate",
            "clickRate",
            "lastSeenDaysAgo",
            "visitsLast30Days",
            "cartAbandonedDaysAgo",
            "reviews",
            "referrals",
            "complaints"
        };
        assertThat(of("nia", properties))
                .containsOnly(
                        entry("emailsSentLast90Days", 3L),
                        entry("emailsOpenedLast90Days", 1L),
                        entry("emailsClickedLast90Days", 1L),
                        entry("openRate", 1.0 / 3),
                        entry("clickRate", 1.0 / 3),
                        entry("lastSeenDaysAgo", 7L),
                        entry("visitsLast30Days", 1L),
                        entry("cartAbandonedDaysAgo", 11L),
                        entry("reviews", 1L),
                        entry("referrals", 0L),
                        entry("complaints", 1L));
        assertThat(of("quiet", properties))
                .containsEntry("emailsSentLast90Days", 0L)
                .containsEntry("openRate", null)
                .containsEntry("cartAbandonedDaysAgo", null)
                .containsEntry("lastSeenDaysAgo", null);
    }

    @Test
    void opensBeyondTheEmailsSentMakeNoRateAboveOne() throws SQLException {
        input.customers("oli");
        input.event("oli", "email-sent", "2026-10-01");
        input.event("oli", "email-opened", "2026-10-01");
        input.event("oli", "email-opened", "2026-10-02");

        assertThat(of("oli", "openRate", "emailsOpenedLast90Days"))
                .containsEntry("openRate", 1.0)
                .containsEntry("emailsOpenedLast90Days", 2L);
    }

    @Test
    void theLatestConsentCountsAndTheDenialOfTheSameSecond() throws SQLException {
        input.customers("again", "tie", "undated", "odd", "none");
        input.run("UPDATE input.customers SET email_address = customer_id || '@example.com'");
        input.consent("again", "email", "denied", "2026-01-01 10:00:00");
        input.consent("again", "email", "granted", "2026-02-01 10:00:00");
        input.consent("again", "whatsapp", "granted", "2026-02-01 10:00:00"); // but no number
        input.consent("tie", "email", "denied", "2026-02-01 10:00:00.100");
        input.consent("tie", "email", "granted", "2026-02-01 10:00:00.900");
        input.consent("undated", "email", "granted", null);
        input.consent("undated", "email", "denied", "2026-02-01 10:00:00");
        input.consent("odd", "email", "pending", "2026-02-01 10:00:00");

        var facts = input.compute(input.facts(AS_OF), "mayEmail", "mayWhatsApp", "emailConsent", "whatsappConsent");

        assertThat(facts.get("again"))
                .containsOnly(
                        entry("mayEmail", true),
                        entry("mayWhatsApp", false),
                        entry("emailConsent", "granted"),
                        entry("whatsappConsent", "granted"));
        assertThat(facts.get("tie")).containsEntry("mayEmail", false).containsEntry("emailConsent", "denied");
        assertThat(facts.get("undated")).containsEntry("mayEmail", false).containsEntry("emailConsent", "denied");
        assertThat(facts.get("odd")).containsEntry("mayEmail", false).containsEntry("emailConsent", "denied");
        assertThat(facts.get("none")).containsEntry("mayEmail", false).containsEntry("emailConsent", null);
    }

    @Test
    void suppressionIsByCustomerOrByAddress() throws SQLException {
        input.customers("byId", "byAddress", "byPhone", "everywhere", "free");
        input.run("UPDATE input.customers SET email_address = customer_id || '@example.com', phone_number = '+9100'");
        input.run("UPDATE input.customers SET phone_number = '+9111' WHERE customer_id = 'byPhone'");
        input.run("INSERT INTO input.suppressions VALUES ('byId', NULL, 'email', 'unsubscribed'),"
                + " (NULL, 'ByAddress@example.com', NULL, 'hard-bounce'), (NULL, '+9111', 'whatsapp', 'stop'),"
                + " ('everywhere', NULL, NULL, 'erasure-request'), ('everywhere', NULL, 'email', 'complaint')");

        var facts = input.compute(input.facts(AS_OF), "emailSuppression", "phoneSuppression");

        assertThat(facts.get("byId"))
                .containsEntry("emailSuppression", "unsubscribed")
                .containsEntry("phoneSuppression", null);
        assertThat(facts.get("byAddress"))
                .containsEntry("emailSuppression", "hard-bounce")
                .containsEntry("phoneSuppression", null);
        assertThat(facts.get("byPhone"))
                .containsEntry("emailSuppression", null)
                .containsEntry("phoneSuppression", "stop");
        assertThat(facts.get("everywhere"))
                .containsEntry("emailSuppression", "complaint")
                .containsEntry("phoneSuppression", "erasure-request");
        assertThat(facts.get("free").values()).containsOnlyNulls();
    }

    @Test
    void attributesComeAsTheyAre() throws SQLException {
        input.run("ALTER TABLE input.customers ADD COLUMN \"kidsAtHome\" BIGINT");
        input.customers("pia");
        input.run("UPDATE input.customers SET \"kidsAtHome\" = 2, city = 'Pune', preferred_channel = ' WhatsApp'");
        var kids =
                new Property("kidsAtHome", ValueType.WHOLE, Unit.NONE, "Kids at home", "", Property.Origin.ATTRIBUTE);
        var facts = input.facts(AS_OF, RfmSettings.STANDARD, kids);

        assertThat(input.compute(facts, "kidsAtHome", "city", "preferredChannel")
                        .get("pia"))
                .containsOnly(entry("kidsAtHome", 2L), entry("city", "Pune"), entry("preferredChannel", "whatsapp"));
    }

    private Map<String, @Nullable Object> of(String customer, String... properties) throws SQLException {
        return input.compute(input.facts(AS_OF), properties).get(customer);
    }

    private @Nullable Object ageOn(String day) throws SQLException {
        return input.compute(input.facts(LocalDate.parse(day)), "age")
                .get("leap")
                .get("age");
    }

    private void born(String customer, String day) throws SQLException {
        input.run("UPDATE input.customers SET birth_date = DATE '" + day + "' WHERE customer_id = '" + customer + "'");
    }
}
