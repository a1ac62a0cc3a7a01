package dev.beckon.plan;

import static dev.beckon.plan.Person.aPerson;
import static dev.beckon.plan.Person.reachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

    private static final String POLICIES =
            "{minimum-age: 18, control-group: 20%, global-hold-out: 5%, salt: s, quiet-hours: {email: \"13:00-09:00\", phone: \"19:00-10:00\"}}";

    private PlanFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new PlanFixture(folder)
                .campaign("win-back", "action: win-back\nchannels: [email, whatsapp, phone]\nlanguages: [en, hi]")
                .campaign("bundle", "action: bundle\nchannels: [whatsapp, email]\ncontrol-group: 50%")
                .policies(POLICIES);
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    @Test
    void countsEverybodyOnce() {
        Person[] people = Crowd.of(1, 600);

        for (Plan plan : fixture.plan(people)) {
            long audience = List.of(people).stream()
                    .filter(person -> person.decision().recommendations().stream()
                            .anyMatch(each -> each.action().equals(plan.campaign())))
                    .count();
            assertThat(plan.audience()).isEqualTo(audience);
            assertThat(plan.messages()).isPositive();
            assertThat(fixture.query("SELECT customer_id FROM plan.messages WHERE campaign = '" + plan.campaign()
                            + "' INTERSECT SELECT customer_id FROM plan.skips WHERE campaign = '" + plan.campaign()
                            + "'"))
                    .isEmpty();
            assertThat(plan.skipsByReason().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(plan.skips());
        }
    }

    @Test
    void writesRowsByCampaignAndCustomer() {
        fixture.plan(Crowd.of(1, 600));

        for (String table : List.of("messages", "skips")) {
            List<String> rows =
                    fixture.query("SELECT campaign || ' ' || customer_id AS row FROM plan." + table).stream()
                            .map(row -> String.valueOf(row.get("row")))
                            .toList();
            assertThat(rows).hasSizeGreaterThan(50).isSorted();
        }
    }

    @Test
    void neverPlansAMessageWithoutConsentAddressAgeOrDespiteAVeto() {
        Person[] people = Crowd.of(2, 600);
        fixture.plan(people);
        var byId = new java.util.HashMap<String, Person>();
        List.of(people).forEach(person -> byId.put(person.id, person));

        for (Map<String, Object> message : fixture.query("SELECT * FROM plan.messages")) {
            Person person = java.util.Objects.requireNonNull(byId.get(message.get("customer_id")));
            var channel = PlanFixture.channel(String.valueOf(message.get("channel")));
            assertThat(person.fact(channel.consentProperty())).isEqualTo("granted");
            assertThat(person.fact(channel.addressProperty())).isEqualTo(message.get("address"));
            assertThat(person.fact(channel.suppressionProperty())).isNull();
            assertThat(person.fact("doNotDisturb")).isNotEqualTo(true);
            assertThat(person.fact("age"))
                    .satisfiesAnyOf(
                            age -> assertThat(age).isNull(),
                            age -> assertThat((Long) age).isGreaterThanOrEqualTo(18));
            if (channel == dev.beckon.campaign.Channel.EMAIL) {
                var sendAt = ((java.sql.Timestamp) java.util.Objects.requireNonNull(message.get("send_at")))
                        .toLocalDateTime()
                        .atOffset(java.time.ZoneOffset.UTC)
                        .atZoneSameInstant(java.time.ZoneId.of(String.valueOf(message.get("time_zone"))));
                assertThat(sendAt.getHour()).isBetween(9, 12);
            }
            assertThat(person.decision().vetoes())
                    .noneMatch(veto -> veto.action() == null || veto.action().equals(message.get("action")));
        }
    }

    @Test
    void givesEachCustomerAtMostOneCampaign() {
        fixture.plan(Crowd.of(3, 600));

        assertThat(fixture.query("SELECT customer_id FROM plan.messages GROUP BY 1 HAVING count(*) > 1"))
                .isEmpty();
    }

    /** Everybody alone has the same result as in the crowd, unless somebody shares their address. */
    @Test
    void looksAtEachCustomerAlone() {
        Person[] people = Crowd.of(4, 60);
        fixture.plan(people);
        var inTheCrowd = outcomes();

        var alone = new ArrayList<String>();
        for (Person person : people) {
            fixture.plan(person);
            alone.addAll(outcomes());
        }
        assertThat(inTheCrowd).filteredOn(each -> each.contains("same-address")).isNotEmpty();
        assertThat(inTheCrowd)
                .filteredOn(each -> !each.contains("same-address"))
                .isSubsetOf(alone);
    }

    @Test
    void isTheSamePlanWhateverTheChunks() {
        List<Plan> first = fixture.chunkSize(1).plan(Crowd.of(5, 100));
        List<Map<String, Object>> rows = fixture.query("SELECT * FROM plan.messages ORDER BY ALL");
        List<Plan> again = fixture.chunkSize(64).plan(Crowd.of(5, 100));

        assertThat(again).isEqualTo(first);
        assertThat(fixture.query("SELECT * FROM plan.messages ORDER BY ALL")).isEqualTo(rows);
    }

    @Test
    void isAnotherPlanAtAnotherTimeOrWithOtherTemplatesOrPeople() {
        String id = fixture.plan(reachable("c1")).get(1).id();

        assertThat(fixture.plan(PlanFixture.NOON_IN_INDIA.plusSeconds(1), reachable("c1"))
                        .get(1)
                        .id())
                .isNotEqualTo(id);
        assertThat(fixture.plan(reachable("c1").with("monetary", 5L)).get(1).id())
                .isNotEqualTo(id);
        fixture.write("win-back", "email.en.subject.txt", "Hello {{ firstName }}");
        assertThat(fixture.plan(reachable("c1")).get(1).id()).isNotEqualTo(id);
    }

    @Test
    void isAnotherPlanWithAnotherSenderCostOrQuietHours() {
        var ids = new ArrayList<String>();
        ids.add(fixture.plan(reachable("c1")).get(1).id());
        fixture.channels("{email: {cost: 0.03}, whatsapp: {cost: 0.80}}");
        ids.add(fixture.plan(reachable("c1")).get(1).id());
        fixture.channels("{email: {cost: 0.03, from: \"Mithai <hello@example.com>\"}, whatsapp: {cost: 0.80}}");
        ids.add(fixture.plan(reachable("c1")).get(1).id());
        fixture.company("Mithai & Less");
        ids.add(fixture.plan(reachable("c1")).get(1).id());
        fixture.policies(POLICIES.replace("13:00-09:00", "11:00-13:00"));
        ids.add(fixture.plan(reachable("c1")).get(1).id());

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(fixture.plan(reachable("c1")).get(1).id()).isEqualTo(ids.get(4));
    }

    @Test
    void previewsAtTheNextFireTimeOrTheAsOfDate() {
        fixture.campaign(
                "bundle",
                "action: bundle\nchannels: [email]\nschedule: {cron: \"0 10 * * MON\", time-zone: Asia/Kolkata}");
        List<Plan> plans = fixture.plan((Instant) null, reachable("c1"));

        // 2026-11-01 is a Sunday.
        assertThat(plans.get(0).at()).isEqualTo(Instant.parse("2026-11-02T04:30:00Z"));
        assertThat(plans.get(1).at()).isEqualTo(Instant.parse("2026-10-31T18:30:00Z"));
    }

    @Test
    void holdsOutTheShareThatWasAskedForAndTheSamePeopleEachTime() {
        double[] shares = new double[2];
        for (int i = 0; i < 20_000; i++) {
            shares[0] += ControlGroup.place("s", "win-back", "customer-" + i) < 0.1 ? 1 : 0;
            shares[1] += ControlGroup.place("s", "win-back", "customer-" + i) < 0.1
                            && ControlGroup.place("s", "bundle", "customer-" + i) < 0.1
                    ? 1
                    : 0;
        }
        // Three standard deviations of a binomial around 10 % and, for two independent campaigns, 1 %.
        assertThat(shares[0] / 20_000).isBetween(0.0936, 0.1064);
        assertThat(shares[1] / 20_000).isBetween(0.0079, 0.0121);
        // The first 53 bits of SHA-256 of s, 0, win-back, 0, customer-1, as Python computes it.
        assertThat(ControlGroup.place("s", "win-back", "customer-1")).isEqualTo(0.7776544369377956);
    }

    /** Chi-square over 100 cells and 100,000 ids; 149 is its 99.9th percentile for 99 degrees of freedom. */
    @Test
    void spreadsControlGroupsEvenlyAndIndependently() {
        for (String campaign : List.of("win-back", "bundle", "loyalty-offer", "/")) {
            int[] cells = new int[100];
            int[] pairs = new int[100];
            for (int i = 0; i < 100_000; i++) {
                double place = ControlGroup.place("mithai", campaign, "C" + i);
                double other = ControlGroup.place("mithai", "another", "C" + i);
                cells[(int) (place * 100)]++;
                pairs[(int) (place * 10) * 10 + (int) (other * 10)]++;
            }
            assertThat(chiSquare(cells)).as(campaign).isLessThan(149);
            assertThat(chiSquare(pairs)).as(campaign + " and another").isLessThan(149);
        }
    }

    private static double chiSquare(int[] cells) {
        double expected = 100_000.0 / cells.length;
        return java.util.Arrays.stream(cells)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    @Test
    void holdsTheSamePeopleOutOfEveryCampaign() {
        fixture.policies("{control-group: 0%, global-hold-out: 30%, salt: s}")
                .campaign("bundle", "action: bundle\nchannels: [email]\ncontrol-group: 0%");
        Person[] people = new Person[200];
        for (int i = 0; i < people.length; i++) {
            people[i] = reachable("p" + i);
        }
        fixture.plan(people);
        List<Map<String, Object>> first = heldOut();
        for (int i = 0; i < people.length; i++) {
            people[i] = aPerson("p" + i)
                    .withEmail("p" + i + "@example.com")
                    .recommended("bundle", 60, Map.of("discount", 5L));
        }
        fixture.plan(people);

        assertThat(heldOut()).isEqualTo(first).hasSizeBetween(40, 80);
    }

    private List<Map<String, Object>> heldOut() {
        return fixture.query("SELECT customer_id FROM plan.skips WHERE gate = 'global-hold-out' ORDER BY customer_id");
    }

    @Test
    void takesIdsOfAnyCharacters() {
        List<String> ids =
                List.of("a\"b", "a,b", "a;b", "a'b", "a\\b", "=1+1", "a\tb", "मिठाई", "🎉", "<b>", "a\u0000b", "");
        Person[] people = ids.stream()
                .map(id -> aPerson(id)
                        .withEmail("p" + Math.abs(id.hashCode()) + "@example.com")
                        .recommended("win-back", 5, Map.of("discount", 5L)))
                .toArray(Person[]::new);
        fixture.policies("{}").plan(people);

        assertThat(fixture.query("SELECT customer_id FROM plan.messages"))
                .extracting(row -> row.get("customer_id"))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void refusesToBeWhenItDoesntAddUp() {
        var hashes = new Plan.Hashes("", "", "", "", "");
        assertThatThrownBy(() -> new Plan(
                        "", "win-back", Instant.EPOCH, PlanFixture.AS_OF, 3, 1, 1, Map.of("minor", 1L), hashes, ""))
                .hasMessageContaining("doesn't add up");
    }

    private List<String> outcomes() {
        return fixture
                .query(
                        "SELECT campaign || ' ' || customer_id || ' ' || channel || ' ' || send_at AS o FROM plan.messages"
                                + " UNION ALL SELECT campaign || ' ' || customer_id || ' ' || gate || ' ' || reason FROM plan.skips")
                .stream()
                .map(row -> String.valueOf(row.get("o")))
                .toList();
    }
}
