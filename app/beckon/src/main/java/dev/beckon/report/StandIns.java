package dev.beckon.report;

import dev.beckon.facts.Property;
import dev.beckon.facts.StandardProperties;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages to nobody in particular. Contact data become stand-ins. Each other variable gets the value that most
 * of the campaign's messages have, if enough people share it; else, a number becomes a round one near the median, and
 * a text a stand-in. So no value on the page belongs to fewer people than a group that may be shown.
 */
final class StandIns {

    private static final Map<String, String> CONTACT = Map.of(
            "firstName", "Firstname",
            "lastName", "Lastname",
            "fullName", "Firstname Lastname",
            "emailAddress", "someone@example.com",
            "phoneNumber", "+10000000000");

    private static final Set<String> PERSONAL = StandardProperties.ALL.stream()
            .filter(property -> property.origin() == Property.Origin.CONTACT)
            .map(Property::name)
            .collect(Collectors.toSet());

    /** Enough to know what is common, and soon read. */
    private static final int LOOKED_AT = 5_000;

    private record Prevailing(
            String json, long people, @Nullable BigDecimal median) {}

    private final Map<String, Prevailing> commonByVariable = new HashMap<>();
    private final Map<String, Prevailing> commonByParameter = new HashMap<>();

    StandIns(Connection connection, PlanHeader plan) throws SQLException {
        read(connection, plan, "variables", commonByVariable);
        read(connection, plan, "parameters", commonByParameter);
    }

    private static void read(Connection connection, PlanHeader plan, String column, Map<String, Prevailing> found)
            throws SQLException {
        record Row(String name, Prevailing common) {}
        List<Row> rows = Rows.list(
                connection,
                row -> new Row(
                        row.getString(1), new Prevailing(row.getString(2), row.getLong(3), row.getBigDecimal(4))),
                """
                with looked_at as (
                  select %s as object from plan.messages where campaign = ? order by md5(customer_id || ?), customer_id
                  limit %d),
                each as (select e.key, e.value::varchar as value, e.type from looked_at, json_each(looked_at.object) e),
                counted as (select key, value, count(*) as people from each where type <> 'NULL' group by key, value),
                best as (
                  select key, value, people from counted
                  qualify row_number() over (partition by key order by people desc, value) = 1),
                medians as (
                  select key, quantile_disc(try_cast(value as decimal(38, 6)), 0.5) as median from each
                  where type in ('BIGINT', 'UBIGINT', 'DOUBLE') group by key having count(*) >= 10)
                select key, value, people, median from best left join medians using (key)
                """.formatted(column, LOOKED_AT),
                plan.campaign(),
                plan.id());
        rows.forEach(row -> found.put(row.name, row.common));
    }

    /** The same kind of message (channel, language, action), to nobody in particular. */
    MessageRow instead(MessageRow row) {
        return new MessageRow(
                row.campaign(),
                "sample",
                row.channel(),
                row.language(),
                row.channel().equals("email") ? CONTACT.get("emailAddress") : CONTACT.get("phoneNumber"),
                row.action(),
                masked(row.parameters(), commonByParameter),
                masked(row.variables(), commonByVariable));
    }

    private static String masked(@Nullable String json, Map<String, Prevailing> common) {
        if (json == null || json.isEmpty()) {
            return "{}";
        }
        var masked = new TreeMap<String, Object>();
        Json.MAPPER.readTree(json).properties().forEach(entry -> {
            Object value = value(entry.getKey(), common.get(entry.getKey()));
            if (value != null) {
                masked.put(entry.getKey(), value);
            }
        });
        return Json.MAPPER.writeValueAsString(masked);
    }

    private static @Nullable Object value(String name, @Nullable Prevailing common) {
        if (PERSONAL.contains(name)) {
            return CONTACT.getOrDefault(name, "-");
        }
        if (common == null) {
            return null;
        }
        if (common.people >= SmallGroups.SMALLEST) {
            return Json.MAPPER.readTree(common.json);
        }
        return common.median == null ? "\u2026" : round(common.median);
    }

    private static BigDecimal round(BigDecimal number) {
        return number.round(new MathContext(1)).stripTrailingZeros();
    }
}
