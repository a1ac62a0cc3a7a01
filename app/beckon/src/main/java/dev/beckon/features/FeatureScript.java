package dev.beckon.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** features.sql, taken apart into its views, groups and rows. Each may read only what stands above it. */
final class FeatureScript {

    private static final Pattern SECTION = Pattern.compile("(?m)^-- (view|table|group|row): (\\w+)$");

    private final Map<String, String> views = new LinkedHashMap<>();
    private final Map<String, String> tables = new LinkedHashMap<>();
    private final List<FeatureGroup> groups = new ArrayList<>();
    private final List<RowFact> rows = new ArrayList<>();

    private FeatureScript(String text) {
        Matcher section = SECTION.matcher(text);
        int from = section.find() ? section.start() : text.length();
        while (from < text.length()) {
            String kind = section.group(1);
            String name = section.group(2);
            int bodyStart = section.end();
            from = section.find() ? section.start() : text.length();
            add(kind, name, text.substring(bodyStart, from));
        }
    }

    static FeatureScript shipped() {
        try (InputStream in = Objects.requireNonNull(FeatureScript.class.getResourceAsStream("features.sql"))) {
            return new FeatureScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FeatureScript of(String text) {
        return new FeatureScript(text);
    }

    /** Queries by the name under which several groups read them. */
    Map<String, String> views() {
        return views;
    }

    /** Queries by the name under which several groups read their rows, which are computed once. */
    Map<String, String> tables() {
        return tables;
    }

    List<FeatureGroup> groups() {
        return groups;
    }

    List<RowFact> rows() {
        return rows;
    }

    Optional<RowFact> row(String property) {
        return rows.stream().filter(row -> row.name().equals(property)).findFirst();
    }

    Optional<FeatureGroup> providerOf(String column) {
        return groups.stream().filter(g -> g.provides().contains(column)).findFirst();
    }

    private void add(String kind, String name, String body) {
        if (kind.equals("view")) {
            views.put(name, query(body));
        } else if (kind.equals("table")) {
            tables.put(name, query(body));
        } else if (kind.equals("row")) {
            rows.add(new RowFact(name, header(body, "needs"), query(body)));
        } else {
            groups.add(new FeatureGroup(
                    name,
                    header(body, "provides"),
                    header(body, "needs"),
                    header(body, "reads"),
                    header(body, "zero"),
                    query(body)));
        }
    }

    private static String query(String body) {
        return body.lines()
                .filter(line -> !line.startsWith("--"))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static List<String> header(String body, String key) {
        String start = "-- " + key + ": ";
        return body.lines()
                .filter(line -> line.startsWith(start))
                .flatMap(line -> Arrays.stream(line.substring(start.length()).split(",")))
                .map(String::strip)
                .toList();
    }
}
