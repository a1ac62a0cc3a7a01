package dev.beckon.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.beckon.rules.CompiledRules;
import dev.beckon.rules.RulesFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that the design shows, on customers just inside and just outside of each of their conditions. */
class DesignExamplesTest {

    @TempDir
    Path directory;

    private RulesFolder rules() {
        return new RulesFolder(directory)
                .file("segments/rfm.drl", """
                        rule "Champions"                            // in segments/
                          when
                            $c : Customer( recencyScore >= 4, frequencyScore >= 4, monetaryScore >= 4 )
                          then
                            $c.assign("RFM", "Champions");
                        end
                        rule "At Risk"
                          when
                            $c : Customer( recencyScore <= 2, frequencyScore >= 3 )
                          then
                            $c.assign("RFM", "At Risk");
                        end
                        """)
                .file("actions/actions.drl", """
                        rule "Win back a lapsing regular"           // in actions/
                          when
                            $c : Customer( isIn("At Risk") )
                          then
                            $c.recommend("win-back", 80).with("discount", 15);
                        end
                        rule "Cart left behind"                     // linked facts
                          when
                            $c : Customer( mayEmail )
                            Event( customer == $c, type == "cart-abandoned", $d : daysAgo <= 3 )
                            not Purchase( customer == $c, daysAgo <= $d )
                          then
                            $c.recommend("cart-reminder", 70);
                        end
                        """)
                .file("channels/channels.drl", """
                        rule "Lapsed people read WhatsApp"          // in channels/
                          when
                            $c : Customer( action == "win-back", mayWhatsApp )
                          then
                            $c.via("whatsapp", 90);
                        end
                        """);
    }

    @Test
    void decideAsWorkedOutByHand() {
        var folder = rules();
        var population = Population.of(folder);
        scored(population, "champion", 4L, 4L, 4L);
        scored(population, "recent and frequent only", 4L, 4L, 3L);
        scored(population, "at risk", 2L, 3L, 1L, "mayWhatsApp", true);
        scored(population, "at risk, no WhatsApp", 1L, 5L, 5L, "mayWhatsApp", false);
        scored(population, "no scores", null, null, null);
        population.customer("left a cart", "mayEmail", true).event("cart-abandoned", 3L);
        population.customer("too long ago", "mayEmail", true).event("cart-abandoned", 4L);
        population
                .customer("bought the day before", "mayEmail", true)
                .event("cart-abandoned", 2L)
                .purchase("Jalebi", 3L, 100L);
        population
                .customer("bought since", "mayEmail", true)
                .event("cart-abandoned", 2L)
                .purchase("Jalebi", 2L, 100L);
        population
                .customer("bought between two carts", "mayEmail", true)
                .event("cart-abandoned", 3L)
                .event("cart-abandoned", 1L)
                .purchase("Jalebi", 2L, 100L);
        population.customer("no email", "mayEmail", false).event("cart-abandoned", 1L);
        scored(population, "both", 1L, 4L, 4L, "mayWhatsApp", true, "mayEmail", true);
        population.event("cart-abandoned", 0L);

        try (CompiledRules compiled = folder.read().compile(population.type())) {
            List<Decision> decisions = population.decide(new Decider(compiled, 2), 5);
            assertThat(decisions)
                    .extracting(Decision::customer, Decision::segments, DesignExamplesTest::actions, d -> via(d))
                    .containsExactly(
                            tuple("champion", Map.of("RFM", "Champions"), List.of(), List.of()),
                            tuple("recent and frequent only", Map.of(), List.of(), List.of()),
                            tuple(
                                    "at risk",
                                    Map.of("RFM", "At Risk"),
                                    List.of("win-back 80 {discount=15}"),
                                    List.of("win-back whatsapp 90")),
                            tuple(
                                    "at risk, no WhatsApp",
                                    Map.of("RFM", "At Risk"),
                                    List.of("win-back 80 {discount=15}"),
                                    List.of()),
                            tuple("no scores", Map.of(), List.of(), List.of()),
                            tuple("left a cart", Map.of(), List.of("cart-reminder 70 {}"), List.of()),
                            tuple("too long ago", Map.of(), List.of(), List.of()),
                            tuple("bought the day before", Map.of(), List.of("cart-reminder 70 {}"), List.of()),
                            tuple("bought since", Map.of(), List.of(), List.of()),
                            tuple("bought between two carts", Map.of(), List.of("cart-reminder 70 {}"), List.of()),
                            tuple("no email", Map.of(), List.of(), List.of()),
                            tuple(
                                    "both",
                                    Map.of("RFM", "At Risk"),
                                    List.of("win-back 80 {discount=15}", "cart-reminder 70 {}"),
                                    List.of("win-back whatsapp 90")));
        }
    }

    private static void scored(
            Population population,
            String id,
            @Nullable Long recency,
            @Nullable Long frequency,
            @Nullable Long monetary,
            Object... more) {
        var properties = new ArrayList<@Nullable Object>(
                Arrays.asList("recencyScore", recency, "frequencyScore", frequency, "monetaryScore", monetary));
        properties.addAll(List.of(more));
        population.customer(id, properties.toArray());
    }

    private static List<String> actions(Decision decision) {
        return decision.recommendations().stream()
                .map(each -> each.action() + " " + each.priority() + " " + each.parameters())
                .toList();
    }

    private static List<String> via(Decision decision) {
        return decision.channels().entrySet().stream()
                .flatMap(entry -> entry.getValue().preferred().stream()
                        .map(via -> entry.getKey() + " " + via.channel() + " " + via.preference()))
                .toList();
    }
}
