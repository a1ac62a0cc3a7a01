package dev.beckon.features;

import java.util.List;
import java.util.Map;

/**
 * A fact that features.sql computes out of other columns of the same customer whenever it is read.
 *
 * @param name of the property
 * @param needs columns of groups
 * @param sql an expression over {@code GROUP.COLUMN}, with its {@code {placeholders}}
 */
record RowFact(String name, List<String> needs, String sql) {

    RowFact filled(Map<String, String> settings) {
        return new RowFact(
                name,
                needs.stream().map(need -> FeatureGroup.fill(need, settings)).toList(),
                FeatureGroup.fill(sql, settings));
    }
}
