package dev.beckon.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.feedback.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleProblemsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    recencyDay > 30                 | 4:19 | No property is called recencyDay. Maybe recencyDays
                    orders > "three"                | 4:28 | orders is a whole number, but is compared with "three"
                    orders > "3"                    | 4:28 | Maybe 3 without quotes
                    orders > 2.5                    | 4:28 | orders is a whole number, but is compared with 2.5
                    orders > 99999999999999999999   | 4:28 | too long a number
                    orders > null                   | 4:28 | null can only be compared with == and !=
                    orders in (1, null)             | 4:33 | null can't stand in a list
                    city == Pune                    | 4:27 | Maybe "Pune" in double quotes
                    city == gender                  | 4:27 | not with another property
                    city > "Pune"                   | 4:24 | city has no order
                    city == 5                       | 4:27 | city is text, but is compared with 5
                    rural == "yes"                  | 4:28 | rural is true or false
                    joined == "31.1.2026"           | 4:29 | "31.1.2026" is no date. Maybe "2026-01-31"
                    joined == "2026-02-30"          | 4:29 | is no date
                    income > 19.999                 | 4:28 | more decimals than the currency, which has 2
                    orders                          | 4:19 | orders alone is no condition
                    5 < orders                      | 4:19 | A condition begins with a property. Maybe turn
                    city matches ".*a"              | 4:24 | matches can't be used
                    city startsWith "a"             | 4:24 | Maybe str[startsWith]
                    orders contains "a"             | 4:19 | looks into text, which orders isn't
                    isIn("Champions")               | 4:19 | known only to the rules in actions/ and channels/
                    emailAddress == "a"             | 4:19 | personal: templates read it, rules can't
                    boughtt("Jalebi")               | 4:19 | Maybe bought
                    bought(5)                       | 4:19 | bought asks for one text
                    boughtWithin("Jalebi", -1)      | 4:19 | boughtWithin asks for a product and a number of days
                    action == "win-back"            | 4:19 | known only to the rules in channels/
                    orders > 3 + 4                  | 4:30 | Rules can't calculate
                    orders = 3                      | 4:26 | = compares nothing. Maybe ==
                    orders > 3 and age > 4          | 4:30 | Maybe &&
                    orders > > 3                    | 4:28 | Expected a value
                    !orders == 3                    | 4:20 | ! needs parentheses
                    city == 'Pune'                  | 4:27 | straight double quotes
                    city.length() > 3               | 4:23 | Nothing can be called on a property
                    orders > 3L                     | 4:28 | Maybe write it as 3
                    orders > 1_000                  | 4:28 | Maybe write it as 1000
                    orders > 1e6                    | 4:28 | Maybe write it as 1000000
                    orders > 1e9999999             | 4:28 | '1e9999999' is no number. Maybe write it in digits
                    orders > 1e-3                   | 4:28 | '1e-3' is no number. Maybe write it as 0.001
                    orders > 0x10                   | 4:28 | '0x10' is no number. Maybe write it as 16
                    orders > 1e6L                   | 4:28 | Maybe write it as 1000000
                    averageOrderValue > .5          | 4:39 | '.5' is no number. Maybe write it as 0.5
                    bought("Jalebi") == null        | 4:39 | is never missing
                    """)
    void inConditions(String condition, String place, String message) {
        List<Problem> problems = new RulesFolder(directory)
                .knowing(Attributes.ofEveryKind())
                .file(
                        "segments/s.drl",
                        "rule \"Fine\" when $c : Customer() then $c.tag(\"t\"); end\nrule \"Wrong\"\n  when\n"
                                + "    $c : Customer(%s )\n  then\n    $c.tag(\"wrong\");\nend\n".formatted(condition))
                .problems();
        assertThat(problems)
                .isNotEmpty()
                .anySatisfy(problem -> assertThat(place(problem) + said(problem))
                        .startsWith("rules/segments/s.drl:" + place + ": ")
                        .contains(message));
        assertThat(problems).allSatisfy(problem -> assertThat(problem.line()).isEqualTo(4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    actions  | $c.recomend("a", 1);                        | Rules in actions/ can't recomend. Maybe recommend
                    actions  | $c.assign("RFM", "A");                      | a verb of the rules in segments/
                    actions  | $c.recommend("a");                          | Maybe recommend("action", priority)
                    actions  | $c.recommend("a", "high");                  | no whole number from 0 to 1000
                    actions  | $c.recommend("a", 5000);                    | no whole number from 0 to 1000
                    actions  | $c.recommend("a;b", 5);                     | has a ';', which separates things
                    actions  | $c.recommend("a", 1).width("b", 1);         | only with(...) can follow
                    actions  | $c.recommend("a", 1).with("b c", 1);        | no name of a parameter
                    actions  | $c.recommend("a", 1).with("b", null);       | can't be null
                    actions  | $c.recommend("a", 1).with("b", 1).with("b", 2); | given twice
                    actions  | $c.recommend("a", 1); $c.recommend("a", 2); | The rule says twice: recommend a
                    actions  | $c.suppress("win-bak", "no");               | No rule recommends the action "win-bak". Maybe "win-back"
                    actions  | $c.suppress("");                            | A reason has 1 to 200 characters
                    actions  | $d.suppress("no");                          | $d isn't the rule's customer. Maybe $c
                    actions  | $c.recommend("a", 1)                        | Expected ';' at the end of the statement
                    actions  | ~~                                          | The rule says nothing after then
                    segments | $c.assign("RFM", "");                       | can't be a name
                    segments | $c.assign("Life:stage", "A");               | has a ':'
                    segments | $c.tag(5);                                  | 5 is no text
                    segments | $c.setAge(5);                               | Rules in segments/ can't setAge
                    channels | $c.via("emale", 5);                         | No channel is called "emale". Maybe "email"
                    channels | $c.via("email", 5).with("a", 1);            | Only recommend(...) takes parameters
                    """)
    void inStatements(String phase, String statement, String message) {
        List<Problem> problems = new RulesFolder(directory)
                .file("actions/good.drl", "rule \"Good\" when $c : Customer() then $c.recommend(\"win-back\", 1); end")
                .file(phase + "/bad.drl", "rule \"Bad\" when $c : Customer() then\n%s\nend".formatted(statement))
                .problems();
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(place(problem) + said(problem))
                        .startsWith("rules/" + phase + "/bad.drl:")
                        .contains(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    rule "R" salience 10 when $c : Customer() then $c.tag("a"); end   | Rules have no salience
                    rule "R" no-loop when $c : Customer() then $c.tag("a"); end       | no-loop has no meaning
                    rule "R" agenda-group "x" when $c : Customer() then $c.tag("a"); end | the folder is the phase
                    rule "R" enabled false when $c : Customer() then $c.tag("a"); end | can't be switched off
                    rule "R" extends "S" when $c : Customer() then $c.tag("a"); end   | can't extend another
                    rule "R" @a(b) when $c : Customer() then $c.tag("a"); end         | no annotations
                    rule R when $c : Customer() then $c.tag("a"); end                 | in double quotes
                    package a.b                                                       | need no package
                    import java.util.List                                             | need no import
                    global java.util.List list                                        | no globals
                    function void f() {}                                              | Rules can't run code
                    declare A end                                                     | can't declare types
                    query "q" Customer() end                                          | no queries
                    rule "R" when Customer() then $c.tag("a"); end                    | Maybe $c : Customer( ... )
                    rule "R" when $c : Custommer() then $c.tag("a"); end              | Maybe Customer( ... )
                    rule "R" when $c : Customer() eval(true) then $c.tag("a"); end    | no eval
                    rule "R" when $c : Customer() from list then $c.tag("a"); end     | no from
                    rule "R" when $c : Customer() or $d : Customer() then $c.tag("a"); end | can't be alternatives
                    rule "R" when $c : Customer() $d : Customer() then $c.tag("a"); end | only one Customer
                    rule "R" when $c : Customer() Purchase( amount > 5 ) then $c.tag("a"); end | isn't tied
                    rule "R" when $c : Customer() Purchase( customer == $x ) then $c.tag("a"); end | isn't tied
                    rule "R" when $c : Customer() Purchase( customer == $c, prize > 5 ) then $c.tag("a"); end | no field prize
                    rule "R" when $c : Customer() Purchase( customer == $c, daysAgo > $d ) then $c.tag("a"); end | No earlier pattern binds $d
                    rule "R" when $c : Customer( $c : age ) then $c.tag("a"); end     | bound twice
                    rule "R" when $c : Customer( $kcontext : age ) then $c.tag("a"); end | can't be used
                    rule "R" when $c : Customer( $m : monetary ) Event( customer == $c, daysAgo > $m ) then $c.tag("a"); end | can't be compared
                    rule "R" when $c : Customer() not Event( customer == $c, $d : daysAgo ) Event( customer == $c, daysAgo > $d ) then $c.tag("a"); end | No earlier pattern binds $d
                    rule "R" when $c : Customer( age > 5 then $c.tag("a"); end        | Expected ')'
                    rule "R" when $c : Customer() then $c.tag("a");                   | never closed
                    rule "R" then $c.tag("a"); end                                    | needs conditions
                    """)
    void inRules(String text, String message) {
        List<Problem> problems =
                new RulesFolder(directory).file("segments/s.drl", text).problems();
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(said(problem)).contains(message));
    }

    private static String place(Problem problem) {
        return problem.file() + ":" + problem.line() + ":" + problem.column() + ": ";
    }

    private static String said(Problem problem) {
        return problem.message() + ". Maybe " + problem.hint();
    }

    @Test
    void areAllSaidAtOnceInReadingOrder() {
        List<Problem> problems = new RulesFolder(directory)
                .file("segments/b.drl", """
                        rule "One" when $c : Customer( agee > 5, orders > "x" ) then $c.tagg("a"); end
                        rule "Two" salience 5 when $c : Customer() then $c.tag("a"); end
                        rule "Three" when $c : Customer( citi == "Pune" ) then $c.tag("a"); end
                        """)
                .file("segments/a.drl", "rule \"three\" when $c : Customer() then $c.assign(\"RFM\", \"A\"); end")
                .file("segments/c.drl", "rule \"Four\" when $c : Customer() then $c.assign(\"RFM\", \"B\"); end")
                .file("segment/d.drl", "")
                .file("segments/e.drl.csv", "")
                .file("segments/f.dslr", "")
                .file("segments/g.txt", "")
                .file("notes.drl", "")
                .file("README.md", "")
                .file("tests/t.yaml", "")
                .file("actions/h.drl", """
                        rule "Five" when $c : Customer( isIn("Bronze") || tagged("b") ) then $c.recommend("x", 1); end
                        rule "Six" when $c : Customer( previousSegment("RFM") == "AA" ) then $c.recommend("y", 1); end
                        """)
                .file(
                        "channels/i.drl",
                        "rule \"Seven\" when $c : Customer( action in (\"x\", \"z\") ) then $c.via(\"email\", 1); end")
                .problems();
        assertThat(problems)
                .extracting(
                        problem -> problem.file().replace("rules/", "") + ":" + problem.line() + " " + problem.rule())
                .containsExactly(
                        "actions/h.drl:1 Five",
                        "actions/h.drl:2 Six",
                        "channels/i.drl:1 Seven",
                        "notes.drl:0 null",
                        "segment/d.drl:0 null",
                        "segments/b.drl:1 One",
                        "segments/b.drl:1 One",
                        "segments/b.drl:1 One",
                        "segments/b.drl:2 Two",
                        "segments/b.drl:3 Three",
                        "segments/b.drl:3 Three",
                        "segments/c.drl:1 Four",
                        "segments/e.drl.csv:0 null",
                        "segments/f.dslr:0 null",
                        "segments/g.txt:0 null");
    }
}
