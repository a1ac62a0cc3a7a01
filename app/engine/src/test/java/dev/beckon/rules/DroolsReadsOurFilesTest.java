package dev.beckon.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Rule files are plain DRL: what our parser accepts, Drools' own reads too, with the same rules. */
class DroolsReadsOurFilesTest {

    private static final String EVERYTHING = """
            // a comment with an apostrophe: don't
            /* rule "Not a rule" when then end */
            rule "First, of 3"
              when
                $c : Customer( age >= 18 && <= 30, city in ("Pune", "New 'Delhi'"), !(rural == true || orders < 3),
                  (education == null || education != "PhD"), member, !mayEmail, income > 2000.50, rating < -0.5,
                  joined >= "2026-01-31", favouriteProduct contains "Jalebi", city not contains "x",
                  city str[startsWith] "New", city str[endsWith] "end", children not in (1, 2),
                  share("Sweets") > 0.3, bought("Jalebi"), !boughtWithin("मिठाई", 30), age < 20 || > 60 )
              then // and so on
                $c.assign("RFM", "At the end then rule"); /* more */
                $c.tag("🎉");
            end
            rule "Second" when $c : Customer() then $c.tag("b"); end

            rule "Third"
              when
                $c : Customer( $r : recencyDays )
                Event( customer == $c, type == "cart-abandoned", $d : daysAgo <= 3 )
                not Purchase( customer == $c, daysAgo <= $d )
                exists Purchase( customer == $c, amount > 10, daysAgo >= $r )
              then
                $c.tag("c");
            end
            // the last line has no end of line""";

    @TempDir
    Path directory;

    @Test
    void withTheSameNamesInTheSameOrder() throws DroolsParserException {
        RuleSet ours = new RulesFolder(directory)
                .knowing(Attributes.ofEveryKind())
                .file("segments/all.drl", EVERYTHING)
                .read();
        var parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr theirs = parser.parse(false, EVERYTHING);
        assertThat(parser.getErrors()).isEmpty();
        List<RuleDescr> rules = theirs.getRules();
        assertThat(rules)
                .extracting(RuleDescr::getName)
                .containsExactlyElementsOf(
                        ours.rules().stream().map(RuleRef::name).toList());
        assertThat(rules)
                .extracting(RuleDescr::getLine)
                .containsExactlyElementsOf(
                        ours.rules().stream().map(RuleRef::line).toList());
    }
}
