package dev.beckon.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Builds options of bar charts. Everything is plain data: no function, no markup. */
final class BarChart {

    private static final int ROW_HEIGHT = 38;
    private static final String TEXT = "--ink";

    /**
     * @param offset where the bar begins
     * @param label written at the end of the bar
     * @param brief the label where there is little room
     * @param hatched for what is lost
     */
    record Bar(long offset, long length, String label, String brief, String colour, boolean hatched) {

        Bar(long length, String label, String colour) {
            this(0, length, label, Wording.count(length), colour, false);
        }
    }

    private BarChart() {}

    static int height(int rows) {
        return 16 + ROW_HEIGHT * rows;
    }

    /**
     * Lying bars, the first one on top, each set of bars in its own colour.
     *
     * @param briefNames the names where there is little room
     * @param room for names, CSS pixels; longer ones are broken
     */
    static Map<String, Object> lying(
            String description, List<String> names, List<String> briefNames, int room, List<List<Bar>> sets) {
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
                "yAxis", nameAxis(names, true, room),
                "series", series(sets, Bar::label),
                "media", List.of(narrow(briefNames, sets)));
    }

    private static Map<String, Object> narrow(List<String> names, List<List<Bar>> sets) {
        return Map.of(
                "query",
                Map.of("maxWidth", 420),
                "option",
                Map.of(
                        "grid", Map.of("right", 62),
                        "yAxis", nameAxis(names, true, 112),
                        "series", series(sets, Bar::brief)));
    }

    private static List<Object> series(List<List<Bar>> sets, Function<Bar, String> label) {
        var series = new ArrayList<Object>();
        for (int set = 0; set < sets.size(); set++) {
            List<Bar> bars = sets.get(set);
            if (bars.stream().anyMatch(bar -> bar.offset > 0)) {
                series.add(spacer(bars, "set" + set));
            }
            series.add(bars(bars, "set" + set, "right", label));
        }
        return series;
    }

    /** Standing bars from left to right. */
    static Map<String, Object> standing(String description, List<String> names, List<Bar> bars) {
        return Map.of(
                "animation", false,
                "aria", Map.of("enabled", true, "label", Map.of("description", description)),
                "grid", Map.of("left", 8, "right", 8, "top", 28, "bottom", 4, "containLabel", true),
                "xAxis", nameAxis(names, false, 90),
                "yAxis", Map.of("type", "value", "show", false),
                "series", List.of(bars(bars, "set", "top", Bar::label)));
    }

    private static Map<String, Object> nameAxis(List<String> names, boolean inverse, int room) {
        int width =
                Math.min(room, 8 * names.stream().mapToInt(String::length).max().orElse(0));
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

    private static Map<String, Object> bars(
            List<Bar> bars, String stack, String labelPlace, Function<Bar, String> label) {
        return Map.of(
                "type",
                "bar",
                "stack",
                stack,
                "silent",
                true,
                "labelLayout",
                Map.of("hideOverlap", labelPlace.equals("top")),
                "barMaxWidth",
                26,
                "barMinHeight",
                2,
                "barCategoryGap",
                "28%",
                "data",
                bars.stream()
                        .map(bar -> item(bar, labelPlace, label.apply(bar)))
                        .toList());
    }

    private static Map<String, Object> item(Bar bar, String labelPlace, String label) {
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
                        !label.isEmpty(),
                        "position",
                        labelPlace,
                        "color",
                        TEXT,
                        "fontSize",
                        13,
                        "formatter",
                        label));
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
