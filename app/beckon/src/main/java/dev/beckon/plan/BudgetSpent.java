package dev.beckon.plan;

/**
 * Stops those for whose message the campaign's budget doesn't reach: best value first, then customer id, and whoever
 * can't get the message for a later gate takes no share. The first message that doesn't fit ends the spending, also
 * where a cheaper one would still fit: nobody goes before somebody of higher value because their channel is cheaper.
 * Messages that cost nothing always pass.
 */
final class BudgetSpent implements SetGate {

    @Override
    public String key() {
        return "budget";
    }

    @Override
    public String title() {
        return "the budget is spent";
    }

    @Override
    public String sql() {
        return """
            SELECT row, 'the budget is spent' AS reason, 'place ' || place || ' by value' AS detail
            FROM (
                SELECT row, budget_micros, sum(cost_micros) OVER best AS spent, row_number() OVER best AS place
                FROM plan.standing
                WHERE gate IS NULL AND budget_micros IS NOT NULL AND cost_micros > 0
                WINDOW best AS (
                    PARTITION BY campaign ORDER BY value DESC NULLS LAST, customer_id
                    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))
            WHERE spent > budget_micros""";
    }
}
