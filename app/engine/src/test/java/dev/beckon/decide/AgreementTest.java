package dev.beckon.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.facts.LinkedFact;
import dev.beckon.rules.Attributes;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.Match;
import dev.beckon.rules.Rule;
import dev.beckon.rules.RuleRef;
import dev.beckon.rules.RuleSet;
import dev.beckon.rules.RulesFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drools and our own evaluator, from the same conditions, on random rules and random customers. */
class AgreementTest {

    private static final int RULES = 150;
    private static final int CUSTOMERS = 400;
    private static final List<String> WORDS = List.of("PhD", "Master", "Basic", "मिठाई", "Zürich", "🎉", "a 'b' c");
    private static final List<String> ORDERED = List.of("==", "!=", "<", "<=", ">", ">=");

    @TempDir
    Path directory;

    @Test
    void neverDiffer() {
        var random = new Random(20260131);
        var folder = new RulesFolder(directory).knowing(Attributes.ofEveryKind());
        var text = new StringBuilder();
        for (int i = 0; i < RULES; i++) {
            text.append("rule \"R%d\" when $c : Customer( %s )%n%s then $c.tag(\"t%d\"); end%n"
                    .formatted(i, conditions(random), i % 3 == 0 ? linked(random) : "", i));
        }
        folder.file("segments/random.drl", text.toString());
        var population = new Population(CustomerTypes.declare(folder.vocabulary()));
        for (int i = 0; i < CUSTOMERS; i++) {
            customer(population, random, i);
        }
        RuleSet rules = folder.read();
        int fired = 0;
        try (CompiledRules compiled = rules.compile(population.type())) {
            List<Decision> decisions = population.decide(new Decider(compiled, 2), 37);
            for (int i = 0; i < CUSTOMERS; i++) {
                Match match = Match.of(population.type(), population.customers().get(i));
                List<LinkedFact> rows = population.linked();
                List<RuleRef> expected = rules.contents().stream()
                        .filter(rule -> rule.fires(match, rows))
                        .map(Rule::ref)
                        .toList();
                assertThat(decisions.get(i).fired()).as("customer " + i).isEqualTo(expected);
                fired += expected.size();
            }
        }
        assertThat(fired).as("enough of both").isBetween(RULES * CUSTOMERS / 10, RULES * CUSTOMERS * 9 / 10);
    }

    private static String conditions(Random random) {
        String all = condition(random, 3);
        return random.nextBoolean() ? all : all + ", " + condition(random, 2);
    }

    private static String condition(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            String left = condition(random, depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> "(" + left + " && " + condition(random, depth - 1) + ")";
                case 1 -> "(" + left + " || " + condition(random, depth - 1) + ")";
                default -> "!(" + left + ")";
            };
        }
        return switch (random.nextInt(10)) {
            case 0 ->
                "education "
                        + any(
                                random,
                                List.of("==", "!=", "contains", "not contains", "str[startsWith]", "str[endsWith]"))
                        + " " + word(random);
            case 1 ->
                "education " + any(random, List.of("in", "not in")) + " (" + word(random) + ", " + word(random) + ")";
            case 2 -> "children " + any(random, ORDERED) + " " + random.nextInt(-1, 4);
            case 3 -> "children " + any(random, List.of("in", "not in")) + " (1, 2, " + random.nextInt(5) + ")";
            case 4 -> "income " + any(random, ORDERED) + " " + any(random, List.of("10", "20.5", "-1", "0.01"));
            case 5 -> "rating " + any(random, ORDERED) + " " + any(random, List.of("0.1", "0.5", "0", "1"));
            case 6 -> any(random, List.of("member", "!member", "member == false", "member != true"));
            case 7 -> "joined " + any(random, ORDERED) + " \"2026-01-0" + random.nextInt(1, 9) + "\"";
            case 8 ->
                any(random, List.of("education", "children", "rating", "member", "joined"))
                        + any(random, List.of(" == null", " != null"));
            default ->
                any(
                        random,
                        List.of(
                                "bought(\"Jalebi\")",
                                "!boughtWithin(\"Jalebi\", 5)",
                                "share(\"Sweets\") > 0.5",
                                "share(\"Sweets\") != 0.5",
                                "share(\"Sweets\") <= 0",
                                "share(\"Sweets\") == 0"));
        };
    }

    private static String linked(Random random) {
        String event = any(random, List.of("$d : daysAgo", "$d : daysAgo <= 3", "$d : daysAgo, type != \"visit\""));
        String purchase =
                any(random, List.of("daysAgo <= $d", "daysAgo > $d", "daysAgo == $d, amount > 5", "!(daysAgo < $d)"));
        String single = any(
                random,
                List.of(
                        "amount != 10",
                        "product in (\"a\", \"b\")",
                        "daysAgo > 2 || amount < 5",
                        "!(product == \"a\")"));
        return switch (random.nextInt(4)) {
            case 0 ->
                "Event( customer == $c, " + event + " ) " + any(random, List.of("", "not ", "exists "))
                        + "Purchase( customer == $c, " + purchase + " )";
            case 1 -> "Purchase( " + single + ", customer == $c )";
            case 2 -> "not Purchase( customer == $c, " + single + " ) exists Event( customer == $c )";
            default -> "exists Purchase( customer == $c, " + single + " )";
        };
    }

    private static void customer(Population population, Random random, int number) {
        population.customer(
                "c" + number,
                "education",
                maybe(random, WORDS.get(random.nextInt(WORDS.size()))),
                "children",
                maybe(random, (long) random.nextInt(-1, 4)),
                "income",
                maybe(random, List.of(1000L, 2050L, -100L, 1L, 0L).get(random.nextInt(5))),
                "rating",
                maybe(random, List.of(0.1, 0.5, 0.0, -0.0, 1.0, Double.NaN).get(random.nextInt(6))),
                "member",
                maybe(random, random.nextBoolean()),
                "joined",
                maybe(random, LocalDate.of(2026, 1, random.nextInt(1, 9))));
        population.demanded(
                new Long[] {maybe(random, (long) random.nextInt(10))},
                new Double[] {
                    maybe(random, List.of(0.0, 0.5, 1.0, -0.0, Double.NaN).get(random.nextInt(5)))
                },
                new String[0]);
        for (int i = random.nextInt(4); i > 0; i--) {
            population.purchase(
                    maybe(random, any(random, List.of("a", "b", "c"))),
                    maybe(random, (long) random.nextInt(5)),
                    maybe(random, 500L + random.nextInt(-500, 600)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            population.event(
                    maybe(random, any(random, List.of("visit", "click"))), maybe(random, (long) random.nextInt(5)));
        }
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextInt(4) == 0 ? null : value;
    }

    private static String word(Random random) {
        return "\"" + any(random, WORDS) + "\"";
    }

    private static String any(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
