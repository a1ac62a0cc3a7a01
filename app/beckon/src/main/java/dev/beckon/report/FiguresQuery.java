package dev.beckon.report;

import dev.beckon.report.Figures.Gate;
import dev.beckon.report.Figures.Group;
import dev.beckon.report.Figures.Hour;
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

/** Counts what the preview shows, in the database: no person's row reaches the heap. */
final class FiguresQuery {

    static final String SEGMENT_PREFIX = "segment:";

    private final Connection connection;
    private final String campaign;
    private final AudienceCounts audience;

    FiguresQuery(Connection connection, String campaign, AudienceCounts audience) {
        this.connection = connection;
        this.campaign = campaign;
        this.audience = audience;
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
                audience.segments(campaign),
                audience.scores(campaign));
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
}
