package dev.beckon.plan;

/**
 * Stops who gets another campaign instead: all enabled campaigns compete, whichever one was asked for. The highest
 * priority wins, then the highest value, then the first name. A campaign that is over doesn't compete. When the winner
 * drops out at a later gate, the customer gets nothing at all.
 */
final class LostArbitration implements SetGate {

    @Override
    public String key() {
        return "lost-arbitration";
    }

    @Override
    public String title() {
        return "gets another campaign";
    }

    @Override
    public String sql() {
        return """
            SELECT row, 'gets ' || winner || ' instead' AS reason,
                   'priority ' || winning_priority || ' against ' || priority AS detail
            FROM (
                SELECT row, campaign, priority,
                       first_value(campaign) OVER best AS winner, first_value(priority) OVER best AS winning_priority
                FROM plan.standing WHERE competes
                WINDOW best AS (
                    PARTITION BY customer_id ORDER BY priority DESC, value DESC NULLS LAST, campaign))
            WHERE campaign <> winner""";
    }
}
