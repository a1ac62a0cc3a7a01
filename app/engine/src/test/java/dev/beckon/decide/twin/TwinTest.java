package dev.beckon.decide.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.RuleSet;
import org.junit.jupiter.api.Test;

/** The sample company's rules say what {@code rules/README.md} says. */
class TwinTest {

    private static final int CUSTOMERS = 100_000;
    private static final long SEED = 20260131;

    private final CustomerType type = CustomerTypes.declare(SampleCompany.VOCABULARY);

    @Test
    void neverDiffersFromTheRules() {
        RuleSet rules = SampleCompany.rules();
        try (CompiledRules compiled = rules.compile(type)) {
            Comparison comparison = Comparison.of(compiled, SEED, CUSTOMERS);

            assertThat(comparison.compared()).isEqualTo(CUSTOMERS);
            assertThat(comparison.examples()).isEmpty();
            assertThat(rules.rules())
                    .allSatisfy(rule -> assertThat(comparison.firings(rule))
                            .as("how often \"%s\" fires", rule.name())
                            .isBetween(CUSTOMERS / 2000, CUSTOMERS * 9 / 10));
        }
    }
}
