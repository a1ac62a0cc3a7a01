package dev.beckon.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.ProblemsFound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesOfMarketersTest {

    private static final String RIGHT = """
            rule "Big spenders"
              when
                $c : Customer( age > 30, monetary > 5000 )
              then
                $c.recommend("win-back", 80);
            end
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{1} instead of {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5000               | 5000,50                 | with a point and no comma",
                "5000               | 5.000,00                | with a point and no comma",
                "5000               | 5,000                   | with a point and no comma",
                "5000               | ₹5000                   | the amount alone",
                "5000               | $5000                   | 5000: amounts stand without a currency sign",
                "5000               | INR 5000                | without a currency",
                "monetary >         | monetary ≥              | >=",
                "monetary >         | monetary =>             | >=",
                "monetary >         | monetary <>             | !=",
                "30, monetary       | 30 monetary             | a comma is missing before it",
                "30, monetary       | 30 AND monetary         | a comma, or &&",
                "monetary > 5000    | age between 10 and 20   | age >= 18 && <= 30",
                "monetary > 5000    | age is null             | == null",
                "monetary > 5000    | city like \"P%\"       | contains",
                "monetary > 5000    | mayEmail == yes         | true or false",
                "5000 )             | 5000                    | a ) at the end of the conditions",
                "80);               | 80)                     | a ; is missing at the end of the line above",
                "$c.recommend       | c.recommend             | $c",
                "$c :               | c :                     | $c",
                "age > 30,          | a : age > 30,           | $a",
                "$c : Customer( age > 30, monetary > 5000 ) | // | $c : Customer( ... ) says for whom it is",
                "age > 30           | age > 010               | write it as 10",
                "80);               | 080);                   | write it as 80",
                "when               | When                    | when",
                "rule               | # Note\\nrule           | a comment begins with //",
                "rule               | -- Note\\nrule          | a comment begins with //"
            })
    void isToldWhatToWriteInstead(String right, String wrong, String hint) throws IOException {
        write(RIGHT.replace(right, wrong.replace("\\n", "\n")));

        var found = catchThrowableOfType(ProblemsFound.class, this::read);

        assertThat(found.problems())
                .anySatisfy(problem -> assertThat(problem.hint()).contains(hint));
    }

    @Test
    void onlyWhatIsWrongIsNamed() throws IOException {
        write(RIGHT.replace("$c : Customer", "c : Customer"));
        assertThat(catchThrowableOfType(ProblemsFound.class, this::read))
                .hasMessage(
                        "rules/actions/a.drl:3:5: A name before a colon begins with $ (rule \"Big spenders\"). Maybe $c");

        write(RIGHT.replace("30", "030"));
        assertThat(catchThrowableOfType(ProblemsFound.class, this::read))
                .hasMessage("rules/actions/a.drl:3:26: '030' is no number. Maybe write it as 30");
    }

    @Test
    void blanksOfAWordProcessorAreBlanks() throws IOException {
        write(RIGHT.replace("    $c", "\u00A0\u2003$c").replace("\n", "\r\n"));

        assertThat(read().rules()).hasSize(1);
    }

    private void write(String rule) throws IOException {
        Files.createDirectories(directory.resolve("rules/actions"));
        Files.writeString(directory.resolve("rules/actions/a.drl"), rule);
    }

    private RuleSet read() {
        return RuleSet.read(directory.resolve("rules"), Vocabulary.withAttributes(List.of()), 2);
    }
}
