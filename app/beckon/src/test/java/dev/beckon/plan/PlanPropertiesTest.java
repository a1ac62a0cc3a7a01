package dev.beckon.plan;

import static dev.beckon.plan.Crowd.oneOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.feedback.Problems;
import dev.beckon.plan.ExpectedOutcomes.Contact;
import dev.beckon.workspace.StrictYaml;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must hold whatever the people, policies and campaigns. They are drawn by a seeded random number each, so a failure
 * names the seed that repeats it; a library that shrinks examples would gain little here, as each person stands alone.
 */
class PlanPropertiesTest {

    private static final int PEOPLE = 120;
    private static final Instant AT = PlanFixture.NOON_IN_INDIA;

    /** Everything that a plan is made of, drawn at random. */
    private static final class World {
        final Random random;
        final List<Person> people;
        final List<Contact> contacts = new ArrayList<>();
        final String policies;
        final String channels;
        final Map<String, String> campaigns = new TreeMap<>();
        final @Nullable Instant at;
        final @Nullable String named;

        World(long seed) {
            this.random = new Random(seed);
            this.people = List.of(Crowd.of(seed, PEOPLE));
            for (Person person : people) {
                for (int left = random.nextInt(5); left > 0; left--) {
                    contacts.add(new Contact(
                            person.id,
                            word(random, "email", "whatsapp", "phone"),
                            AT.minusSeconds(random.nextInt(40 * 86_400) - 3 * 86_400L)));
                }
            }
            this.policies = "{minimum-age: " + word(random, "0", "18", "30")
                    + ", unknown-age: " + word(random, "allow", "skip")
                    + ", control-group: " + word(random, "0%", "30%")
                    + ", global-hold-out: " + word(random, "0%", "15%")
                    + ", salt: s" + seed
                    + ", arbitration-window: " + word(random, "1h", "2d", "7d", "30 days")
                    + ", frequency-caps: "
                    + word(random, "{}", "{any: 2 per 7 days}", "{any: [4 per 30 days, 1 per 12h], email: 1 per week}")
                    + ", quiet-hours: {email: " + hours() + ", whatsapp: " + hours() + "}}";
            this.channels = word(random, "{email: {cost: 0.02}, whatsapp: {cost: 0.80}}", "{whatsapp: {cost: 0.80}}");
            for (String action : List.of("win-back", "bundle", "loyalty-offer")) {
                campaigns.put(action, campaign(action));
            }
            this.at = oneOf(random, AT, null);
            this.named = oneOf(random, "bundle", null);
        }

        private String hours() {
            return word(random, "none", "\"21:00-09:00\"", "\"13:00-11:30\"", "\"10:00-18:00\"");
        }

        private String campaign(String action) {
            String dates = word(random, "", "starts: 2026-11-04\n", "ends: 2026-11-02\n", "ends: 2026-10-30\n");
            return "action: " + action + "\nchannels: " + word(random, "[email, whatsapp]", "[whatsapp, email]") + "\n"
                    + word(random, "", "control-group: 50%\n")
                    + dates
                    + word(random, "", "schedule: {cron: \"0 10 * * WED\"}\n", "schedule: {cron: \"0 16 * * FRI\"}\n")
                    + word(
                            random,
                            "",
                            "budget: 0.85\n",
                            "budget: 5\n",
                            "maximum-recipients: 3\n",
                            "maximum-recipients: 8\nbudget: 2\n");
        }

        PlanFixture fixture(Path folder) {
            var fixture = new PlanFixture(folder)
                    .policies(policies)
                    .channels(channels)
                    .named(named);
            campaigns.forEach(fixture::campaign);
            contacts.forEach(each -> fixture.contact(
                    each.customer(),
                    each.channel(),
                    each.at().toString().replace("T", " ").replace("Z", "")));
            return fixture;
        }

        List<Plan> plan(PlanFixture fixture, List<Person> some) {
            return fixture.plan(at, some.toArray(Person[]::new));
        }

        Instant runOf(Campaign campaign) {
            if (at == null) {
                return campaign.nextRun(
                        PlanFixture.AS_OF
                                .atStartOfDay(PlanFixture.COMPANY.timeZone())
                                .toInstant(),
                        PlanFixture.COMPANY.timeZone());
            }
            return named == null
                            || named.equals(campaign.name())
                            || campaign.schedule().isEmpty()
                    ? at
                    : campaign.nextRun(at, PlanFixture.COMPANY.timeZone());
        }

        boolean hasLimits() {
            return campaigns.values().stream()
                    .anyMatch(each -> each.contains("budget") || each.contains("maximum-recipients"));
        }
    }

