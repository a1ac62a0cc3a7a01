package dev.beckon.plan;

import dev.beckon.workspace.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Stops who got enough messages already: those of the {@link ContactHistory} that lie less than the cap's time before
 * the moment of this message, up to the run. A message for which no moment is found is judged by the time of the run.
 *
 * <p>Only what really happened counts, never other messages of the same planning: campaigns within the arbitration
 * window of each other leave a customer one message anyway, and later runs are guesses until they happen.
 */
final class FrequencyCap implements SetGate {

    private final List<Cap> caps;
    private final NoPermittedHour hours;

    /** @param hours says when a message goes out, so that people in the control group are judged like all others */
    FrequencyCap(List<Cap> caps, NoPermittedHour hours) {
        this.caps = caps;
        this.hours = hours;
    }

    @Override
    public String key() {
        return "frequency-cap";
    }

    @Override
    public String title() {
        return "enough messages already";
    }

    @Override
    public boolean isNeeded() {
        return !caps.isEmpty();
    }

    @Override
    public void prepare(Candidate candidate) {
        if (isNeeded()) {
            hours.stop(candidate);
        }
    }

    @Override
    public String sql() {
        Duration longest =
                caps.stream().map(Cap::within).max(Duration::compareTo).orElseThrow();
        var counts = new StringBuilder();
        var reasons = new StringBuilder("CASE");
        var details = new StringBuilder("CASE");
        for (int i = 0; i < caps.size(); i++) {
            Cap cap = caps.get(i);
            String had = "had" + i;
            counts.append(", count(*) FILTER (")
                    .append(counted(cap))
                    .append(") AS ")
                    .append(had);
            String reached = " WHEN " + had + " >= " + cap.messages() + " THEN ";
            reasons.append(reached).append('\'').append(cap.words()).append('\'');
            details.append(reached)
                    .append("'had ' || ")
                    .append(had)
                    .append(" || ' in the ")
                    .append(TimeSpan.words(cap.within()))
                    .append(" before'");
        }
        return """
            SELECT row, %s END AS reason, %s END AS detail FROM (
                SELECT s.row %s
                FROM (SELECT row, customer_id, channel, coalesce(send_at, due) AS moment, due
                      FROM plan.standing) s
                JOIN (SELECT customer_id, channel, sent_at FROM plan.contacts
                      WHERE sent_at > (SELECT min(due) FROM plan.runs) - %s) c ON c.customer_id = s.customer_id
                WHERE c.sent_at <= s.due
                GROUP BY s.row)
            WHERE reason IS NOT NULL""".formatted(reasons, details, counts, interval(longest));
    }

    private static String counted(Cap cap) {
        String recent = "c.sent_at > s.moment - " + interval(cap.within());
        if (cap.channel() == null) {
            return recent;
        }
        String channel = "'" + Objects.requireNonNull(cap.channel()).key() + "'";
        return recent + " AND s.channel = " + channel + " AND c.channel = " + channel;
    }

    private static String interval(Duration span) {
        return "INTERVAL " + span.toMinutes() + " MINUTE";
    }
}
