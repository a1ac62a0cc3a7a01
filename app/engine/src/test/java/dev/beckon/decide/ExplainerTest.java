package dev.beckon.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.beckon.decide.Explanation.ConditionOutcome;
import dev.beckon.decide.Explanation.Reading;
import dev.beckon.decide.Explanation.RuleOutcome;
import dev.beckon.facts.Unit;
import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.RulesFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerTest {

    @TempDir
    Path directory;

    @Test
    void saysWhatFiredRulesReadAndWhatKeptTheOthersFromFiring() {
        var folder = new RulesFolder(directory)
                .file("segments/s.drl", """
                        rule "Rich" when $c : Customer( monetary > 20.50,
                          age >= 18 || rural ) then $c.assign("Value", "Rich"); end
                        rule "Old" when $c : Customer( age > 60, !mayEmail ) then $c.tag("old"); end
                        """)
                .file("actions/a.drl", """
                        rule "Thank" when $c : Customer( isIn("Rich") ) then $c.recommend("thank", 5); end
                        rule "Remind" when $c : Customer()
                          Event( customer == $c, $d : daysAgo <= 3 )
                          not Purchase( customer == $c, daysAgo <= $d ) then $c.recommend("remind", 9); end
                        """)
                .file("channels/c.drl", """
                        rule "Mail" when $c : Customer( action == "thank" ) then $c.via("email", 1); end
                        """);
        var population = Population.of(folder)
                .customer("one", "monetary", 2051L, "age", 30L)
                .event("visit", 2L)
                .event("visit", 1L)
                .purchase("Jalebi", 0L, 100L);
        Explanation explanation;
        try (CompiledRules rules = folder.read().compile(population.type())) {
            explanation = new Explainer(rules).explain(population.customers().get(0), population.linked());
        }
        assertThat(explanation.rules())
                .extracting(outcome -> outcome.rule().name(), RuleOutcome::action, RuleOutcome::fired)
                .containsExactly(
                        tuple("Rich", null, true),
                        tuple("Old", null, false),
                        tuple("Thank", null, true),
                        tuple("Remind", null, false),
                        tuple("Mail", "thank", true));
        RuleOutcome rich = explanation.rules().get(0);
        assertThat(rich.conditions())
                .extracting(ConditionOutcome::text, ConditionOutcome::line)
                .containsExactly(tuple("monetary > 20.50", 1), tuple("age >= 18 || rural", 2));
        assertThat(rich.conditions().get(0).readings()).containsExactly(new Reading("monetary", 2051L, Unit.MONEY));
        assertThat(rich.conditions().get(1).readings())
                .containsExactly(new Reading("age", 30L, Unit.YEARS), new Reading("rural", null, Unit.NONE));
        assertThat(explanation.rules().get(1).failed())
                .extracting(ConditionOutcome::text)
                .containsExactly("age > 60", "!mayEmail");
        assertThat(explanation.rules().get(2).conditions().get(0).readings())
                .containsExactly(new Reading("isIn(\"Rich\")", true, Unit.NONE));
        assertThat(explanation.rules().get(3).failed())
                .extracting(ConditionOutcome::text, ConditionOutcome::line)
                .containsExactly(tuple("not Purchase( customer == $c, daysAgo <= $d )", 4));
        assertThat(explanation.rules().get(3).conditions().get(0).readings())
                .containsExactly(new Reading("matches", 2L, Unit.COUNT));
    }
}
