package dev.beckon.data;

import dev.beckon.data.LineReader.Line;
import dev.beckon.data.Staged.StagedColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a line. Numbers keep the digits they are written with; nested values stay JSON. */
final class JsonRows implements RowSource {

    private static final String INVALID = String.valueOf(TextEncoding.INVALID);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final SourceSettings settings;
    private final Consumer<String> warnings;
    private final Map<Path, TextEncoding> encodings = new HashMap<>();

    JsonRows(SourceSettings settings, Consumer<String> warnings) {
        this.settings = settings;
        this.warnings = warnings;
    }

    private TextEncoding encoding(Path file) throws IOException {
        TextEncoding known = encodings.get(file);
        if (known == null) {
            known = TextEncoding.of(file, settings, warnings);
            encodings.put(file, known);
        }
        return known;
    }

    /** Every key that some object of some file has, in the order of their first appearance. */
    @Override
    public List<StagedColumn> columns(List<Path> files) throws IOException {
        Set<@Nullable String> keys = new LinkedHashSet<>();
        for (Path file : files) {
            try (var reader = encoding(file).reader(file)) {
                var lines = new LineReader(reader);
                for (Line line = lines.next(); line != null; line = lines.next()) {
                    JsonNode object = object(line);
                    if (object != null) {
                        keys.addAll(object.propertyNames());
                    }
                }
            }
        }
        return Columns.of(new ArrayList<>(keys));
    }

    @Override
    public void read(Path file, int index, List<StagedColumn> columns, Staging staging) throws IOException {
        try (var reader = encoding(file).reader(file)) {
            var lines = new LineReader(reader);
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (line.text().isBlank()) {
                    continue;
                }
                JsonNode object = object(line);
                if (line.text().contains(INVALID)) {
                    staging.reject(
                            index,
                            line.number(),
                            "",
                            "",
                            "bytes that aren't " + encoding(file).charset().name());
                } else if (object == null) {
                    staging.reject(index, line.number(), "", line.text(), "not a JSON object");
                } else {
                    staging.row(index, line.number(), values(object, columns));
                }
            }
        }
    }

    private static @Nullable JsonNode object(Line line) {
        try {
            String text = line.number() == 1 && line.text().startsWith("\uFEFF")
                    ? line.text().substring(1)
                    : line.text();
            JsonNode node = text.isBlank() ? null : JSON.readTree(text);
            return node != null && node.isObject() ? node : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static List<@Nullable String> values(JsonNode object, List<StagedColumn> columns) {
        var values = new ArrayList<@Nullable String>(columns.size());
        for (StagedColumn column : columns) {
            JsonNode value = object.get(column.title());
            values.add(value == null || value.isNull() ? null : text(value));
        }
        return values;
    }

    private static String text(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        return value.isString() || value.isBoolean() ? value.asString() : value.toString();
    }
}
