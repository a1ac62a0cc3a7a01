package dev.beckon.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.RulesFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quoted text is only ever text, whatever it would mean to Drools, to its expression language or to Java. */
class NastyTextTest {

    private static final List<String> TEXTS = List.of(
            ":=",
            "x := System.exit(1)",
            "x := age > 0",
            "a :: b ::= c",
            "!!",
            "./d",
            "?./d",
            "a?.b!.c",
            "a@b#c",
            "end",
            "then end rule",
            "a // b",
            "/* a",
            "a */ b",
            "it's",
            "'",
            "''+System.exit(1)+''",
            "a' || 'a' == 'a",
            "( [ {",
            "} ] )",
            ", ;",
            "&& || == !=",
            "$_customer",
            "#{1} ${1} @{1} %s %d",
            "a : b := c -> d",
            "null",
            "true",
            "5",
            "5L",
            "2026-01-31",
            "str[startsWith]",
            "not in (a)",
            "a  b",
            " a ",
            "<b>&amp;",
            "`~^?",
            "İı ß ς मिठाई 🎉");

    @TempDir
    Path directory;

    @Test
    void isTakenAsItIsWritten() {
        var folder = new RulesFolder(directory);
        var text = new StringBuilder();
        for (int i = 0; i < TEXTS.size(); i++) {
            text.append("rule \"equal %d\" when $c : Customer( city == \"%s\" ) then $c.tag(\"equal %d\"); end%n"
                    .formatted(i, TEXTS.get(i), i));
            text.append("rule \"part %d\" when $c : Customer( region contains \"%s\", region not in (\"%s\") )%n"
                            .formatted(i, TEXTS.get(i), TEXTS.get(i))
                    + "then $c.tag(\"part %d\"); end%n".formatted(i));
            text.append("rule \"other %d\" when $c : Customer( country != \"%s\", country == \"x%s\" || == \"y\" )%n"
                            .formatted(i, TEXTS.get(i), TEXTS.get(i))
                    + "then $c.tag(\"other %d\"); end%n".formatted(i));
        }
        folder.file("segments/nasty.drl", text.toString());
        var population = Population.of(folder);
        for (int i = 0; i < TEXTS.size(); i++) {
            population.customer("c" + i, "city", TEXTS.get(i), "country", "x" + TEXTS.get(i));
        }
        try (CompiledRules rules = folder.read().compile(population.type())) {
            List<Decision> decisions = population.decide(new Decider(rules, 1), 100);
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < TEXTS.size(); i++) {
                if (!decisions.get(i).tags().equals(java.util.Set.of("equal " + i, "other " + i))) {
                    wrong.add(TEXTS.get(i) + " -> " + decisions.get(i).tags());
                }
            }
            assertThat(wrong).isEmpty();
        }
    }
}
