package dev.beckon.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.beckon.facts.Demand;
import dev.beckon.facts.LinkedDemand;
import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.LinkedDemand.Operator;
import dev.beckon.facts.LinkedDemand.RowCondition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSetTest {

    @TempDir
    Path directory;

    private RulesFolder folder() {
        return new RulesFolder(directory)
                .file("segments/s.drl", """
                        rule "A" when $c : Customer( $r : recencyDays, bought("Jalebi") || share("Sweets") > 0.5 )
                        then $c.assign("RFM", "Gold"); $c.tag("t"); end
                        rule "B" when $c : Customer( age > 5, boughtWithin("Barfi", 3), !bought("Jalebi") )
                        then $c.assign("RFM", "Silver"); end
                        """)
                .file("actions/a.drl", """
                        rule "C" when $c : Customer( previousSegment("RFM") == "Gold", !isIn("Gold"), mayEmail )
                          Event( customer == $c, type == "cart", $d : daysAgo <= 3 && > 0 )
                          not Purchase( customer == $c, daysAgo <= $d, amount > 10.5, product not in ("a", "b"),
                            category == "x" || category == "y" )
                        then $c.recommend("remind", 1); end
                        """)
                .file("channels/c.drl", """
                        rule "D" when $c : Customer( action == "remind", actionPriority > 0, mayWhatsApp )
                        then $c.via("whatsapp", 1); end
                        """);
    }

    @Test
    void demandsWhatRulesReadAndNothingElse() {
        Demand demand = folder().read().demand();
        assertThat(demand.properties()).containsExactly("age", "mayEmail", "mayWhatsApp", "recencyDays");
        assertThat(demand.boughtProducts()).containsExactly("Jalebi", "Barfi");
        assertThat(demand.shareCategories()).containsExactly("Sweets");
        assertThat(demand.previousDimensions()).containsExactly("RFM");
        var event = new LinkedDemand(
                Kind.EVENT,
                List.of(
                        new RowCondition("type", Operator.EQUAL, List.of("cart")),
                        new RowCondition("daysAgo", Operator.AT_MOST, List.of(3L)),
                        new RowCondition("daysAgo", Operator.MORE, List.of(0L))),
                null);
        var purchase = new LinkedDemand(
                Kind.PURCHASE,
                List.of(
                        new RowCondition("amount", Operator.MORE, List.of(1050L)),
                        new RowCondition("product", Operator.NOT_IN, List.of("a", "b")),
                        new RowCondition("daysAgo", Operator.AT_MOST, List.of(3L))),
                event);
        assertThat(demand.linked()).containsExactly(event, purchase);
    }

    @Test
    void listsItsNames() {
        RuleSet rules = folder().read();
        assertThat(rules.dimensions()).isEqualTo(Map.of("RFM", List.of("Gold", "Silver")));
        assertThat(rules.tags()).containsExactly("t");
        assertThat(rules.actions()).containsExactly("remind");
        assertThat(rules.rules())
                .extracting(RuleRef::id, RuleRef::name, RuleRef::place)
                .containsExactly(
                        tuple(0, "A", "rules/segments/s.drl:1"),
                        tuple(1, "B", "rules/segments/s.drl:3"),
                        tuple(2, "C", "rules/actions/a.drl:1"),
                        tuple(3, "D", "rules/channels/c.drl:1"));
    }

    @Test
    void hashChangesWithContentAndName() {
        String hash = folder().read().hash();
        assertThat(hash).hasSize(64).isEqualTo(folder().read().hash());
        var other = folder().file("segments/more.drl", "// nothing yet");
        String withFile = other.read().hash();
        assertThat(withFile).isNotEqualTo(hash);
        assertThat(other.file("segments/more.drl", "// nothing  yet").read().hash())
                .isNotEqualTo(withFile);
    }

    @Test
    void vocabularyPageNamesEveryPropertyThatRulesCanRead() {
        String page = VocabularyPage.markdown(Attributes.ofEveryKind(), "INR");
        Attributes.ofEveryKind().properties().forEach(property -> {
            String row = "| `" + property.name() + "` | ";
            if (property.readableByRules()) {
                assertThat(page).contains(row);
            } else {
                assertThat(page).doesNotContain(row);
            }
        });
        assertThat(page).contains("| `monetary` | amount, INR |", "$c.avoid(", "satisfies nothing except");
    }
}
