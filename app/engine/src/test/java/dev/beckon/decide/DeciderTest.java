package dev.beckon.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.beckon.facts.CustomerChunk;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.RulesFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeciderTest {

    private static final String EVENTS = "rule \"Pairs\" when $c : Customer() Event( customer == $c, $d : daysAgo )"
            + " Event( customer == $c, daysAgo <= $d ) then $c.tag(\"pairs\"); end";

    @TempDir
    Path directory;

    @Test
    void decidesTheSameWithAnyThreadsAndChunks() {
        var folder = BenchmarkPack.write(new RulesFolder(directory)).file("segments/events.drl", EVENTS);
        CustomerType type = CustomerTypes.declare(folder.vocabulary());
        var population = new Population(type);
        var random = new Random(5);
        BenchmarkPack.customers(type, 1500, 1500, 11).get(0).customers().forEach(customer -> {
            population.add(customer);
            for (int i = random.nextInt(4); i > 0; i--) {
                population.event("visit", (long) random.nextInt(5));
            }
        });
        try (CompiledRules rules = folder.read().compile(type)) {
            List<Decision> expected = population.decide(new Decider(rules, 1), 1000);
            assertThat(expected).extracting(Decision::customer).isSorted().hasSize(1500);
            assertThat(expected.stream()
                            .mapToInt(decision -> decision.fired().size())
                            .sum())
                    .isGreaterThan(5000);
            for (int threads : List.of(1, 2, 4)) {
                for (int chunkSize : List.of(1, 100, 1000)) {
                    assertThat(population.decide(new Decider(rules, threads), chunkSize))
                            .as(threads + " threads, chunks of " + chunkSize)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void namesTheRuleThatFiresTooOften() {
        var folder = new RulesFolder(directory)
                .file("segments/a.drl", "rule \"Fine\" when $c : Customer() then $c.tag(\"fine\"); end")
                .file("segments/b.drl", "// fires once per pair\n" + EVENTS);
        var population = Population.of(folder).customer("busy");
        for (long day = 0; day < 300; day++) {
            population.event("visit", day);
        }
        try (CompiledRules rules = folder.read().compile(population.type())) {
            assertThat(population.decide(new Decider(rules, 1), 1).get(0).tags())
                    .containsExactly("fine", "pairs");
            var strict = new Decider(rules, 2, 1000);
            assertThatThrownBy(() -> population.decide(strict, 1))
                    .isInstanceOf(ProblemsFound.class)
                    .hasMessageContaining("rules/segments/b.drl:2: The rule fires too often")
                    .hasMessageContaining("(rule \"Pairs\")");
        }
    }

    @Test
    void endsWhenTheInputOrTheSinkFails() throws InterruptedException {
        var folder = new RulesFolder(directory)
                .file("segments/a.drl", "rule \"All\" when $c : Customer() then $c.tag(\"all\"); end");
        var population = Population.of(folder);
        for (int i = 0; i < 50; i++) {
            population.customer("c" + i);
        }
        try (CompiledRules rules = folder.read().compile(population.type())) {
            var decider = new Decider(rules, 2);
            Iterator<CustomerChunk> failing = population.chunks(10).stream()
                    .map(chunk -> Objects.equals(chunk.customers().get(0).id(), "c30") ? fail() : chunk)
                    .iterator();
            assertThatThrownBy(() -> decider.decide(failing, chunk -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no more");
            assertThatThrownBy(() -> decider.decide(population.chunks(10).iterator(), chunk -> fail()))
                    .hasMessage("no more");
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("beckon-decide")) {
                    thread.join(10_000);
                    assertThat(thread.isAlive()).as("a worker is left").isFalse();
                }
            }
            assertThat(population.decide(decider, 7)).hasSize(50);
        }
    }

    private static CustomerChunk fail() {
        throw new IllegalStateException("no more");
    }

    @Test
    void readsNoMoreThanAFewChunksAhead() {
        var folder = new RulesFolder(directory)
                .file("segments/a.drl", "rule \"All\" when $c : Customer() then $c.tag(\"all\"); end");
        var population = Population.of(folder);
        for (int i = 0; i < 100; i++) {
            population.customer("c" + i);
        }
        List<Integer> ahead = new ArrayList<>();
        var written = new AtomicInteger();
        Iterator<CustomerChunk> counted = population.chunks(1).stream()
                .peek(chunk -> ahead.add(ahead.size() + 1 - written.get()))
                .iterator();
        try (CompiledRules rules = folder.read().compile(population.type())) {
            new Decider(rules, 2).decide(counted, chunk -> written.incrementAndGet());
        }
        assertThat(ahead).hasSize(100).allSatisfy(chunks -> assertThat(chunks).isLessThanOrEqualTo(7));
    }

    @Test
    void breaksTiesByPlaceAndKeepsParametersWhole() {
        var folder = new RulesFolder(directory)
                .file("actions/b.drl", """
                        rule "Late" when $c : Customer() then $c.recommend("x", 5).with("from", "b"); end
                        rule "Other" when $c : Customer() then $c.recommend("y", 5); end
                        """)
                .file("actions/a.drl", """
                        rule "Low" when $c : Customer() then $c.recommend("x", 4).with("extra", 1); end
                        rule "First" when $c : Customer() then $c.recommend("x", 5).with("from", "a"); end
                        """)
                .file("channels/c.drl", """
                        rule "Phone" when $c : Customer( action == "y" ) then $c.via("phone", 5); end
                        rule "Email" when $c : Customer() then $c.via("email", 9); $c.via("whatsapp", 5); end
                        rule "None" when $c : Customer( actionPriority > 5 ) then $c.avoid("email", "never"); end
                        """);
        Decision decision = Population.of(folder).customer("one").decide(folder).get(0);
        assertThat(decision.recommendations())
                .extracting(
                        Decision.Recommendation::action,
                        recommendation -> recommendation.rule().name(),
                        recommendation -> recommendation.parameters().toString())
                .containsExactly(tuple("x", "First", "{from=a}"), tuple("y", "Other", "{}"));
        assertThat(decision.channels().keySet()).containsExactly("x", "y");
        assertThat(Objects.requireNonNull(decision.channels().get("y")).preferred())
                .extracting(Decision.Preferred::channel)
                .containsExactly("email", "phone", "whatsapp");
        assertThat(Objects.requireNonNull(decision.channels().get("x")).preferred())
                .extracting(Decision.Preferred::channel)
                .containsExactly("email", "whatsapp");
    }
}
