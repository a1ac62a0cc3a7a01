package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.report.Figures.Gate;
import dev.beckon.report.Figures.Group;
import dev.beckon.report.Figures.Hour;
import dev.beckon.report.Figures.Segment;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FiguresQueryTest {

    @Test
    void countsWhatTheTablesHold() throws Exception {
        try (var fixture = new PreviewFixture()) {
            fixture.run("""
                    insert into decisions by name select * from (values
                      ('a', 'Loyal'), ('b', 'Loyal'), ('c', null), ('d', 'New'), ('e', 'New'))
                      as t(customer_id, "segment:RFM")""", """
                    insert into facts.customers by name select * from (values
                      ('a', 5, 5), ('b', 5, 5), ('c', 1, 2), ('d', null, null), ('e', 3, 3))
                      as t(customer_id, "recencyScore", "frequencyScore")""", """
                    insert into plan.messages by name select * from (values
                      ('x', 'a', 'email', 'en', timestamp '2026-11-02 04:40:00', 20000),
                      ('x', 'b', 'phone', 'hi', timestamp '2026-11-02 05:10:00', 1500000),
                      ('y', 'e', 'phone', 'hi', timestamp '2026-11-02 05:10:00', 1500000))
                      as t(campaign, customer_id, channel, language, send_at, cost_micros)""", """
                    insert into plan.skips by name select * from (values
                      ('x', 'c', 'minor', 'is 17'), ('x', 'd', 'vetoed', 'complained'), ('y', 'a', 'minor', 'is 16'))
                      as t(campaign, customer_id, gate, reason)""");

            Figures figures = new FiguresQuery(
                            fixture.connection, "x", AudienceCounts.of(fixture.connection, List.of("x")))
                    .run(List.of("vetoed", "no-channel", "minor"), ZoneId.of("Asia/Kolkata"));

            assertThat(figures.customers()).isEqualTo(5);
            assertThat(figures.audience()).isEqualTo(4);
            assertThat(figures.messages()).isEqualTo(2);
            assertThat(figures.gates())
                    .containsExactly(
                            new Gate("vetoed", 1, List.of(new Group("complained", 1, 0))),
                            new Gate("no-channel", 0, List.of()),
                            new Gate("minor", 1, List.of(new Group("is 17", 1, 0))));
            assertThat(figures.channels())
                    .containsExactly(new Group("email", 1, 20_000), new Group("phone", 1, 1_500_000));
            assertThat(figures.costMicros()).isEqualTo(1_520_000);
            // Kolkata is 5:30 ahead of UTC: 04:40 UTC is 10:10 there, 05:10 UTC is 10:40
            assertThat(figures.sendHours()).containsExactly(new Hour(LocalDateTime.of(2026, 11, 2, 10, 0), 2));
            assertThat(figures.segments().get("RFM"))
                    .containsExactly(new Segment("Loyal", 2, 2), new Segment("New", 1, 0), new Segment("Others", 1, 0));
            var scores = Objects.requireNonNull(figures.scores());
            assertThat(scores.cells()[4][4]).isEqualTo(2);
            assertThat(scores.cells()[0][1]).isEqualTo(1);
            assertThat(scores.cells()[2][2]).isZero();
        }
    }
}
