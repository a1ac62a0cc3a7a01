package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.beckon.report.Figures.Gate;
import dev.beckon.report.Figures.Group;
import dev.beckon.report.Figures.Hour;
import dev.beckon.report.Figures.ScoreGrid;
import dev.beckon.report.Figures.Segment;
import dev.beckon.report.SharedFigures.Drop;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedFiguresTest {

    private static final LocalDateTime TEN = LocalDateTime.of(2026, 11, 2, 10, 0);

    @Test
    void mergesReasonsThatStopFew() {
        var shared = new SharedFigures(figures(100, gate("vetoed", 30), gate("minor", 2), gate("no-channel", 9)));
        assertThat(shared.drops())
                .extracting(Drop::label, Drop::people)
                .containsExactly(tuple("the veto of a rule", 30L), tuple("other reasons", 11L));
    }

    @Test
    void saysThatAHandfulOfHeldOutPeopleMayBeAmongTheSkipped() {
        var shared = new SharedFigures(figures(100, gate("no-channel", 40), gate("control-group", 4)));
        assertThat(shared.heldOut()).isZero();
        assertThat(shared.skipped()).isEqualTo(44);
        assertThat(Verdict.text(shared))
                .isEqualTo("100 people get a message; 44 get none: a few are held out, the others skipped.");
    }

    @Test
    void hidesTheAudienceWhereFewDropOut() {
        var shared = new SharedFigures(figures(100, gate("no-channel", 4)));
        assertThat(shared.drops()).isEmpty();
        assertThat(shared.customers()).isEmpty();
        assertThat(Verdict.text(shared))
                .isEqualTo("100 people get a message; fewer than 10 of the audience don\u2019t.");
    }

    @Test
    void saysAlmostNothingOfFewMessages() {
        var shared = new SharedFigures(figures(9, gate("no-channel", 400)));
        assertThat(shared.tooFewToShow()).isTrue();
        assertThat(Verdict.text(shared))
                .startsWith("Fewer than 10 people are concerned")
                .doesNotContain("400");
    }

    @Test
    void roundsTheCostWhereTheExactOneTellsHowManyAreInAMergedChannel() {
        // 2,000 emails at 0.02, 500 WhatsApp messages at 0.80, 3 calls at 1.50: 444.50 in all
        var shared = new SharedFigures(withChannels(
                new Group("email", 2_000, 40_000_000L),
                new Group("whatsapp", 500, 400_000_000L),
                new Group("phone", 3, 4_500_000L)));
        assertThat(shared.channels())
                .containsExactly(new Group("email", 2_000, 40_000_000L), new Group("Other", 503, 404_500_000L));
        assertThat(shared.costIsExact()).isFalse();
        assertThat(shared.costMicros()).isEqualTo(400_000_000L);
    }

    @Test
    void joinsQuietHoursWithTheirNeighbours() {
        var shared = new SharedFigures(withHours(
                new Hour(TEN, 50),
                new Hour(TEN.plusHours(1), 3),
                new Hour(TEN.plusHours(4), 20),
                new Hour(TEN.plusHours(5), 1)));
        assertThat(shared.sendHours())
                .containsExactly(
                        new SharedFigures.Span(TEN, TEN.plusHours(1), 50),
                        new SharedFigures.Span(TEN.plusHours(1), TEN.plusHours(6), 24));
    }

    @Test
    void hidesSmallCellsOfTheScoreGridAndOneMoreIfThereIsOnlyOne() {
        long[][] cells = new long[5][5];
        cells[4][4] = 60;
        cells[4][3] = 30;
        cells[0][0] = 4;
        var shared = new SharedFigures(withScores(94, cells)).scores().orElseThrow();
        assertThat(shared.cells()[4][4]).isEqualTo(60);
        assertThat(shared.cells()[4][3]).isEqualTo(-1);
        assertThat(shared.cells()[0][0]).isEqualTo(-1);
        assertThat(Arrays.stream(shared.cells()).flatMapToLong(Arrays::stream).filter(cell -> cell == 0))
                .hasSize(22);
    }

    @Test
    void mergesSegmentsOfWhichFewOrAlmostAllGetAMessage() {
        var shared = new SharedFigures(new Figures(
                1000,
                597,
                List.of(gate("no-channel", 203)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(
                        "RFM",
                        List.of(
                                new Segment("Loyal", 500, 497),
                                new Segment("New", 200, 100),
                                new Segment("Lost", 100, 0))),
                null));
        assertThat(shared.segments().get("RFM"))
                .containsExactly(new Segment("New", 200, 100), new Segment("Merged segments", 600, 497));
    }

    @Test
    void leavesOutDimensionsThatSayNothingButEverybody() {
        var shared = new SharedFigures(new Figures(
                1000,
                22,
                List.of(gate("no-channel", 21)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of("RFM", List.of(new Segment("Loyal", 30, 15), new Segment("Lost", 13, 7))),
                null));
        assertThat(shared.segments()).isEmpty();
        assertThat(shared.dimensionsNotShown()).containsExactly("RFM");
    }

    @Test
    void doesNotRoundASmallCostToNothing() {
        // 9 emails at 0.02, 12 WhatsApp messages at 0.80, 1 call at 1.50: 11.28 in all, less than half of 100
        var shared = new SharedFigures(withChannels(
                new Group("whatsapp", 12, 9_600_000L),
                new Group("email", 9, 180_000L),
                new Group("phone", 1, 1_500_000L)));
        assertThat(shared.cost(Currency.getInstance("INR"))).isEqualTo("less than INR 100.00");
    }

    private static Gate gate(String key, long people) {
        return new Gate(key, people, List.of(new Group("because", people, 0)));
    }

    private static Figures figures(long messages, Gate... gates) {
        return new Figures(
                10_000, messages, List.of(gates), List.of(), List.of(), List.of(), List.of(), Map.of(), null);
    }

    private static Figures withChannels(Group... channels) {
        long messages = Arrays.stream(channels).mapToLong(Group::people).sum();
        return new Figures(
                10_000, messages, List.of(), List.of(channels), List.of(), List.of(), List.of(), Map.of(), null);
    }

    private static Figures withHours(Hour... hours) {
        long messages = Arrays.stream(hours).mapToLong(Hour::messages).sum();
        return new Figures(
                10_000, messages, List.of(), List.of(), List.of(), List.of(), List.of(hours), Map.of(), null);
    }

    private static Figures withScores(long messages, long[][] cells) {
        return new Figures(
                10_000,
                messages,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new ScoreGrid(cells));
    }
}
