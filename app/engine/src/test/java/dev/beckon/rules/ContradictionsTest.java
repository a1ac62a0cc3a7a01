package dev.beckon.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.facts.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContradictionsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    age > 60, age < 18                             | age > 60, age < 18
                    age > 17, city == "Pune", age < 18             | age > 17, age < 18
                    age > 60 && < 18                               | age > 60 && < 18
                    openRate > 0.5, openRate <= 0.5                | openRate > 0.5, openRate <= 0.5
                    monetary >= 10, monetary <= 9.99               | monetary >= 10, monetary <= 9.99
                    city == "Pune", city == "Delhi"                | city == "Pune", city == "Delhi"
                    city in ("Pune", "Delhi"), city != "Pune", city != "Delhi" | city in ("Pune", "Delhi"), city != "Pune", city != "Delhi"
                    city == "Pune", city not in ("Pune", "Delhi")  | city == "Pune", city not in ("Pune", "Delhi")
                    age == null, age > 18                          | age == null, age > 18
                    age == null, !(age > 18)                       | age == null, !(age > 18)
                    city == null, city str[startsWith] "New"       | city == null, city str[startsWith] "New"
                    rural, !rural                                  | rural, !rural
                    bought("Jalebi"), !bought("Jalebi")            | bought("Jalebi"), !bought("Jalebi")
                    """)
    void sayWhichConditionsNeverHold(String conditions, String named) throws IOException {
        assertThat(found(conditions)).containsExactly("this never holds: " + named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age > 18, age < 60",
                "age >= 18, age <= 18",
                "age > 17, age < 19",
                "age > 60 || age < 18",
                "age > 18, age != 20",
                "monetary > 9.98, monetary < 10",
                "openRate > 0.5, openRate < 0.500000001",
                "city != \"Pune\", city != \"Delhi\", city not in (\"Goa\")",
                "city in (\"Pune\", \"Delhi\"), city in (\"Delhi\", \"Goa\")",
                "city != null, age == null",
                "bought(\"Jalebi\"), !bought(\"Samosa\")",
                "age > 60, rural || age < 18"
            })
    void areNotSeenWhereAValueSatisfiesAll(String conditions) throws IOException {
        assertThat(found(conditions)).isEmpty();
    }

    private List<String> found(String conditions) throws IOException {
        Files.createDirectories(folder.resolve("segments"));
        Files.writeString(
                folder.resolve("segments/some.drl"),
                "rule \"Some\"\n  when\n    $c : Customer( " + conditions + " )\n  then\n    $c.tag(\"x\");\nend\n");
        RuleSet rules = RuleSet.read(folder, Vocabulary.withAttributes(List.of()), 2);
        return Contradictions.in(rules.contents()).stream()
                .map(problem -> problem.message())
                .toList();
    }
}
