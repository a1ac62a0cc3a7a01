package dev.beckon.report;

import dev.beckon.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Picks rows of {@code plan.messages} to be looked at: few, and the same ones for the same plan. */
final class PlannedMessages {

    private static final String COLUMNS =
            "select campaign, customer_id, coalesce(channel, ''), coalesce(language, ''), address, action,"
                    + " coalesce(parameters, '{}'), coalesce(variables, '{}')"
                    + " from plan.messages where campaign = ? ";

    /** Orders people at random, but for one plan always alike. */
    private static final String SHUFFLED = " order by md5(customer_id || ?), customer_id ";

    private final Connection connection;
    private final PlanHeader plan;

    PlannedMessages(Connection connection, PlanHeader plan) {
        this.connection = connection;
        this.plan = plan;
    }

    List<MessageRow> random(int people) throws SQLException {
        return rows(SHUFFLED + "limit " + people, plan.id());
    }

    /** One message for each channel and language that has any, by name. */
    List<MessageRow> oneOfEachKind() throws SQLException {
        return rows(
                "and customer_id in (select arg_min(customer_id, md5(customer_id || ?)) from plan.messages"
                        + " where campaign = ? group by channel, language) order by channel, language",
                plan.id(),
                plan.campaign());
    }

    /** Those whose template gets the most text. */
    List<MessageRow> wordiest(int people) throws SQLException {
        return rows("order by length(variables) desc, customer_id limit " + people);
    }

    /** Those for whom the most variables are missing; only people for whom at least one is. */
    List<MessageRow> mostMissing(int people) throws SQLException {
        String missing = "len(list_filter(json_extract(variables, '$.*'), lambda v: json_type(v) = 'NULL'))";
        return rows("and contains(variables, 'null') and " + missing + " > 0 order by " + missing
                + " desc, customer_id limit " + people);
    }

    /** Those whose value of one of these variables is the longest. */
    List<MessageRow> longest(List<String> variables, int people) throws SQLException {
        var lengths = new ArrayList<String>();
        for (String name : variables) {
            lengths.add("coalesce(length(variables ->> " + Sql.text("$." + name) + "), 0)");
        }
        String longest = "greatest(" + String.join(", ", lengths) + ")";
        return rows("and " + longest + " > 0 order by " + longest + " desc, customer_id limit " + people);
    }

    private List<MessageRow> rows(String rest, Object... parameters) throws SQLException {
        Object[] all = new Object[parameters.length + 1];
        all[0] = plan.campaign();
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        return Rows.list(connection, PlannedMessages::row, COLUMNS + rest, all);
    }

    static MessageRow row(ResultSet row) throws SQLException {
        return new MessageRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }
}
