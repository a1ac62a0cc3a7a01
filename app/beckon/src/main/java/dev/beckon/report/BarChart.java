package dev.beckon.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds options of bar charts. Everything is plain data: no function, no markup. */
final class BarChart {

    private static final int ROW_HEIGHT = 38;
    private static final String TEXT = "--ink";

    /**
     * @param offset where the bar begins
     * @param label written at the end of the bar
     * @param hatched for what is lost
     */
    record Bar(long offset, long length, String label, String colour, boolean hatched) {

        Bar(long length, String label, String colour) {
            this(0, length, label, colour, false);
        }
    }

    private BarChart() {}

    static int height(int rows) {
        return 16 + ROW_HEIGHT * rows;
    }

    /** Lying bars, the first one on top, each set of bars in its own colour. */
    static Map<String, Object> lying(String description, List<String> names, List<List<Bar>> sets) {
        var series = new ArrayList<Object>();
        for (int set = 0; set < sets.size(); set++) {
            String stack = "set" + set;
            List<Bar> bars = sets.get(set);
            if (bars.stream().anyMatch(bar -> bar.offset > 0)) {
                series.add(spacer(bars, stack));
            }
            series.add(bars(bars, stack, "right"));
        }
        long longest = sets.stream()
                .flatMap(List::stream)
                .mapToLong(bar -> bar.offset + bar.length)
                .max()
                .orElse(0);
        return Map.of(
                "animation", false,
                "aria", Map.of("enabled", true, "label", Map.of("description", description)),
                "grid", Map.of("left", 8, "right", 118, "top", 4, "bottom", 4, "containLabel", true),
                "xAxis", Map.of("type", "value", "show", false, "max", Math.max(1, longest)),
                "yAxis", nameAxis(names, true, 230),
                "series", series,
                "media", List.of(narrow(names)));
    }

    /** Standing bars from left to right. */
    static Map<String, Object> standing(String description, List<String> names, List<Bar> bars) {
        return Map.of(
                "animation", false,
                "aria", Map.of("enabled", true, "label", Map.of("description", description)),
                "grid", Map.of("left", 8, "right", 8, "top", 28, "bottom", 4, "containLabel", true),
                "xAxis", nameAxis(names, false, 90),
                "yAxis", Map.of("type", "value", "show", false),
                "series", List.of(bars(bars, "set", "top")));
    }

    private static Map<String, Object> narrow(List<String> names) {
        return Map.of(
                "query",
                Map.of("maxWidth", 520),
                "option",
                Map.of(
                        "grid", Map.of("right", 96),
                        "yAxis", nameAxis(names, true, 108)));
    }

    private static Map<String, Object> nameAxis(List<String> names, boolean inverse, int width) {
        return Map.of(
                "type",
                "category",
                "inverse",
                inverse,
                "data",
                names,
                "axisLine",
                Map.of("show", false),
                "axisTick",
                Map.of("show", false),
                "axisLabel",
                Map.of(
                        "color",
                        TEXT,
                        "fontSize",
                        13,
                        "width",
                        width,
                        "overflow",
                        inverse ? "break" : "truncate",
                        "lineHeight",
                        15));
    }

    private static Map<String, Object> spacer(List<Bar> bars, String stack) {
        return Map.of(
                "type",
                "bar",
                "stack",
                stack,
                "silent",
                true,
                "itemStyle",
                Map.of("color", "transparent"),
                "data",
                bars.stream().map(Bar::offset).toList());
    }

    private static Map<String, Object> bars(List<Bar> bars, String stack, String labelPlace) {
        return Map.of(
                "type",
                "bar",
                "stack",
                stack,
                "silent",
                true,
                "barMaxWidth",
                26,
                "barMinHeight",
                2,
                "barCategoryGap",
                "28%",
                "data",
                bars.stream().map(bar -> item(bar, labelPlace)).toList());
    }

    private static Map<String, Object> item(Bar bar, String labelPlace) {
        Map<String, Object> style = bar.hatched
                ? Map.of("color", bar.colour, "borderRadius", 2, "decal", hatch())
                : Map.of("color", bar.colour, "borderRadius", 2);
        return Map.of(
                "value",
                bar.length,
                "itemStyle",
                style,
                "label",
                Map.of(
                        "show",
                        !bar.label.isEmpty(),
                        "position",
                        labelPlace,
                        "color",
                        TEXT,
                        "fontSize",
                        13,
                        "formatter",
                        bar.label));
    }

    private static Map<String, Object> hatch() {
        return Map.of(
                "symbol",
                "rect",
                "color",
                "--hatch",
                "dashArrayX",
                List.of(1, 0),
                "dashArrayY",
                List.of(2, 5),
                "rotation",
                -Math.PI / 4);
    }
}
