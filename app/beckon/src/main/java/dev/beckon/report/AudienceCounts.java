package dev.beckon.report;

import dev.beckon.database.Sql;
import dev.beckon.report.Figures.ScoreGrid;
import dev.beckon.report.Figures.Segment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How each campaign's audience spreads over segments and scores, counted for all campaigns in one pass. */
final class AudienceCounts {

    private static final String OTHERS = "Others";

    private static final Comparator<Segment> LARGEST_FIRST = Comparator.comparing(
                    (Segment segment) -> segment.name().equals(OTHERS))
            .thenComparing(Comparator.comparingLong(Segment::audience).reversed())
            .thenComparing(Segment::name);

    private final List<String> dimensions;
    private final boolean scored;
    private final Map<String, Map<String, List<Segment>>> segments = new HashMap<>();
    private final Map<String, long[][]> scores = new HashMap<>();

    private AudienceCounts(List<String> dimensions, boolean scored) {
        this.dimensions = dimensions;
        this.scored = scored;
    }

    /** @param connection to the database with the plan's tables, {@code decisions} and {@code facts.customers} */
    static AudienceCounts of(Connection connection, Collection<String> campaigns) throws SQLException {
        boolean scored =
                Rows.columns(connection, "facts", "customers").containsAll(List.of("recencyScore", "frequencyScore"));
        var counts = new AudienceCounts(FiguresQuery.dimensions(connection), scored);
        if (scored || !counts.dimensions.isEmpty()) {
            Rows.list(connection, counts::count, counts.query(campaigns));
        }
        return counts;
    }

    /** One grouping a dimension, and one of the two scores; {@code kind} is its place. */
    private String query(Collection<String> campaigns) {
        var groups = new ArrayList<String>();
        var columns = new ArrayList<String>();
        for (int i = 0; i < dimensions.size(); i++) {
            columns.add("coalesce(d." + Sql.name(FiguresQuery.SEGMENT_PREFIX + dimensions.get(i)) + ", '" + OTHERS
                    + "') as s" + i);
            groups.add("s" + i);
        }
        String shown = groups.isEmpty() ? "null" : "coalesce(" + String.join(", ", groups) + ")";
        String kind = kind(groups);
        if (scored) {
            columns.add("f.\"recencyScore\" as r, f.\"frequencyScore\" as f");
        }
        String sets = groups.stream().map(each -> "(campaign, " + each + ")").collect(Collectors.joining(", "))
                + (scored ? (groups.isEmpty() ? "" : ", ") + "(campaign, r, f)" : "");
        String in = campaigns.stream().map(Sql::text).collect(Collectors.joining(", "));
        return """
                select campaign, %s as kind, %s as segment, %s, count(*), sum(reached)::bigint from (
                  select campaign, reached, %s
                  from (select campaign, customer_id, 1 as reached from plan.messages
                        union all
                        select campaign, customer_id, 0 as reached from plan.skips) a
                  join decisions d using (customer_id)%s
                  where campaign in (%s))
                group by grouping sets (%s)""".formatted(
                        kind,
                        shown,
                        scored ? "r, f" : "null, null",
                        String.join(", ", columns),
                        scored ? " join facts.customers f using (customer_id)" : "",
                        in,
                        sets);
    }

    private static String kind(List<String> groups) {
        var kind = new StringBuilder("case");
        for (int i = 0; i < groups.size(); i++) {
            kind.append(" when grouping(")
                    .append(groups.get(i))
                    .append(") = 0 then ")
                    .append(i);
        }
        return groups.isEmpty() ? "0" : kind + " else " + groups.size() + " end";
    }

    private boolean count(ResultSet row) throws SQLException {
        String campaign = row.getString(1);
        int kind = row.getInt(2);
        long people = row.getLong(6);
        if (kind < dimensions.size()) {
            segments.computeIfAbsent(campaign, unused -> new HashMap<>())
                    .computeIfAbsent(dimensions.get(kind), unused -> new ArrayList<>())
                    .add(new Segment(row.getString(3), people, row.getLong(7)));
        } else {
            int recency = row.getInt(4);
            int frequency = row.getInt(5);
            if (recency >= 1 && recency <= 5 && frequency >= 1 && frequency <= 5) {
                scores.computeIfAbsent(campaign, unused -> new long[5][5])[recency - 1][frequency - 1] = people;
            }
        }
        return true;
    }

    /** Per dimension, in the order of the columns of {@code decisions}: its segments, largest first, the rest last. */
    Map<String, List<Segment>> segments(String campaign) {
        var ordered = new LinkedHashMap<String, List<Segment>>();
        for (String dimension : dimensions) {
            ordered.put(
                    dimension,
                    segments.getOrDefault(campaign, Map.of()).getOrDefault(dimension, List.of()).stream()
                            .sorted(LARGEST_FIRST)
                            .toList());
        }
        return ordered;
    }

    /** Null where no rule or campaign asked for the scores. */
    @Nullable
    ScoreGrid scores(String campaign) {
        return scored ? new ScoreGrid(scores.getOrDefault(campaign, new long[5][5])) : null;
    }
}
