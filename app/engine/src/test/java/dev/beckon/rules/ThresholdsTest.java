package dev.beckon.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    discountShare > 10              | discountShare is between 0 and 1, so it is never more than 10
                    discountShare < 10              | discountShare is between 0 and 1, so it is never 10 or more
                    !(discountShare > 10)           | discountShare is between 0 and 1, so it is never more than 10
                    openRate > 1                    | openRate is between 0 and 1, so it is never more than 1
                    returnShare < -1                | returnShare is 0 or more, so it is never less than -1
                    recencyScore > 5                | recencyScore is between 1 and 5, so it is never more than 5
                    recencyQuartile == 5            | recencyQuartile is between 1 and 4, so it is never 5
                    frequencyScore == 0             | frequencyScore is between 1 and 5, so it is never 0
                    frequencyScore != 0             | frequencyScore is between 1 and 5, so it is never 0
                    monetaryScore in (4, 5, 6)      | monetaryScore is between 1 and 5, so it is never 6
                    age > 200                       | age is between 0 and 120, so it is never more than 200
                    age < 0                         | age is between 0 and 120, so it is never less than 0
                    age < 130                       | age is between 0 and 120, so it is never 130 or more
                    orders < 0                      | orders is 0 or more, so it is never less than 0
                    recencyDays <= -1               | recencyDays is 0 or more, so it is never -1 or less
                    'rural || orders > 3 && age > 200' | age is between 0 and 120, so it is never more than 200
                    """)
    void areNamedWithTheBoundsOfTheirProperty(String conditions, String expected) throws IOException {
        assertThat(found(conditions)).extracting(Problem::message).containsExactly(expected);
    }

    @Test
    void ofSharesArePercentagesAsAProposal() throws IOException {
        assertThat(found("discountShare > 10, openRate >= 12.5, share(\"Pastry\") > 30, clickRate > 101"))
                .extracting(Problem::hint)
                .containsExactly("0.1", "0.125", "0.3", null);
    }

    @Test
    void ofRowsAreSeenToo() throws IOException {
        List<Problem> warnings = found("age > 17 ) Purchase( customer == $c, amount < 0, daysAgo < 0");

        assertThat(warnings)
                .extracting(Problem::message)
                .as("returns are no purchases")
                .containsExactly(
                        "amount is 0 or more, so it is never less than 0",
                        "daysAgo is 0 or more, so it is never less than 0");
        Problem warning = warnings.get(0);
        assertThat(warning.rule()).isEqualTo("Some");
        assertThat(warning.line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discountShare >= 0",
                "discountShare <= 1",
                "openRate == 1",
                "returnShare > 2",
                "share(\"Pastry\") > 1",
                "share(\"Pastry\") < 0",
                "orders >= 0",
                "orders > 100000",
                "age <= 120",
                "age != 0",
                "recencyScore in (1, 5)",
                "monetary < 0",
                "profit < -100",
                "spendLast30Days <= -1",
                "frequencyScore == null"
            })
    void areNotSeenWhereSomeValueReachesThem(String conditions) throws IOException {
        assertThat(found(conditions)).isEmpty();
    }

    private List<Problem> found(String conditions) throws IOException {
        Files.createDirectories(folder.resolve("segments"));
        Files.writeString(
                folder.resolve("segments/some.drl"),
                "rule \"Some\"\n  when\n    $c : Customer( " + conditions + " )\n  then\n    $c.tag(\"x\");\nend\n");
        RuleSet rules = RuleSet.read(folder, Vocabulary.withAttributes(List.of()), 2);
        return Thresholds.in(rules.contents());
    }
}