    private static String word(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void givesEveryCustomerTheOutcomeOfTheFirstGateThatStopsThem(long seed, @TempDir Path folder) throws Exception {
        var world = new World(seed);
        try (PlanFixture fixture = world.fixture(folder)) {
            List<Plan> plans = world.plan(fixture, world.people);
            var problems = new Problems();
            Policies policies = Policies.from(
                    StrictYaml.parse(world.policies, "beckon.yaml", problems),
                    StrictYaml.parse(world.channels, "beckon.yaml", problems));
            Map<String, String> expected =
                    new ExpectedOutcomes(fixture.campaigns(), policies, world.contacts, world::runOf).of(world.people);

            assertThat(outcomes(fixture)).isEqualTo(expected);
            for (Plan plan : plans) {
                long audience = expected.keySet().stream()
                        .filter(key -> key.startsWith(plan.campaign() + " "))
                        .count();
                assertThat(plan.audience()).isEqualTo(audience);
                assertThat(plan.messages() + plan.skips()).isEqualTo(audience);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void neverWritesWithoutConsent(long seed, @TempDir Path folder) throws Exception {
        var world = new World(seed);
        Map<String, Person> byId = new HashMap<>();
        world.people.forEach(person -> byId.put(person.id, person));
        try (PlanFixture fixture = world.fixture(folder)) {
            world.plan(fixture, world.people);
            for (Map<String, Object> message : fixture.query("SELECT * FROM plan.messages")) {
                Person person = Objects.requireNonNull(byId.get(message.get("customer_id")));
                Channel channel = PlanFixture.channel(String.valueOf(message.get("channel")));
                assertThat(person.fact(channel.consentProperty())).isEqualTo("granted");
                assertThat(person.fact(channel.suppressionProperty())).isNull();
            }
        }
    }

    /** Without budget and maximum, only who shares an address can make a difference to anybody. */
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38, 39, 40})
    void doesntDependOnOtherCustomersButThroughAddressesAndLimits(long seed, @TempDir Path folder) throws Exception {
        var world = new World(seed);
        world.campaigns.replaceAll((name, yaml) -> yaml.replaceAll("(budget|maximum-recipients): .*\n", ""));
        assertThat(world.hasLimits()).isFalse();
        var addresses = new HashMap<Object, Integer>();
        for (Person person : world.people) {
            for (String fact : List.of("emailAddress", "phoneNumber")) {
                Optional.ofNullable(person.fact(fact)).ifPresent(each -> addresses.merge(each, 1, Integer::sum));
            }
        }
        try (PlanFixture fixture = world.fixture(folder)) {
            world.plan(fixture, world.people);
            Map<String, String> all = outcomes(fixture);
            List<Person> some = world.people.stream()
                    .filter(person -> world.random.nextBoolean())
                    .toList();
            world.plan(fixture, some);
            Map<String, String> without = outcomes(fixture);

            Set<String> sharing = new HashSet<>();
            world.people.stream()
                    .filter(person -> List.of("emailAddress", "phoneNumber").stream()
                            .anyMatch(fact -> addresses.getOrDefault(person.fact(fact), 0) > 1))
                    .forEach(person -> sharing.add(person.id));
            without.keySet().removeIf(key -> sharing.contains(key.substring(key.indexOf(' ') + 1)));
            assertThat(without).isNotEmpty();
            assertThat(all).containsAllEntriesOf(without);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44, 45})
    void isTheSamePlanInAnyOrderAndAnyChunks(long seed, @TempDir Path folder) throws Exception {
        var world = new World(seed);
        try (PlanFixture fixture = world.fixture(folder)) {
            List<Plan> first = world.plan(fixture.chunkSize(1), world.people);
            Map<String, String> outcomes = outcomes(fixture);
            Collections.shuffle(world.contacts, world.random);
            try (PlanFixture other = world.fixture(folder)) {
                other.run("SET threads = 4");
                List<Plan> second = world.plan(other.chunkSize(50), world.people);

                assertThat(second).isEqualTo(first);
                assertThat(outcomes(other)).isEqualTo(outcomes);
            }
        }
    }

    /**
     * With one campaign and one channel. Where there are several, another channel or campaign may come instead: that is
     * what they are there for.
     */
    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54, 55, 56, 57, 58, 59, 60})
    void givesNobodyAMessageForTakingTheirConsentBack(long seed, @TempDir Path folder) throws Exception {
        var world = new World(seed);
        String one = world.campaign("win-back").replaceAll("channels: .*\n", "channels: [email]\n");
        world.campaigns.clear();
        world.campaigns.put("win-back", one);
        try (PlanFixture fixture = world.fixture(folder)) {
            world.plan(fixture, world.people);
            Set<String> before = receivers(fixture);
            var changed = new HashSet<String>();
            for (Person person : world.people) {
                switch (world.random.nextInt(4)) {
                    case 0 -> person.with("emailConsent", oneOf(world.random, "denied", null));
                    case 1 -> person.with("emailSuppression", "unsubscribed");
                    default -> {
                        continue;
                    }
                }
                changed.add(person.id);
            }
            world.plan(fixture, world.people);
            Set<String> after = receivers(fixture);

            assertThat(changed).isNotEmpty();
            after.retainAll(changed);
            assertThat(before).containsAll(after);
            assertThat(after).as("nor do they keep one").isEmpty();
        }
    }

    private static Set<String> receivers(PlanFixture fixture) {
        var ids = new HashSet<String>();
        fixture.query("SELECT customer_id FROM plan.messages")
                .forEach(row -> ids.add(String.valueOf(row.get("customer_id"))));
        return ids;
    }

    private static Map<String, String> outcomes(PlanFixture fixture) {
        var outcomes = new HashMap<String, String>();
        List<Map<String, Object>> rows = fixture.query(
                "SELECT campaign || ' ' || customer_id AS who, channel || ' ' || strftime(send_at, '%Y-%m-%dT%H:%M:%SZ') AS what"
                        + " FROM plan.messages UNION ALL"
                        + " SELECT campaign || ' ' || customer_id, gate FROM plan.skips");
        rows.forEach(row -> outcomes.put(String.valueOf(row.get("who")), String.valueOf(row.get("what"))));
        assertThat(outcomes).as("everybody once").hasSize(rows.size());
        return outcomes;
    }
}
