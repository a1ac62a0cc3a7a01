package dev.beckon.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.decide.Decision.ChannelAdvice;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.rules.RuleRef;
import dev.beckon.rules.RulesFolder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreePhasesTest {

    @TempDir
    Path directory;

    @Test
    void decidesSegmentsThenActionsThenChannels() {
        var folder = new RulesFolder(directory)
                .file("segments/rfm.drl", """
                        rule "Champions"
                          when
                            $c : Customer( recencyScore >= 4, frequencyScore >= 4 )
                          then
                            $c.assign("RFM", "Champions");
                        end

                        rule "Loyal"
                          when
                            $c : Customer( frequencyScore >= 4 )
                          then
                            $c.assign("RFM", "Loyal");
                            $c.tag("regular");
                        end

                        rule "At risk"
                          when
                            $c : Customer( recencyDays > 90, orders >= 3 )
                          then
                            $c.assign("RFM", "At Risk");
                        end
                        """)
                .file("actions/win-back.drl", """
                        rule "Win back" // the dear ones
                          when
                            $c : Customer( isIn("At Risk"), monetary > 2000 )
                          then
                            $c.recommend("win-back", 80).with("discount", 15).with("share", 0.5).with("code", "HELLO");
                        end

                        rule "Thank"
                          when
                            $c : Customer( tagged("regular") )
                          then
                            $c.recommend("loyalty-offer", 60);
                        end

                        rule "Thank champions more"
                          when
                            $c : Customer( isIn("Champions") )
                          then
                            $c.recommend("loyalty-offer", 90).with("gift", true);
                        end

                        rule "Complained"
                          when
                            $c : Customer( complaints > 0 )
                          then
                            $c.suppress("complained");
                            $c.suppress("win-back", "complained");
                        end
                        """)
                .file("channels/reach.drl", """
                        rule "WhatsApp for the lapsed"
                          when
                            $c : Customer( action == "win-back", mayWhatsApp )
                          then
                            $c.via("whatsapp", 90);
                        end

                        rule "Email"
                          when
                            $c : Customer( mayEmail )
                          then
                            $c.via("email", 50);
                        end

                        rule "No calls to the thankful"
                          when
                            $c : Customer( action == "loyalty-offer", actionPriority >= 90 )
                          then
                            $c.avoid("email", "they get a letter");
                        end
                        """);
        List<Decision> decisions = Population.of(folder)
                .customer("champion", "recencyScore", 5L, "frequencyScore", 5L, "mayEmail", true)
                .customer("lapsed", "recencyDays", 91L, "orders", 3L, "monetary", 200001L, "mayWhatsApp", true)
                .customer("too poor", "recencyDays", 91L, "orders", 3L, "monetary", 200000L, "complaints", 1L)
                .customer("stranger")
                .decide(folder);

        Decision champion = decisions.get(0);
        assertThat(champion.segments()).isEqualTo(Map.of("RFM", "Champions"));
        assertThat(champion.overruled())
                .singleElement()
                .satisfies(lost -> assertThat(lost.segment()).isEqualTo("Loyal"));
        assertThat(champion.tags()).containsExactly("regular");
        assertThat(champion.recommendations()).singleElement().satisfies(offer -> {
            assertThat(offer.priority()).isEqualTo(90);
            assertThat(offer.parameters()).isEqualTo(Map.of("gift", true));
            assertThat(offer.rule().place()).isEqualTo("rules/actions/win-back.drl:15");
        });
        ChannelAdvice advice = requireNonNull(champion.channels().get("loyalty-offer"));
        assertThat(advice.preferred()).isEmpty();
        assertThat(advice.avoided())
                .singleElement()
                .satisfies(avoided -> assertThat(avoided.channel()).isEqualTo("email"));
        assertThat(champion.fired())
                .extracting(RuleRef::name)
                .containsExactly(
                        "Champions", "Loyal", "Thank", "Thank champions more", "Email", "No calls to the thankful");

        Decision lapsed = decisions.get(1);
        assertThat(lapsed.segments()).isEqualTo(Map.of("RFM", "At Risk"));
        assertThat(lapsed.recommendations())
                .singleElement()
                .extracting(Recommendation::parameters)
                .isEqualTo(Map.of("discount", 15L, "share", new BigDecimal("0.5"), "code", "HELLO"));
        assertThat(requireNonNull(lapsed.channels().get("win-back")).preferred())
                .singleElement()
                .satisfies(via -> assertThat(via.channel()).isEqualTo("whatsapp"));

        Decision poor = decisions.get(2);
        assertThat(poor.recommendations()).isEmpty();
        assertThat(poor.vetoes()).extracting(Decision.Veto::action).containsExactly(null, "win-back");

        assertThat(decisions.get(3).fired()).isEmpty();
        assertThat(decisions.get(3).segments()).isEmpty();
    }

    @Test
    void firesForLinkedRowsOfTheSameCustomerOnly() {
        var folder = new RulesFolder(directory).file("actions/cart.drl", """
                        rule "Cart left behind"
                          when
                            $c : Customer( mayEmail )
                            Event( customer == $c, type == "cart-abandoned", $d : daysAgo <= 3 )
                            not Purchase( customer == $c, daysAgo <= $d )
                          then
                            $c.recommend("cart-reminder", 70);
                        end
                        """);
        List<Decision> decisions = Population.of(folder)
                .customer("left it", "mayEmail", true)
                .event("cart-abandoned", 2L)
                .event("cart-abandoned", 3L)
                .purchase("Jalebi", 4L, 100L)
                .customer("bought later", "mayEmail", true)
                .event("cart-abandoned", 2L)
                .purchase("Jalebi", 1L, 100L)
                .customer("too long ago", "mayEmail", true)
                .event("cart-abandoned", 4L)
                .customer("may not", "mayEmail", false)
                .event("cart-abandoned", 2L)
                .customer("no event", "mayEmail", true)
                .decide(folder);
        assertThat(decisions)
                .filteredOn(decision -> !decision.recommendations().isEmpty())
                .extracting(Decision::customer)
                .containsExactly("left it");
    }
}
