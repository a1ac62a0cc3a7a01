package dev.beckon.plan;

/**
 * Stops those beyond the most recipients that the campaign may have: best value first, then customer id; whoever can't
 * get the message for a later gate takes no place.
 */
final class MaximumRecipients implements SetGate {

    @Override
    public String key() {
        return "maximum-recipients";
    }

    @Override
    public String title() {
        return "the maximum number of recipients is reached";
    }

    @Override
    public String sql() {
        return """
            SELECT row,
                   'at most ' || maximum_recipients || if(maximum_recipients = 1, ' recipient', ' recipients') AS reason,
                   'place ' || place || ' by value' AS detail
            FROM (
                SELECT row, maximum_recipients, row_number() OVER (
                    PARTITION BY campaign ORDER BY value DESC NULLS LAST, customer_id) AS place
                FROM plan.standing
                WHERE gate IS NULL AND maximum_recipients IS NOT NULL)
            WHERE place > maximum_recipients""";
    }
}
