package dev.beckon.deliver;

import dev.beckon.store.Consents;
import dev.beckon.store.Consents.Consent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What the data say of a customer's consent on a channel: the latest record counts, and of several in the same second the
 * denial, as when a plan is made.
 */
final class LastWord {

    /** Also what those deny who are no customers any more: a message for them may wait. */
    private static final String ALL = "SELECT customer_id, channel, state, recorded_at, undated FROM input.consents"
            + " JOIN input.customers USING (customer_key)"
            + " UNION ALL SELECT customer_id, channel, 'denied', recorded_at, undated FROM input.former_denials";

    private LastWord() {}

    /**
     * SQL of {@code customer_id, channel, state, at, undated}, a row for each that the data know, in their order.
     *
     * @param wanted SQL of customer_id and channel, different ones
     */
    static String sql(String wanted) {
        String at = "max(date_trunc('SECOND', coalesce(recorded_at, TIMESTAMP '0001-01-01')))";
        String denied = at + " FILTER (WHERE state <> 'granted')";
        return "SELECT customer_id, channel, CASE WHEN " + denied + " = " + at + " THEN '" + Consents.DENIED
                + "' ELSE '"
                + Consents.GRANTED + "' END AS state, " + at
                + " AS at, coalesce(bool_or(undated) FILTER (WHERE state <> 'granted'), false) AS undated FROM (" + ALL
                + ") JOIN (" + wanted + ") wanted USING (customer_id, channel)"
                + " GROUP BY customer_id, channel ORDER BY customer_id, channel";
    }

    /** @param evidence what a grant rests on; null for the data alone */
    static Consent read(ResultSet row, @Nullable String evidence) throws SQLException {
        boolean undated = row.getBoolean("undated") && row.getString("state").equals(Consents.DENIED);
        return new Consent(
                row.getString("customer_id"),
                row.getString("channel"),
                row.getString("state"),
                row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                Consents.OF_DATA,
                undated ? Consents.UNDATED : evidence);
    }
}
