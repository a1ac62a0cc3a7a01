package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.audience.Audience;
import dev.beckon.data.LoadOptions;
import dev.beckon.decide.Decision;
import dev.beckon.decide.DecisionSink;
import dev.beckon.feedback.Progress;
import dev.beckon.rules.Effect;
import dev.beckon.rules.LinkedPattern;
import dev.beckon.rules.Phase;
import dev.beckon.rules.Rule;
import dev.beckon.rules.RuleRef;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the sample company, fired on its customers as {@code ./beckon preview} makes them up. */
class ShippedRulesTest {

    private static final long CUSTOMERS = 10_000;
    private static final long SEED = 1;

    /** The parameters that each action's campaign reads, with their types. */
    private static final Map<String, Map<String, Class<?>>> ACTIONS = Map.ofEntries(
            Map.entry("frequent-buyer", Map.of("discount", Number.class)),
            Map.entry("loyalty-offer", Map.of("discount", Number.class)),
            Map.entry("loyalty-programme", Map.of("tier", String.class)),
            Map.entry("exclusive-offer", Map.of("product", String.class)),
            Map.entry("win-back", Map.of("discount", Number.class)),
            Map.entry("survey", Map.of("reward", Number.class)),
            Map.entry("bundle", Map.of("product", String.class, "price", Number.class)),
            Map.entry("new-product", Map.of("product", String.class)),
            Map.entry("onboarding", Map.of()),
            Map.entry("second-order", Map.of("discount", Number.class)),
            Map.entry("cart-reminder", Map.of()),
            Map.entry("cross-sell", Map.of("product", String.class)),
            Map.entry("apology", Map.of("voucher", Number.class)),
            Map.entry("referral", Map.of("reward", Number.class)));

    @TempDir
    static Path folder;

    private static Audience audience;
    private static List<Rule> rules;
    private static int customers;

    /** By rule, the customers for whom it fired. */
    private static final Map<String, BitSet> AUDIENCES = new HashMap<>();

    private static final Set<String> SEGMENTS = new HashSet<>();
    private static final Set<String> RECOMMENDED = new TreeSet<>();

    @BeforeAll
    static void decideAboutTheSampleCompany() throws IOException {
        SampleWorkspace sample = SampleWorkspace.in(folder, CUSTOMERS, SEED);
        audience = Audience.open(
                Workspace.open(sample.folder()),
                LoadOptions.defaults(),
                new Audience.Settings(2, Audience.Settings.CHUNK_SIZE, Progress.SILENT));
        rules = audience.rules().contents();
        audience.decide(Set.of(), DecisionSink.of(chunk -> chunk.decisions().forEach(ShippedRulesTest::count)));
    }

    @AfterAll
    static void close() {
        audience.close();
    }

    private static void count(Decision decision) {
        for (RuleRef rule : decision.fired()) {
            AUDIENCES.computeIfAbsent(rule.name(), unused -> new BitSet()).set(customers);
        }
        decision.segments().forEach((dimension, segment) -> SEGMENTS.add(dimension + ": " + segment));
        decision.recommendations().forEach(recommendation -> RECOMMENDED.add(recommendation.action()));
        customers++;
    }

    @Test
    void areAtLeastSixty() {
        assertThat(rules).hasSizeGreaterThanOrEqualTo(60);
    }

    /** Asked for are 0.1 % and 60 %; the margin keeps an edit of the data from breaking it. */
    @Test
    void fireForSomeButNotForMost() {
        assertThat(rules)
                .allSatisfy(rule ->
                        assertThat(share(rule.ref())).as(rule.ref().name()).isBetween(.0015, .55));
    }

