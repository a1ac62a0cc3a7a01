package dev.beckon.data;

import dev.beckon.data.QualityReport.SourceQuality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The quality report for people and for programs. */
public final class QualityText {

    private static final String ROW = "%-20s %12s %12s %12s%n";

    private QualityText() {}

    /** A table with the reasons and warnings of each source under it. */
    public static String table(QualityReport report) {
        var text = new StringBuilder("Data as of " + report.asOf() + "\n\n");
        text.append(ROW.formatted("source", "read", "loaded", "rejected"));
        for (SourceQuality source : report.sources()) {
            text.append(ROW.formatted(
                    source.source(), number(source.read()), number(source.loaded()), number(source.rejected())));
            source.reasons()
                    .forEach((reason, count) -> text.append("    %s rejected: %s%n".formatted(number(count), reason)));
            for (UnmatchedKeys keys : source.unmatched()) {
                text.append("    %s with %s that %s doesn't have, such as %s%n"
                        .formatted(
                                counted(keys.rows(), "row"),
                                counted(keys.keys(), "key"),
                                keys.with(),
                                String.join(", ", keys.samples())));
            }
            source.warnings()
                    .forEach(warning -> text.append(source.alarms().contains(warning) ? "    warning: " : "    note: ")
                            .append(warning)
                            .append('\n'));
        }
        if (report.sources().stream().anyMatch(source -> source.rejected() > 0)) {
            text.append("\nRejected rows, each with its file, line and reason: out/rejected/\n");
        }
        return text.toString();
    }

    /** JSON of schema {@code beckon.data/1}. */
    public static String json(QualityReport report) {
        var sources = new LinkedHashMap<String, Object>();
        for (SourceQuality source : report.sources()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("read", source.read());
            one.put("loaded", source.loaded());
            one.put("rejected", source.rejected());
            one.put("reasons", source.reasons());
            one.put("warnings", source.warnings());
            one.put("unmatched", unmatched(source.unmatched()));
            sources.put(source.source(), one);
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("schema", "beckon.data/1");
        all.put("asOf", report.asOf().toString());
        all.put("sources", sources);
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(all);
    }

    private static List<Map<String, Object>> unmatched(List<UnmatchedKeys> keys) {
        var all = new ArrayList<Map<String, Object>>();
        for (UnmatchedKeys one : keys) {
            var map = new LinkedHashMap<String, Object>();
            map.put("with", one.with());
            map.put("keys", one.keys());
            map.put("rows", one.rows());
            map.put("samples", one.samples());
            all.add(map);
        }
        return all;
    }

    private static String counted(long count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
