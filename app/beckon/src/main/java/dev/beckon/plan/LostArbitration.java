package dev.beckon.plan;

import java.time.Duration;

/**
 * Stops for whom another campaign comes first: all enabled campaigns that are due less than the arbitration window apart
 * compete, whichever one was asked for. The highest priority wins, then the highest value, then the first name. A
 * campaign whose offer is over or hasn't begun takes no customer from another.
 *
 * <p>A campaign loses to the best one of its own window, also where that one loses to a third, farther away; and when
 * the winner drops out at a later gate, the customer gets nothing at all.
 */
final class LostArbitration implements SetGate {

    private final Duration window;

    LostArbitration(Duration window) {
        this.window = window;
    }

    @Override
    public String key() {
        return "lost-arbitration";
    }

    @Override
    public String title() {
        return "another campaign comes first";
    }

    /**
     * Priority, value and name are packed into one number, of which the highest wins: 32 bits hold the priority, 65 the
     * value (0 if there is none) and 14 the campaign's place. Campaigns whose windows hold the same others share their
     * winners, and mostly all do, so that customers are grouped and not sorted.
     */
    @Override
    public String sql() {
        return """
            WITH windows AS (
                SELECT place, min(place) OVER (PARTITION BY members) AS of, members
                FROM (SELECT r.place, list(o.place ORDER BY o.place) AS members
                      FROM plan.runs r JOIN plan.runs o ON abs(epoch_us(r.due) - epoch_us(o.due)) < %d
                      GROUP BY r.place)),
            standing AS (
                SELECT row, customer_id, priority, place, takes,
                       ((priority::HUGEINT + 2147483648) << 79)
                       + (coalesce(value::HUGEINT + 9223372036854775809, 0::HUGEINT) << 14)
                       + 16383 - place AS strength
                FROM plan.standing
                WHERE is_open),
            winners AS (
                SELECT m.of, customer_id, max(strength) AS best
                FROM standing JOIN (SELECT of, unnest(members) AS place FROM windows WHERE of = place) m USING (place)
                WHERE takes
                GROUP BY m.of, customer_id)
            SELECT row, w.campaign || ' comes first' AS reason,
                   'priority ' || ((best >> 79) - 2147483648) || ' against ' || priority AS detail
            FROM standing
            JOIN windows USING (place)
            JOIN winners USING (of, customer_id)
            JOIN plan.runs w ON w.place = 16383 - (best & 16383)
            WHERE best > strength""".formatted(window.toNanos() / 1000);
    }
}
