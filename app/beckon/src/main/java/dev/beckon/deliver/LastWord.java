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

    private static final String ALL_WORDS =
            "SELECT customer_id, channel, state, recorded_at, undated FROM (" + ALL + ")";

    private LastWord() {}

    /**
     * SQL of {@code customer_id, channel, state, at, undated}, a row for each that the data know, in their order. Who is known
     * by an email address is the same in any case: if the last word of another spelling is a denial, it counts too.
     *
     * @param wanted SQL of customer_id and channel, different ones
     */
    static String sql(String wanted) {
        String same = ALL_WORDS + " JOIN (" + wanted + ") wanted USING (customer_id, channel)";
        String alike =
                ALL_WORDS + " WHERE contains(customer_id, '@') AND lower(customer_id) IN (SELECT lower(customer_id)"
                        + " FROM (" + wanted + "))";
        String ofAlike = "SELECT w.customer_id, a.channel, a.state, a.at, a.undated FROM (" + last(alike) + ") a JOIN ("
                + wanted + ") w ON w.channel = a.channel AND lower(w.customer_id) = lower(a.customer_id)"
                + " AND w.customer_id <> a.customer_id WHERE a.state <> 'granted'";
        return last(same + " UNION ALL " + ofAlike) + " ORDER BY customer_id, channel";
    }

    private static String last(String words) {
        String at = "max(date_trunc('SECOND', coalesce(recorded_at, TIMESTAMP '0001-01-01')))";
        String denied = at + " FILTER (WHERE state <> 'granted')";
        return "SELECT customer_id, channel, CASE WHEN " + denied + " = " + at + " THEN '" + Consents.DENIED
                + "' ELSE '"
                + Consents.GRANTED + "' END AS state, " + at
                + " AS at, coalesce(bool_or(undated) FILTER (WHERE state <> 'granted'), false) AS undated FROM ("
                + words
                + ") GROUP BY customer_id, channel";
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
