package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.report.Figures.Gate;
import dev.beckon.report.Figures.Group;
import dev.beckon.report.Figures.Hour;
import dev.beckon.report.Figures.Segment;
import java.time.LocalDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PreviewChartsTest {

    private final PreviewCharts charts = new PreviewCharts(
            new SharedFigures(new Figures(
                    10_000,
                    2_000,
                    List.of(
                            new Gate(
                                    "vetoed",
                                    1_500,
                                    List.of(new Group("complained", 1_000, 0), new Group("order on its way", 500, 0))),
                            new Gate("control-group", 500, List.of(new Group("held out", 500, 0)))),
                    List.of(new Group("email", 1_500, 30_000_000L), new Group("whatsapp", 500, 400_000_000L)),
                    List.of(new Group("hi", 2_000, 0)),
                    List.of(),
                    List.of(
                            new Hour(LocalDateTime.of(2026, 11, 2, 23, 0), 1_200),
                            new Hour(LocalDateTime.of(2026, 11, 3, 0, 0), 800)),
                    Map.of("RFM", List.of(new Segment("Loyal", 3_000, 1_500), new Segment("Others", 1_000, 500))),
                    null)),
            Currency.getInstance("INR"));

    @Test
    void funnelTableGivesReasonsAndWhatIsLeft() {
        assertThat(text(charts.funnel())).isEqualTo("""
                        50.0% of the audience get a message.
                        Step | People | Of the audience | Left
                        Audience | 4,000 | 100.0% | 4,000
                        The veto of a rule | 1,500 | 37.5% | 2,500
                        \u2514 complained | 1,000 | 25.0% |
                        \u2514 order on its way | 500 | 12.5% |
                        Control group, to measure the effect | 500 | 12.5% | 2,000
                        Get a message | 2,000 | 50.0% | 2,000
                        """);
    }

    @Test
    void funnelBarsHangWherePeopleDropOut() {
        JsonNode option = option(charts.funnel());
        assertThat(option.at("/yAxis/data").toString())
                .isEqualTo("[\"Audience\",\"The veto of a rule\",\"Control group, to measure the effect\","
                        + "\"Get a message\"]");
        assertThat(option.at("/series/0/data").toString()).isEqualTo("[0,2500,2000,0]");
        assertThat(values(option.at("/series/1/data"))).isEqualTo("4000 1500 500 2000");
        assertThat(option.at("/series/1/data/1/itemStyle/decal").isObject()).isTrue();
        assertThat(option.at("/series/1/data/1/label/formatter").asString()).isEqualTo("\u22121,500  37.5%");
        assertThat(option.at("/aria/enabled").asBoolean()).isTrue();
        assertThat(option.at("/media/0/option/yAxis/data/1").asString()).isEqualTo("Vetoed");
    }

    @Test
    void segmentsCompareAudienceAndMessages() {
        Chart chart = charts.segments().get(0);
        assertThat(text(chart)).isEqualTo("""
                        75.0% of the audience are \u201cLoyal\u201d.
                        Segment | Audience | Get a message | Reached
                        Loyal | 3,000 | 1,500 | 50.0%
                        Others | 1,000 | 500 | 50.0%
                        """);
        assertThat(values(option(chart).at("/series/0/data"))).isEqualTo("3000 1000");
        assertThat(values(option(chart).at("/series/1/data"))).isEqualTo("1500 500");
    }

    @Test
    void channelsAndLanguagesSayTheirShareAndCost() {
        assertThat(text(charts.channels())).isEqualTo("""
                        75.0% go out by Email.
                        Channel | Messages | Share | Cost
                        Email | 1,500 | 75.0% | INR 30.00
                        WhatsApp | 500 | 25.0% | INR 400.00
                        """);
        assertThat(text(charts.languages())).isEqualTo("""
                        100.0% go out in Hindi.
                        Language | Messages | Share
                        Hindi | 2,000 | 100.0%
                        """);
    }

    @Test
    void sendTimesAreWallClockHours() {
        assertThat(text(charts.sendTimes("Asia/Kolkata"))).isEqualTo("""
                        From Mon 2 Nov, 23:00 to Tue 3 Nov, 01:00 (Asia/Kolkata).
                        From | Messages | Share
                        Mon 2 Nov 23:00 \u2013 Tue 3 Nov 00:00 | 1,200 | 60.0%
                        Tue 3 Nov 00:00 \u2013 01:00 | 800 | 40.0%
                        """);
    }

    private static String text(Chart chart) {
        String rows = chart.table().rows().stream()
                .map(row -> String.join(" | ", row.cells()).stripTrailing() + "\n")
                .collect(Collectors.joining());
        return chart.sentence() + "\n" + String.join(" | ", chart.table().header()) + "\n" + rows;
    }

    private static JsonNode option(Chart chart) {
        return Json.MAPPER.valueToTree(chart.option());
    }

    private static String values(JsonNode data) {
        return data.valueStream().map(item -> item.path("value").toString()).collect(Collectors.joining(" "));
    }
}