    @Test
    void haveAnAudienceOfTheirOwn() {
        Map<BitSet, List<String>> byAudience =
                AUDIENCES.keySet().stream().collect(Collectors.groupingBy(AUDIENCES::get));

        assertThat(byAudience.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    }

    /** A million customers take about a second of one core for each firing. */
    @Test
    void fireAboutADozenTimesForACustomer() {
        double firings = rules.stream()
                .map(Rule::ref)
                .filter(rule -> rule.phase() != Phase.CHANNELS)
                .mapToDouble(ShippedRulesTest::share)
                .sum();

        assertThat(firings).isBetween(8.0, 13.0);
    }

    @Test
    void giveEachSegmentToSomebody() {
        var written = new HashSet<String>();
        audience.rules()
                .dimensions()
                .forEach((dimension, segments) -> segments.forEach(segment -> written.add(dimension + ": " + segment)));

        assertThat(SEGMENTS).isEqualTo(written);
    }

    @Test
    void recommendEveryAction() {
        assertThat(RECOMMENDED).containsExactlyInAnyOrderElementsOf(ACTIONS.keySet());
    }

    @Test
    void giveEveryActionTheParametersOfItsCampaign() {
        for (Rule rule : rules) {
            for (Effect effect : rule.effects()) {
                if (effect instanceof Effect.Recommend recommend) {
                    Map<String, Class<?>> expected = ACTIONS.getOrDefault(recommend.action(), Map.of());
                    assertThat(recommend.parameters().keySet())
                            .as(rule.ref().name())
                            .isEqualTo(expected.keySet());
                    recommend
                            .parameters()
                            .forEach((name, value) -> assertThat(value).isInstanceOf(expected.get(name)));
                }
            }
        }
    }

    @Test
    void askForAllThatTheFiveSystemsKnowOfACustomer() {
        assertThat(audience.rules().demand().properties())
                .contains("age", "gender", "city", "region", "country", "rural", "language", "loyaltyTier")
                .contains("income", "education", "maritalStatus", "rating", "pinCode")
                .contains("recencyScore", "frequencyScore", "monetaryScore")
                .contains("recencyQuartile", "frequencyQuartile", "monetaryQuartile")
                .contains("recencyDays", "monetary", "orders", "averageOrderValue", "overdueRatio", "tenureDays")
                .contains("profit", "discountShare", "returnShare", "favouriteProduct", "favouriteCategory")
                .contains("openRate", "visitsLast30Days", "cartAbandonedDaysAgo", "lastSeenDaysAgo")
                .contains("reviews", "referrals", "complaints", "preferredChannel");
    }

    @Test
    void useEveryVerbAndEveryKindOfLinkedPattern() {
        var verbs = rules.stream()
                .flatMap(rule -> rule.effects().stream())
                .map(Effect::getClass)
                .collect(Collectors.toSet());
        var linked = rules.stream()
                .flatMap(rule -> rule.linked().stream())
                .map(LinkedPattern::quantifier)
                .collect(Collectors.toSet());

        assertThat(verbs)
                .containsExactlyInAnyOrderElementsOf(Set.of(Effect.class.getPermittedSubclasses()).stream()
                        .map(type -> type.asSubclass(Effect.class))
                        .toList());
        assertThat(linked).containsExactlyInAnyOrder(LinkedPattern.Quantifier.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " in (",
                " not in (",
                " contains ",
                " str[startsWith] ",
                " || ",
                " && ",
                "!(",
                " == null",
                "!bought(",
                " bought(",
                "boughtWithin(",
                "share(",
                "isIn(",
                "tagged("
            })
    void showEveryWayToAsk(String written) throws IOException {
        var all = new StringBuilder();
        for (String file :
                rules.stream().map(rule -> rule.ref().file()).distinct().toList()) {
            all.append(Files.readString(folder.resolve(file)));
        }

        assertThat(all.toString().replaceAll("//.*", "")).contains(written);
    }

    @Test
    void standInTheReadmeInTheOrderInWhichTheyCount() throws IOException {
        String readme = Files.readString(folder.resolve("rules/README.md"));
        int at = readme.indexOf("## What the rules of this folder do");
        String file = "";
        for (Rule rule : rules) {
            if (!rule.ref().file().equals(file)) {
                file = rule.ref().file();
                at = after(at, "# " + file.substring("rules/".length()), readme);
            }
            at = after(at, "\n| " + rule.ref().name() + " |", readme);
        }
    }

    private static int after(int from, String text, String readme) {
        int at = readme.indexOf(text, from);
        assertThat(at).as("'%s' in rules/README.md", text.strip()).isNotNegative();
        return at;
    }

    /** What a row of the README says of numbers is what its rule says. */
    @Test
    void haveTheirPrioritiesAndParametersInTheReadme() throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("rules/README.md"));
        for (Rule rule : rules) {
            String row = rows.stream()
                    .filter(line -> line.startsWith("| " + rule.ref().name() + " |"))
                    .findFirst()
                    .orElseThrow();
            rule.effects().forEach(effect -> assertThat(row).contains(told(effect)));
        }
    }

    private static List<String> told(Effect effect) {
        if (effect instanceof Effect.Recommend recommend) {
            String parameters = recommend.parameters().entrySet().stream()
                    .map(entry -> entry.getKey() + " " + told(entry.getValue()))
                    .collect(Collectors.joining(", "));
            String semicolon = parameters.isEmpty() ? "" : "; ";
            return List.of("| " + recommend.action() + ", " + recommend.priority() + semicolon + parameters + " |");
        } else if (effect instanceof Effect.Assign assign) {
            return List.of(assign.segment());
        } else if (effect instanceof Effect.Tag tag) {
            return List.of(tag.name() + " |");
        } else if (effect instanceof Effect.SuppressAll all) {
            return List.of("everything: \"" + all.reason() + "\"");
        } else if (effect instanceof Effect.SuppressAction one) {
            return List.of(one.action(), "\"" + one.reason() + "\"");
        } else if (effect instanceof Effect.Via via) {
            return List.of("| " + via.channel() + ", " + via.preference() + " |");
        }
        Effect.Avoid avoid = (Effect.Avoid) effect;
        return List.of("avoid " + avoid.channel() + ": \"" + avoid.reason() + "\"");
    }

    private static String told(Object value) {
        return value instanceof BigDecimal number
                ? number.toPlainString()
                : value instanceof String text ? "\"" + text + "\"" : value.toString();
    }

    private static double share(RuleRef rule) {
        return AUDIENCES.getOrDefault(rule.name(), new BitSet()).cardinality() / (double) customers;
    }
}
