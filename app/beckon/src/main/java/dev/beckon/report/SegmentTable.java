package dev.beckon.report;

import dev.beckon.database.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is in which segment, and what they spent: the output of {@code beckon segments}. */
public final class SegmentTable {

    private static final String SCHEMA = "beckon.segments/1";

    /**
     * @param share of all customers, 0 to 1, six decimals
     * @param revenue net or gross as the workspace says, major units
     * @param averageOrderValue revenue divided by orders, rounded to the currency's digits; null without orders
     */
    public record Segment(
            long customers,
            BigDecimal share,
            BigDecimal revenue,
            @Nullable BigDecimal averageOrderValue) {}

    private final Map<String, Map<String, Segment>> dimensions;
    private final LocalDate asOf;
    private final Currency currency;

    private SegmentTable(Map<String, Map<String, Segment>> dimensions, LocalDate asOf, Currency currency) {
        this.dimensions = dimensions;
        this.asOf = asOf;
        this.currency = currency;
    }

    /**
     * Reads {@code decisions}, and {@code facts.customers} with the columns {@code monetary} and {@code orders}.
     *
     * @param order per dimension its segments as the rules name them; "Others" comes last
     */
    public static SegmentTable of(
            Connection connection, Map<String, List<String>> order, LocalDate asOf, Currency currency)
            throws SQLException {
        var dimensions = new LinkedHashMap<String, Map<String, Segment>>();
        for (String dimension : FiguresQuery.dimensions(connection)) {
            Map<String, Segment> found = segments(connection, dimension, currency);
            var ordered = new LinkedHashMap<String, Segment>();
            for (String name : order.getOrDefault(dimension, List.of())) {
                ordered.put(name, found.getOrDefault(name, empty(currency)));
            }
            found.forEach(ordered::putIfAbsent);
            dimensions.put(dimension, ordered);
        }
        return new SegmentTable(dimensions, asOf, currency);
    }

    private static Map<String, Segment> segments(Connection connection, String dimension, Currency currency)
            throws SQLException {
        record Row(String name, long customers, long all, BigDecimal revenue, BigDecimal orders) {}
        String column = "d." + Sql.name(FiguresQuery.SEGMENT_PREFIX + dimension);
        List<Row> rows = Rows.list(
                connection,
                row -> new Row(
                        row.getString(1), row.getLong(2), row.getLong(3), row.getBigDecimal(4), row.getBigDecimal(5)),
                "select segment, customers, sum(customers) over ()::bigint, revenue, orders from ("
                        + "select coalesce(" + column + ", 'Others') as segment, count(*) as customers,"
                        + " coalesce(sum(f.monetary), 0)::decimal(38, 0) as revenue,"
                        + " coalesce(sum(f.orders), 0)::decimal(38, 0) as orders"
                        + " from decisions d left join facts.customers f using (customer_id) group by 1)"
                        + " order by segment = 'Others', customers desc, segment");
        int digits = digits(currency);
        var segments = new LinkedHashMap<String, Segment>();
        for (Row row : rows) {
            BigDecimal revenue = row.revenue.movePointLeft(digits).setScale(digits, RoundingMode.UNNECESSARY);
            segments.put(
                    row.name,
                    new Segment(
                            row.customers,
                            BigDecimal.valueOf(row.customers)
                                    .divide(BigDecimal.valueOf(row.all), 6, RoundingMode.HALF_UP),
                            revenue,
                            row.orders.signum() == 0
                                    ? null
                                    : revenue.divide(row.orders, digits, RoundingMode.HALF_UP)));
        }
        return segments;
    }

    private static Segment empty(Currency currency) {
        return new Segment(0, new BigDecimal("0.000000"), BigDecimal.ZERO.setScale(digits(currency)), null);
    }

    private static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    public Map<String, Map<String, Segment>> dimensions() {
        return dimensions;
    }

    /** {@code {"schema": "beckon.segments/1", "asOf": ..., "currency": ..., "dimensions": {"RFM": {...}}}}. */
    public String json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", SCHEMA);
        json.put("asOf", asOf.toString());
        json.put("currency", currency.getCurrencyCode());
        json.put("dimensions", dimensions);
        return Json.INDENTED.writeValueAsString(json);
    }

    /** One table a dimension, with bars by customers. */
    public String text(Terminal terminal) {
        var text = new StringBuilder();
        dimensions.forEach((dimension, segments) -> {
            text.append(text.isEmpty() ? "" : "\n");
            table(text, terminal, dimension, segments);
        });
        return text.toString();
    }

    private void table(StringBuilder text, Terminal terminal, String dimension, Map<String, Segment> segments) {
        var lines = new ArrayList<List<String>>();
        lines.add(List.of(dimension, "customers", "share", "revenue " + currency.getCurrencyCode(), "average order"));
        segments.forEach((name, segment) -> lines.add(cells(name, segment)));
        int[] widths = new int[5];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        long most =
                segments.values().stream().mapToLong(Segment::customers).max().orElse(0);
        int room = Math.min(30, terminal.width() - widths[0] - widths[1] - widths[2] - widths[3] - widths[4] - 10);
        List<Segment> values = List.copyOf(segments.values());
        for (int i = 0; i < lines.size(); i++) {
            String line = aligned(lines.get(i), widths);
            int bar = i == 0 || most == 0 || room < 4
                    ? 0
                    : (int) Math.round((double) values.get(i - 1).customers() * room / most);
            text.append(
                    i == 0 ? terminal.bold(line) : (line + "  " + terminal.kept(terminal.bar(bar))).stripTrailing());
            text.append('\n');
        }
    }

    private List<String> cells(String name, Segment segment) {
        return List.of(
                name,
                Wording.count(segment.customers()),
                Wording.percent(segment.share()),
                Wording.amount(currency, segment.revenue()),
                segment.averageOrderValue() == null ? "-" : Wording.amount(currency, segment.averageOrderValue()));
    }

    private static String aligned(List<String> cells, int[] widths) {
        var line = new StringBuilder(cells.get(0))
                .append(" ".repeat(widths[0] - cells.get(0).length()));
        for (int i = 1; i < cells.size(); i++) {
            line.append("  ")
                    .append(" ".repeat(widths[i] - cells.get(i).length()))
                    .append(cells.get(i));
        }
        return line.toString();
    }
}
