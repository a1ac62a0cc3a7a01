package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.report.Figures.Gate;
import dev.beckon.report.Figures.Group;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalFunnelTest {

    private static final Figures FIGURES = new Figures(
            10_000,
            2_000,
            List.of(
                    new Gate("vetoed", 0, List.of()),
                    new Gate("no-channel", 1_500, List.of(new Group("no consent", 1_500, 0))),
                    new Gate("control-group", 500, List.of(new Group("held out", 500, 0)))),
            List.of(new Group("email", 1_500, 30_000_000L), new Group("whatsapp", 500, 400_000_000L)),
            List.of(new Group("en", 1_900, 0), new Group("de", 100, 0)),
            List.of(),
            List.of(),
            Map.of(),
            null);

    @Test
    void goesFromTheAudienceToTheMessages() {
        assertThat(funnel(new Terminal(88, false, true))).isEqualTo("""
                        win-back  plan 3f2a9c51d07b, facts as of 2026-11-01

                          Customers                                   10,000
                          Audience                                     4,000  100.0%  ██████████████████████████
                        - no usable channel with consent               1,500   37.5%                  ██████████
                        - control group, to measure the effect           500   12.5%               ███
                        = Get a message                                2,000   50.0%  █████████████

                        By channel
                          Email                                        1,500   75.0%  ████████████████████
                          WhatsApp                                       500   25.0%  ███████

                        By language
                          English                                      1,900   95.0%  █████████████████████████
                          German                                         100    5.0%  █

                        Cost  INR 430.00

                        Nothing was sent. Next: beckon explain CUSTOMER
                        """);
    }

    @Test
    void keepsToTheWidthOfTheTerminal() {
        for (int width : new int[] {40, 60, 80, 120}) {
            assertThat(funnel(new Terminal(width, false, true)).lines())
                    .filteredOn(line -> !line.startsWith("win-back") && !line.startsWith("Nothing"))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void coloursOnlyTerminalsThatWantIt() {
        assertThat(funnel(terminal(Map.of(), true))).contains("\u001b[");
        assertThat(funnel(terminal(Map.of(), false))).doesNotContain("\u001b[");
        assertThat(funnel(terminal(Map.of("NO_COLOR", "1"), true))).doesNotContain("\u001b[");
    }

    @Test
    void drawsWithPlainCharactersWhereBlocksAreUnknown() {
        var terminal = Terminal.of(Map.of("COLUMNS", "100"), false, StandardCharsets.US_ASCII);
        assertThat(terminal.width()).isEqualTo(100);
        assertThat(funnel(terminal)).contains("####").matches("\\p{ASCII}+");
    }

    private static Terminal terminal(Map<String, String> environment, boolean isTerminal) {
        return Terminal.of(environment, isTerminal, StandardCharsets.UTF_8);
    }

    private static String funnel(Terminal terminal) {
        return TerminalFunnel.of(
                PreviewFixture.header("win-back"),
                FIGURES,
                Currency.getInstance("INR"),
                "beckon explain CUSTOMER",
                terminal);
    }
}
