package dev.beckon.features;

import dev.beckon.workspace.YamlMap;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How recency, frequency and monetary value are measured and scored: section {@code rfm} of beckon.yaml.
 *
 * @param purchaseDays frequency counts days with a purchase instead of orders
 * @param gross monetary leaves returns out
 * @param edges by measure: the four edges between the five classes, ascending, in days, counts and major units; empty
 *     for quantiles
 */
public record RfmSettings(boolean purchaseDays, boolean gross, Map<String, List<BigDecimal>> edges) {

    private static final List<String> MEASURES = List.of("recency", "frequency", "monetary");

    static final RfmSettings STANDARD = new RfmSettings(false, false, Map.of());

    public static RfmSettings from(YamlMap section) {
        section.allowing("frequency", "monetary", "method", "edges");
        boolean purchaseDays = section.oneOf("frequency", List.of("orders", "purchase-days"))
                .orElse("orders")
                .equals("purchase-days");
        boolean gross =
                section.oneOf("monetary", List.of("net", "gross")).orElse("net").equals("gross");
        boolean fixed = section.oneOf("method", List.of("quantile", "edges"))
                .orElse("quantile")
                .equals("edges");
        if (fixed && !section.has("edges")) {
            section.report("method", "'method' is 'edges' but 'edges' is missing in rfm", null);
        }
        if (!fixed && section.has("edges")) {
            section.report("edges", "'edges' are given but 'method' is quantile", "you meant 'method: edges'");
        }
        return new RfmSettings(purchaseDays, gross, fixed ? edges(section.mapOrEmpty("edges")) : Map.of());
    }

    private static Map<String, List<BigDecimal>> edges(YamlMap map) {
        map.allowing(MEASURES.toArray(String[]::new));
        var edges = new HashMap<String, List<BigDecimal>>();
        for (String measure : MEASURES) {
            edges.put(measure, fourAscending(map, measure));
        }
        return edges;
    }

    private static List<BigDecimal> fourAscending(YamlMap map, String measure) {
        try {
            List<BigDecimal> edges =
                    map.texts(measure).stream().map(BigDecimal::new).toList();
            boolean ascending = IntStream.range(1, edges.size())
                    .allMatch(i -> edges.get(i - 1).compareTo(edges.get(i)) < 0);
            if (edges.size() == 4 && ascending) {
                return edges;
            }
        } catch (NumberFormatException notANumber) {
            // reported below, as any other list that isn't four ascending numbers
        }
        map.report(measure, "'" + measure + "' must be four ascending numbers, the edges between five classes", null);
        return List.of();
    }

    /** How scores were made, in words for every output that shows them. */
    public String describe() {
        String classes = edges.isEmpty()
                ? "scores by quantile (value <= type-7 quantile)"
                : "scores by fixed edges (value < edge)";
        return classes
                + "; frequency = " + (purchaseDays ? "purchase days" : "orders")
                + "; monetary = " + (gross ? "gross of returns" : "net of returns");
    }

    /** The placeholders of features.sql that these settings fill. */
    Map<String, String> placeholders(int minorDigits) {
        var filled = new HashMap<String, String>();
        filled.put("net", gross ? "FALSE" : "TRUE");
        filled.put("frequency", purchaseDays ? "purchaseDays" : "orders");
        filled.put("frequency_group", purchaseDays ? "purchase_days" : "orders");
        filled.put("within", edges.isEmpty() ? "<=" : "<");
        for (String measure : MEASURES) {
            for (int i = 1; i <= 4; i++) {
                filled.put(measure + "_edge_" + i, edge(measure, i, minorDigits));
            }
        }
        return filled;
    }

    private String edge(String measure, int i, int minorDigits) {
        List<BigDecimal> fixed = edges.getOrDefault(measure, List.of());
        if (fixed.isEmpty()) {
            return "p" + 20 * i;
        }
        int shift = measure.equals("monetary") ? minorDigits : 0;
        return fixed.get(i - 1).movePointRight(shift).toPlainString() + "E0";
    }
}
