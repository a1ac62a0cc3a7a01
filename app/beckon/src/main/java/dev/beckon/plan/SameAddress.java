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
        return """
            SELECT row, 'another customer has the same address' AS reason, 'goes to customer ' || keeper AS detail
            FROM (
                SELECT row, customer_id, first_value(customer_id) OVER (
                    PARTITION BY campaign, lower(address) ORDER BY value DESC NULLS LAST, customer_id) AS keeper
                FROM plan.standing)
            WHERE customer_id <> keeper""";
    }
}
