package dev.beckon.plan;

/**
 * Stops all but one of the customers of a campaign who share an address, so that nobody gets it twice: the one of
 * highest value stays, of equal ones the smallest id. Upper and lower case don't make two addresses.
 */
final class SameAddress implements SetGate {

    @Override
    public String key() {
        return "same-address";
    }

    @Override
    public String title() {
        return "same address as another";
    }

    @Override
    public String sql() {
        // Few addresses are shared, so only those are put in order.
        return """
            WITH addresses AS (SELECT row, campaign, customer_id, value, lower(address) AS address FROM plan.standing),
            shared AS (SELECT campaign, address FROM addresses GROUP BY ALL HAVING count(*) > 1)
            SELECT row, 'another customer has the same address' AS reason, 'goes to customer ' || keeper AS detail
            FROM (
                SELECT row, customer_id, first_value(customer_id) OVER (
                    PARTITION BY campaign, address ORDER BY value DESC NULLS LAST, customer_id) AS keeper
                FROM addresses SEMI JOIN shared USING (campaign, address))
            WHERE customer_id <> keeper""";
    }
}
