package dev.beckon.report;

import java.util.List;
import java.util.Map;

/**
 * A chart and, made of the same data, the table that says the same without it.
 *
 * @param id unique on its page
 * @param sentence what the chart shows, in words
 * @param option the chart's option object for the chart library; colours are names of the page's CSS variables
 * @param height CSS pixels
 */
record Chart(String id, String title, String sentence, Table table, Map<String, Object> option, int height) {

    /** @param header titles of the columns; the first column names the row, the others hold numbers */
    record Table(List<String> header, List<Row> rows) {}

    /**
     * @param cells as they are shown
     * @param share the length of the bar in the row, 0 to 100
     */
    record Row(List<String> cells, int share) {}
}
