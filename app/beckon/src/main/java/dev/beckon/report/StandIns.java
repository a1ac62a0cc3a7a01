package dev.beckon.report;

import dev.beckon.facts.Property;
import dev.beckon.facts.StandardProperties;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes messages to nobody in particular. Contact data become stand-ins. Each other variable gets the value that most
 * messages of the campaign in that language have, if enough people share it; else, what most values look like with 0
 * for every digit; else dots. So no value on the page belongs to fewer people than a group that may be shown.
 */
final class StandIns {

    private static final Map<String, String> CONTACT = Map.of(
            "firstName", "[Asha]",
            "lastName", "[Example]",
            "fullName", "[Asha Example]",
            "emailAddress", "someone@example.com",
            "phoneNumber", "+10000000000");

    private static final Set<String> PERSONAL = StandardProperties.ALL.stream()
            .filter(property -> property.origin() == Property.Origin.CONTACT)
            .map(Property::name)
            .collect(Collectors.toSet());

    private static final String NOTHING_COMMON = "\u2026";

    /** Messages looked at in each language: enough to know what is common, and soon read. */
    private static final int LOOKED_AT = 2_000;

    /** @param shape whether digits count as 0 */
    private record Place(boolean shape, String language, String variable) {}

    private final Map<Place, String> common;

    StandIns(Connection connection, PlanHeader plan) throws SQLException {
        this.common = mostCommon(connection, plan);
    }

    /** Values as JSON that enough people share, the most frequent one of each variable and language. */
    private static Map<Place, String> mostCommon(Connection connection, PlanHeader plan) throws SQLException {
        var found = new HashMap<Place, String>();
        Rows.list(
                connection,
                row -> found.put(new Place(row.getBoolean(1), row.getString(2), row.getString(3)), row.getString(4)),
                """
                with looked_at as (
                  select language, variables from plan.messages where campaign = ? and customer_id in (
                    select unnest(arg_min(customer_id, md5(customer_id || ?), %d)) from plan.messages
                    where campaign = ? group by language)),
                each as (
                  select language, e.key as variable, e.value::varchar as value, count(*) as people
                  from looked_at, json_each(looked_at.variables) e where e.type <> 'NULL' group by all),
                counted as (
                  select false as shape, * from each
                  union all
                  select true, language, variable, regexp_replace(value, '[0-9]', '0', 'g'), sum(people)
                  from each group by all)
                select shape, coalesce(language, ''), variable, value from counted where people >= %d
                qualify row_number() over (partition by shape, language, variable order by people desc, value) = 1
                """.formatted(LOOKED_AT, SmallGroups.SMALLEST),
                plan.campaign(),
                plan.id(),
                plan.campaign());
        return found;
    }

    /** The same kind of message (channel, language, action), to nobody in particular. */
    MessageRow instead(MessageRow row) {
        var masked = new TreeMap<String, Object>();
        for (String variable : Json.MAPPER.readTree(row.variables()).propertyNames()) {
            masked.put(variable, standIn(row.language(), variable));
        }
        return new MessageRow(
                row.campaign(),
                "sample",
                row.channel(),
                row.language(),
                row.channel().equals("email") ? CONTACT.get("emailAddress") : CONTACT.get("phoneNumber"),
                row.action(),
                "{}",
                Json.MAPPER.writeValueAsString(masked));
    }

    private Object standIn(String language, String variable) {
        if (PERSONAL.contains(variable)) {
            return CONTACT.getOrDefault(variable, NOTHING_COMMON);
        }
        String value = common.get(new Place(false, language, variable));
        String json = value == null ? common.get(new Place(true, language, variable)) : value;
        if (json == null) {
            return NOTHING_COMMON;
        }
        // A shape such as 0.00 is no JSON number; it is shown as it stands.
        return json.startsWith("\"") || json.equals("true") || json.equals("false")
                ? Json.MAPPER.readValue(json, Object.class)
                : json;
    }
}
