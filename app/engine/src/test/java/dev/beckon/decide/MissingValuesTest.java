package dev.beckon.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.facts.Subject;
import dev.beckon.rules.Attributes;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerTypes;
import dev.beckon.rules.Match;
import dev.beckon.rules.Rule;
import dev.beckon.rules.RuleSet;
import dev.beckon.rules.RulesFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A missing value satisfies nothing except {@code == null}; a present one is judged as worked out by hand. */
class MissingValuesTest {

    /** @param yes a value for which the condition holds, worked out by hand; no: one for which it doesn't */
    private record Case(String property, String condition, Object yes, Object no) {}

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 31);
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

    private static final List<Case> CASES = List.of(
            // text
            new Case("education", "education == \"PhD\"", "PhD", "phd"),
            new Case("education", "education != \"PhD\"", "Basic", "PhD"),
            new Case("education", "!(education == \"PhD\")", "Basic", "PhD"),
            new Case("education", "!(education != \"PhD\")", "PhD", "Basic"),
            new Case("education", "education in (\"PhD\", \"Master\")", "Master", "Basic"),
            new Case("education", "education not in (\"PhD\", \"Master\")", "Basic", "PhD"),
            new Case("education", "!(education in (\"PhD\", \"Master\"))", "Basic", "PhD"),
            new Case("education", "!(education not in (\"PhD\", \"Master\"))", "PhD", "Basic"),
            new Case("education", "education contains \"asi\"", "Basic", "PhD"),
            new Case("education", "education not contains \"asi\"", "PhD", "Basic"),
            new Case("education", "!(education contains \"asi\")", "PhD", "Basic"),
            new Case("education", "education str[startsWith] \"Ba\"", "Basic", "New Ba"),
            new Case("education", "!(education str[startsWith] \"Ba\")", "New Ba", "Basic"),
            new Case("education", "education str[endsWith] \"ic\"", "Basic", "icy"),
            new Case("education", "!(education str[endsWith] \"ic\")", "icy", "Basic"),
            new Case("education", "education != null", "PhD", "none"),
            // whole numbers
            new Case("children", "children == 2", 2L, 3L),
            new Case("children", "children != 2", 3L, 2L),
            new Case("children", "children < 2", 1L, 2L),
            new Case("children", "children <= 2", 2L, 3L),
            new Case("children", "children > 2", 3L, 2L),
            new Case("children", "children >= 2", 2L, 1L),
            new Case("children", "children > -1", 0L, -1L),
            new Case("children", "!(children < 2)", 2L, 1L),
            new Case("children", "!(children >= 2)", 1L, 2L),
            new Case("children", "children in (1, 2)", 2L, 3L),
            new Case("children", "children not in (1, 2)", 3L, 1L),
            new Case("children", "children >= 1 && <= 3", 3L, 4L),
            new Case("children", "children < 1 || > 3", 4L, 2L),
            new Case("children", "!(children >= 1 && children <= 3)", 0L, 1L),
            new Case("children", "!(children < 1 || children > 3)", 2L, 0L),
            new Case("children", "!(!(children > 2))", 3L, 2L),
            // alternatives with a value that nobody has
            new Case("children", "children > 2 || education == \"none\"", 3L, 2L),
            new Case("children", "education != \"none\" || children != 2", 3L, 2L),
            new Case("children", "!(education == \"none\" && children == 2)", 3L, 2L),
            // money: literals in major units, values in minor ones
            new Case("income", "income > 2000.50", 200051L, 200050L),
            new Case("income", "income != 2000", 2000L, 200000L),
            new Case("income", "!(income > 2000.5)", 200050L, 200051L),
            new Case("basket", "basket >= 19.99", 1999.0, 1998.9),
            new Case("basket", "!(basket >= 20)", 1999.9, 2000.0),
            // numbers
            new Case("rating", "rating == 0.5", 0.5, 0.25),
            new Case("rating", "rating != 0.5", 0.25, 0.5),
            new Case("rating", "rating < 4", 3.9, 4.0),
            new Case("rating", "!(rating < 4)", 4.0, 3.9),
            new Case("rating", "rating > -0.5", 0.0, -0.5),
            new Case("rating", "rating == 0", -0.0, 0.1),
            new Case("rating", "rating in (1, 2.5)", 2.5, 2.0),
            new Case("rating", "rating not in (1, 2.5)", 2.0, 1.0),
            // flags
            new Case("member", "member", true, false),
            new Case("member", "!member", false, true),
            new Case("member", "member == true", true, false),
            new Case("member", "member == false", false, true),
            new Case("member", "member != true", false, true),
            new Case("member", "member != false", true, false),
            new Case("member", "!(member == true)", false, true),
            new Case("member", "!(!member)", true, false),
            // dates
            new Case("joined", "joined == \"2026-01-31\"", JANUARY, MAY),
            new Case("joined", "joined != \"2026-01-31\"", MAY, JANUARY),
            new Case("joined", "joined < \"2026-05-01\"", JANUARY, MAY),
            new Case("joined", "joined >= \"2026-05-01\"", MAY, JANUARY),
            new Case("joined", "!(joined >= \"2026-05-01\")", JANUARY, MAY),
            new Case("joined", "joined in (\"2026-05-01\", \"2026-05-02\")", MAY, JANUARY),
            new Case("joined", "joined not in (\"2026-05-01\")", JANUARY, MAY));

    @TempDir
    Path directory;

    @Test
    void satisfyNothing() {
        var folder = new RulesFolder(directory).knowing(Attributes.ofEveryKind());
        for (int i = 0; i < CASES.size(); i++) {
            folder.segmentRule("rule " + i, CASES.get(i).condition());
        }
        CustomerType type = CustomerTypes.declare(folder.vocabulary());
        var missing = new Population(type).customer("missing");
        var present = new Population(type);
        for (int i = 0; i < CASES.size(); i++) {
            Case one = CASES.get(i);
            present.customer("yes " + i, one.property(), one.yes());
            present.customer("no " + i, one.property(), one.no());
        }
        List<String> wrong = new ArrayList<>();
        List<Decision> decisions = present.decide(folder);
        for (int i = 0; i < CASES.size(); i++) {
            boolean nullTest = CASES.get(i).condition().endsWith("!= null");
            if (!fired(decisions.get(2 * i), i)) {
                wrong.add("doesn't fire for " + CASES.get(i).yes() + ": "
                        + CASES.get(i).condition());
            }
            if (fired(decisions.get(2 * i + 1), i) != nullTest) {
                wrong.add("fires for " + CASES.get(i).no() + ": " + CASES.get(i).condition());
            }
        }
        missing.decide(folder).get(0).tags().forEach(tag -> wrong.add("fires for a missing value: " + tag));
        assertThat(wrong).isEmpty();
    }

    private static boolean fired(Decision decision, int rule) {
        return decision.tags().contains("rule-" + rule);
    }

    @Test
    void satisfyNullAndNothingElse() {
        var folder = new RulesFolder(directory)
                .knowing(Attributes.ofEveryKind())
                .segmentRule("text", "education == null")
                .segmentRule("whole", "children == null")
                .segmentRule("number", "rating == null")
                .segmentRule("flag", "member == null")
                .segmentRule("date", "joined == null")
                .segmentRule("double negation", "!(income != null)")
                .segmentRule("share", "share(\"Sweets\") == null")
                .segmentRule("present", "!(education == null)");
        List<Decision> decisions = Population.of(folder)
                .customer("missing")
                .customer(
                        "present",
                        "education",
                        "PhD",
                        "children",
                        0L,
                        "rating",
                        0.0,
                        "member",
                        false,
                        "joined",
                        MAY,
                        "income",
                        0L)
                .demanded(new Long[0], new Double[] {0.0}, new String[0])
                .decide(folder);
        assertThat(decisions.get(0).tags())
                .containsExactlyInAnyOrder("text", "whole", "number", "flag", "date", "double-negation", "share");
        assertThat(decisions.get(1).tags()).containsExactly("present");
    }

    @Test
    void satisfyNoCallAndNoFieldOfARow() {
        var folder = new RulesFolder(directory).file("segments/s.drl", """
                        rule "In" when $c : Customer() then $c.assign("RFM", "Gold"); end
                        rule "Share" when $c : Customer( share("Sweets") != 0.5 ) then $c.tag("share"); end
                        rule "Not share" when $c : Customer( !(share("Sweets") > 0.5) ) then $c.tag("not share"); end
                        rule "Bought" when $c : Customer( bought("Jalebi") ) then $c.tag("bought"); end
                        rule "Within" when $c : Customer( boughtWithin("Jalebi", 30) ) then $c.tag("within"); end
                        rule "Never" when $c : Customer( !bought("Jalebi") ) then $c.tag("never"); end
                        rule "Amount" when $c : Customer() Purchase( customer == $c, amount != 5 ) then $c.tag("amount"); end
                        rule "Product" when $c : Customer() Purchase( customer == $c, product not in ("a") ) then $c.tag("product"); end
                        rule "Days" when $c : Customer() Event( customer == $c, !(daysAgo > 3) ) then $c.tag("days"); end
                        rule "Variable" when $c : Customer() Event( customer == $c, $d : daysAgo )
                          not Purchase( customer == $c, daysAgo <= $d ) then $c.tag("variable"); end
                        """).file("actions/a.drl", """
                        rule "Previous" when $c : Customer( previousSegment("RFM") != "Others" )
                        then $c.recommend("previous", 1); end
                        rule "No previous" when $c : Customer( previousSegment("RFM") == null )
                        then $c.recommend("none", 1); end
                        """);
        List<Decision> decisions = Population.of(folder)
                .customer("missing")
                .purchase(null, null, null)
                .event(null, null)
                .customer("present")
                .demanded(new Long[] {30L}, new Double[] {0.25}, new String[] {"Gold"})
                .purchase("b", 9L, 501L)
                .event("x", 3L)
                .decide(folder);
        assertThat(decisions.get(0).tags()).containsExactly("never");
        assertThat(decisions.get(0).recommendations())
                .extracting(Decision.Recommendation::action)
                .containsExactly("none");
        assertThat(decisions.get(1).tags())
                .containsExactlyInAnyOrder(
                        "share", "not share", "bought", "within", "amount", "product", "days", "variable");
        assertThat(decisions.get(1).recommendations())
                .extracting(Decision.Recommendation::action)
                .containsExactly("previous");
    }

    @Test
    void engineAndEvaluatorAgreeOnEveryCase() {
        var folder = new RulesFolder(directory).knowing(Attributes.ofEveryKind());
        for (int i = 0; i < CASES.size(); i++) {
            folder.segmentRule("rule " + i, CASES.get(i).condition());
        }
        var population = Population.of(folder).customer("missing");
        for (Case one : CASES) {
            population.customer("yes", one.property(), one.yes()).customer("no", one.property(), one.no());
        }
        RuleSet rules = folder.read();
        try (CompiledRules compiled = rules.compile(population.type())) {
            List<Decision> decisions = population.decide(new Decider(compiled, 1), 1000);
            for (int i = 0; i < decisions.size(); i++) {
                Subject customer = population.customers().get(i);
                Set<String> expected = new HashSet<>();
                for (Rule rule : rules.contents()) {
                    if (rule.fires(Match.of(population.type(), customer), List.of())) {
                        expected.add(rule.ref().name().replace(' ', '-'));
                    }
                }
                assertThat(decisions.get(i).tags()).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }
}
