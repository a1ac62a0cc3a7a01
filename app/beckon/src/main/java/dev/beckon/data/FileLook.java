package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import dev.beckon.database.Database;
import dev.beckon.feedback.Problems;
import dev.beckon.workspace.StrictYaml;
import dev.beckon.workspace.YamlMap;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a file shows at a first look.
 *
 * @param file as beckon.yaml will name it
 * @param notes what is odd about it
 * @param values for each column its most frequent values, the most frequent first
 */
record FileLook(String file, List<String> notes, Map<String, List<String>> values) {

    static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}\\u2028\\u2029\\uFFFE\\uFFFF]");

    private static final int MOST_VALUES = 2_000;

    /** Reads the whole file. */
    static FileLook at(Path file, String name, Path scratch) {
        var problems = new Problems();
        YamlMap yaml = StrictYaml.parse("orders: {files: " + quoted(file.toString()) + "}", "beckon.yaml", problems);
        SourceSettings settings =
                new SourcesReader(variable -> null).source("", SourceKind.ORDERS, yaml.mapOrEmpty("orders"));
        problems.throwIfAny();
        Path folder = file.getParent();
        try (Database database = Database.open(
                scratch,
                Optional.empty(),
                folder == null ? List.of() : List.of(folder),
                "1GB",
                2,
                NormaliseFunctions::register)) {
            RejectedFiles.createTable(database);
            var book = new QualityBook();
            Staged staged = new Stager(database, new SourceFiles(file.getRoot()), book).stage(settings);
            var values = new LinkedHashMap<String, List<String>>();
            for (StagedColumn column : staged.columns()) {
                values.put(column.title(), frequent(database, staged, column));
            }
            return new FileLook(name, book.of(settings.name()).warnings(), values);
        }
    }

    private static List<String> frequent(Database database, Staged staged, StagedColumn column) {
        return database.rows(
                "SELECT v FROM (SELECT trim(CAST(" + column.sql() + " AS VARCHAR)) AS v FROM " + staged.relation()
                        + ") WHERE v <> '' GROUP BY v ORDER BY count(*) DESC, v LIMIT " + MOST_VALUES,
                row -> row.getString(1));
    }

    List<String> titles() {
        return List.copyOf(values.keySet());
    }

    boolean has(String field) {
        return ColumnWords.has(field, titles());
    }

    Optional<String> column(String field) {
        return ColumnWords.columnFor(field, titles());
    }

    List<String> valuesOf(String field) {
        return column(field).map(values::get).orElse(List.of());
    }

    /** The share of the values of a column that another file's column has too, without regard to case. */
    double shared(String column, FileLook other, String otherColumn) {
        Set<String> theirs = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        theirs.addAll(other.values().getOrDefault(otherColumn, List.of()));
        List<String> own = values.getOrDefault(column, List.of());
        return own.isEmpty()
                ? 0
                : (double) own.stream().filter(theirs::contains).count() / own.size();
    }

    /** What it probably holds. */
    Optional<SourceKind> kind() {
        boolean customer = has("customer-id");
        if (customer && has("date") && (has("amount") || has("unit-price"))) {
            return Optional.of(SourceKind.ORDERS);
        }
        if (customer && has("channel") && has("at") && has("campaign")) {
            return Optional.of(SourceKind.CONTACTS);
        }
        if (customer && has("channel") && has("state") && !has("reason")) {
            return Optional.of(SourceKind.CONSENTS);
        }
        if (has("reason") && (customer || has("address"))) {
            return Optional.of(SourceKind.SUPPRESSIONS);
        }
        if (customer && has("type") && has("at")) {
            return Optional.of(SourceKind.EVENTS);
        }
        int consents = FirstConsents.columns(this, "").size();
        boolean tellsNothingElse = values.size() <= 1 + consents + (has("at") ? 1 : 0);
        boolean person = has("gender") || has("email") || has("birth-date") || has("city");
        if (customer && consents > 0 && tellsNothingElse) {
            return Optional.of(SourceKind.CONSENTS);
        }
        if (person && (customer || id().isPresent()) || customer && values.size() > 2) {
            return Optional.of(SourceKind.CUSTOMERS);
        }
        return has("category") && !customer ? Optional.of(SourceKind.LOOKUP) : Optional.empty();
    }

    /** A column that is just called id. */
    Optional<String> id() {
        return titles().stream().filter(title -> title.equalsIgnoreCase("id")).findFirst();
    }

    static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + UNPRINTABLE.matcher(escaped).replaceAll(FileLook::code) + '"';
    }

    private static String code(MatchResult found) {
        return "\\\\u%04x".formatted((int) found.group().charAt(0));
    }
}
