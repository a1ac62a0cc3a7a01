package dev.beckon.workspace;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML that is made to wear out its reader, or to make objects, is a problem of its file and nothing worse. */
class HostileYamlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [*a]",
                "a: &a {b: *a}",
                "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                        + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]",
                "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                "a: \u0007",
                "a: *nothing",
                "? [a]\n: b",
                "a: 1\na: 2",
                "%YAML 9.9\n---\na: b",
            })
    void isRefused(String yaml) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> StrictYaml.parse(yaml, "campaign.yaml", new Problems()))
                        .isInstanceOf(ProblemsFound.class)
                        .satisfies(found -> org.assertj.core.api.Assertions.assertThat(
                                        ((ProblemsFound) found).problems())
                                .allSatisfy(problem -> org.assertj.core.api.Assertions.assertThat(problem.file())
                                        .isEqualTo("campaign.yaml"))));
    }
}
