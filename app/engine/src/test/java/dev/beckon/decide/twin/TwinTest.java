package dev.beckon.decide.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.Effect;
import dev.beckon.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample company's rules say what {@code rules/README.md} says: the twin was written from nothing else. */
class TwinTest {

    private static final int CUSTOMERS = 100_000;
    private static final int MUTANTS = 20;
    private static final int CUSTOMERS_OF_MUTANTS = 3_000;
    private static final long SEED = 20260131;

    private final CustomerType type = CustomerTypes.declare(SampleCompany.VOCABULARY);
    private final RuleSet rules = SampleCompany.rules();

    @TempDir
    Path directory;

    @Test
    void neverDiffersFromTheRules() {
        try (CompiledRules compiled = rules.compile(type)) {
            Comparison comparison = Comparison.of(compiled, customers(CUSTOMERS));

            assertThat(comparison.compared()).isEqualTo(CUSTOMERS);
            assertThat(comparison.examples()).isEmpty();
            assertThat(rules.rules())
                    .as("each rule fires for some and not for others, or nothing would be proved of it")
                    .allSatisfy(rule -> assertThat(comparison.firings(rule))
                            .as(rule.name())
                            .isBetween(CUSTOMERS / 1000, CUSTOMERS * 9 / 10));
        }
    }

    @Test
    void noticesWhenANumberOfARuleChanges() throws IOException {
        Path copy = copyOfRules();
        List<Mutant> mutants = new ArrayList<>(Mutant.all(copy, priorities()));
        Collections.shuffle(mutants, new Random(SEED));
        List<Posed> customers = customers(CUSTOMERS_OF_MUTANTS).toList();

        assertThat(mutants.subList(0, MUTANTS))
                .allSatisfy(mutant -> mutant.during(
                        copy,
                        () -> assertThat(differences(copy, customers))
                                .as(mutant.toString())
                                .isPositive()));
        assertThat(differences(copy, customers)).as("without a change").isZero();
    }

    private Stream<Posed> customers(int count) {
        return Posed.chunks(new EdgeCustomers(SEED)::next, count, new Subjects(type, rules.demand()));
    }

    private int differences(Path folder, List<Posed> customers) {
        try (CompiledRules compiled = SampleCompany.rules(folder).compile(type)) {
            return Comparison.of(compiled, customers.stream()).differences();
        }
    }

    private List<Integer> priorities() {
        return rules.contents().stream()
                .flatMap(rule -> rule.effects().stream())
                .filter(Effect.Recommend.class::isInstance)
                .map(effect -> ((Effect.Recommend) effect).priority())
                .toList();
    }

    private Path copyOfRules() throws IOException {
        try (Stream<Path> originals = Files.walk(SampleCompany.RULES)) {
            for (Path original : originals.toList()) {
                Path copy = directory.resolve(SampleCompany.RULES.relativize(original));
                if (Files.isDirectory(original)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(original, copy);
                }
            }
        }
        return directory;
    }
}
