package dev.beckon.features;

import java.util.List;
import java.util.Map;

/**
 * One query of features.sql: a narrow table, one row a customer.
 *
 * @param provides its columns besides {@code customer_key}: properties, or intermediate results for later groups
 * @param needs columns of earlier groups that the query reads
 * @param reads tables that must have rows for anything to be known
 * @param zero columns that are 0 for a customer without rows there
 * @param sql the query, with its {@code {placeholders}}
 */
record FeatureGroup(
        String name, List<String> provides, List<String> needs, List<String> reads, List<String> zero, String sql) {

    /** The query with the settings filled in. */
    String sql(Map<String, String> settings) {
        return fill(sql, settings);
    }

    List<String> needs(Map<String, String> settings) {
        return needs.stream().map(need -> fill(need, settings)).toList();
    }

    static String fill(String text, Map<String, String> settings) {
        String filled = text;
        for (var setting : settings.entrySet()) {
            filled = filled.replace("{" + setting.getKey() + "}", setting.getValue());
        }
        return filled;
    }
}
