package dev.beckon.report;

import dev.beckon.database.Sql;
import dev.beckon.report.Figures.Gate;
import dev.beckon.report.Figures.Group;
import dev.beckon.report.Figures.Hour;
import dev.beckon.report.Figures.ScoreGrid;
import dev.beckon.report.Figures.Segment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts what the preview shows, in the database: no person's row reaches the heap. */
final class FiguresQuery {

    static final String SEGMENT_PREFIX = "segment:";

    private static final String AUDIENCE = """
            with audience as (
              select customer_id, 1 as reached from plan.messages where campaign = ?
              union all
              select customer_id, 0 as reached from plan.skips where campaign = ?)
            """;

    private final Connection connection;
    private final String campaign;

    FiguresQuery(Connection connection, String campaign) {
        this.connection = connection;
        this.campaign = campaign;
    }

    Figures run(List<String> gateKeys, ZoneId companyZone) throws SQLException {
        return new Figures(
                Rows.count(connection, "select count(*) from decisions"),
                Rows.count(connection, "select count(*) from plan.messages where campaign = ?", campaign),
                gates(gateKeys),
                messagesBy("coalesce(channel, '')"),
                messagesBy("coalesce(language, '')"),
                messagesBy("coalesce(channel, '') || ' ' || coalesce(language, '')"),
                hours(companyZone),
                segments(),
                scores());
    }

    private List<Gate> gates(List<String> keys) throws SQLException {
        record Stopped(String gate, Group reason) {}
        Map<String, List<Group>> reasons = Rows.list(
                        connection,
                        row -> new Stopped(row.getString(1), new Group(row.getString(2), row.getLong(3), 0)),
                        "select gate, coalesce(reason, ''), count(*) from plan.skips where campaign = ?"
                                + " group by all order by 3 desc, 2",
                        campaign)
                .stream()
                .collect(Collectors.groupingBy(
                        Stopped::gate, LinkedHashMap::new, Collectors.mapping(Stopped::reason, Collectors.toList())));
        Set<String> all = new LinkedHashSet<>(keys);
        reasons.keySet().stream().sorted().forEach(all::add);
        return all.stream()
                .map(key -> gate(key, reasons.getOrDefault(key, List.of())))
                .toList();
    }

    private static Gate gate(String key, List<Group> reasons) {
        return new Gate(key, reasons.stream().mapToLong(Group::people).sum(), reasons);
    }

    private List<Group> messagesBy(String group) throws SQLException {
        return Rows.list(
                connection,
                row -> new Group(row.getString(1), row.getLong(2), row.getLong(3)),
                "select " + group + ", count(*), coalesce(sum(cost_micros), 0)::bigint"
                        + " from plan.messages where campaign = ? group by 1 order by 2 desc, 1",
                campaign);
    }

    private List<Hour> hours(ZoneId zone) throws SQLException {
        return Rows.list(
                connection,
                row -> new Hour(local(row.getTimestamp(1)), row.getLong(2)),
                "select date_trunc('hour', (send_at at time zone 'UTC') at time zone ?), count(*)"
                        + " from plan.messages where campaign = ? and send_at is not null group by 1 order by 1",
                zone.getId(),
                campaign);
    }

    private static LocalDateTime local(Timestamp wallClock) {
        return wallClock.toLocalDateTime();
    }

    private Map<String, List<Segment>> segments() throws SQLException {
        var found = new LinkedHashMap<String, List<Segment>>();
        for (String dimension : dimensions(connection)) {
            String column = Sql.name(SEGMENT_PREFIX + dimension);
            found.put(
                    dimension,
                    Rows.list(
                            connection,
                            row -> new Segment(row.getString(1), row.getLong(2), row.getLong(3)),
                            AUDIENCE
                                    + "select * from (select coalesce(d." + column + ", 'Others') as segment,"
                                    + " count(*) as people, sum(reached)::bigint"
                                    + " from audience join decisions d using (customer_id) group by 1)"
                                    + " order by segment = 'Others', people desc, segment",
                            campaign,
                            campaign));
        }
        return found;
    }

    /** The dimensions that the decisions have, in the order of their columns. */
    static List<String> dimensions(Connection connection) throws SQLException {
        var dimensions = new ArrayList<String>();
        for (String column : Rows.columns(connection, "main", "decisions")) {
            if (column.startsWith(SEGMENT_PREFIX)) {
                dimensions.add(column.substring(SEGMENT_PREFIX.length()));
            }
        }
        return dimensions;
    }

    private @Nullable ScoreGrid scores() throws SQLException {
        if (!Rows.columns(connection, "facts", "customers").containsAll(List.of("recencyScore", "frequencyScore"))) {
            return null;
        }
        long[][] cells = new long[5][5];
        record Cell(int recency, int frequency, long people) {}
        Rows.list(
                        connection,
                        row -> new Cell(row.getInt(1), row.getInt(2), row.getLong(3)),
                        AUDIENCE + "select \"recencyScore\", \"frequencyScore\", count(*)"
                                + " from audience join facts.customers using (customer_id)"
                                + " where \"recencyScore\" between 1 and 5 and \"frequencyScore\" between 1 and 5"
                                + " group by 1, 2",
                        campaign,
                        campaign)
                .forEach(cell -> cells[cell.recency - 1][cell.frequency - 1] = cell.people);
        return new ScoreGrid(cells);
    }
}
