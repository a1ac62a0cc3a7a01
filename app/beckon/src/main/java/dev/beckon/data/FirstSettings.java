package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.feedback.Problems;
import dev.beckon.workspace.StrictYaml;
import dev.beckon.workspace.YamlMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at files and writes the first beckon.yaml of a workspace, each guess marked. */
public final class FirstSettings {

    private static final String GUESS = "   # guess";

    /** A file with what it probably holds. */
    private record Guess(SourceKind kind, String file, List<String> titles) {}

    private final Path workspace;
    private final List<Guess> guesses = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    /** @param workspace the folder that the files' names will be relative to */
    public FirstSettings(Path workspace) {
        this.workspace = workspace.toAbsolutePath().normalize();
    }

    /**
     * Looks at a file.
     *
     * @throws dev.beckon.feedback.SourceUnavailable if it is missing or can't be read
     */
    public void lookAt(Path file, Path scratch) {
        Path whole = file.toAbsolutePath().normalize();
        List<String> titles = titles(whole, scratch);
        String name = whole.startsWith(workspace) ? workspace.relativize(whole).toString() : whole.toString();
        Optional<SourceKind> kind = kind(titles);
        kind.ifPresent(found -> guesses.add(new Guess(found, name, titles)));
        if (kind.isEmpty()) {
            unknown.add(name + " (" + String.join(", ", titles) + ")");
        }
    }

    private static List<String> titles(Path file, Path scratch) {
        var problems = new Problems();
        YamlMap yaml = StrictYaml.parse("orders: {files: " + quoted(file.toString()) + "}", "beckon.yaml", problems);
        SourceSettings settings =
                new SourcesReader(name -> null).source("orders", SourceKind.ORDERS, yaml.mapOrEmpty("orders"));
        problems.throwIfAny();
        Path folder = file.getParent();
        try (Database database = Database.open(
                scratch, folder == null ? List.of() : List.of(folder), "1GB", 2, NormaliseFunctions::register)) {
            RejectedFiles.createTable(database);
            return new Stager(database, new SourceFiles(file.getRoot()), new QualityBook())
                    .stage(settings)
                    .titles();
        }
    }

    private static Optional<SourceKind> kind(List<String> titles) {
        boolean customer = ColumnWords.has("customer-id", titles);
        if (customer && ColumnWords.has("date", titles) && (has("amount", titles) || has("unit-price", titles))) {
            return Optional.of(SourceKind.ORDERS);
        }
        if (customer && has("channel", titles) && has("state", titles) && !has("reason", titles)) {
            return Optional.of(SourceKind.CONSENTS);
        }
        if (has("reason", titles) && (customer || has("address", titles))) {
            return Optional.of(SourceKind.SUPPRESSIONS);
        }
        if (customer && has("type", titles) && has("at", titles)) {
            return Optional.of(SourceKind.EVENTS);
        }
        boolean person =
                has("gender", titles) || has("email", titles) || has("birth-date", titles) || has("city", titles);
        if (person && (customer || hasId(titles)) || customer && titles.size() > 2) {
            return Optional.of(SourceKind.CUSTOMERS);
        }
        return has("category", titles) && !customer ? Optional.of(SourceKind.LOOKUP) : Optional.empty();
    }

    private static boolean has(String field, List<String> titles) {
        return ColumnWords.has(field, titles);
    }

    private static boolean hasId(List<String> titles) {
        return titles.stream().anyMatch(title -> title.equalsIgnoreCase("id"));
    }

    /** The text of beckon.yaml. */
    public String yaml() {
        var text = new StringBuilder("""
                # Written by 'beckon init'. Lines that end in '# guess' deserve a look; 'beckon data' says what was read.
                company:
                  name: Our company
                  postal-address: ""               # stands in every email
                  currency: EUR                    # guess
                  time-zone: UTC                   # guess: times without an offset are wall times of this zone
                  country: DE                      # guess: phone numbers without a country code belong to it
                  language: en                     # guess

                data:
                  as-of: day-after-last-order      # or a date such as 2026-11-01
                  max-rejected: 5%                 # more refused rows than this in one source stop the run

                sources:
                """);
        sources().forEach((name, lines) -> {
            text.append("  ").append(name).append(":\n");
            lines.forEach(line -> text.append("    ").append(line).append('\n'));
        });
        unknown.forEach(file -> text.append("  # not recognised: ").append(file).append('\n'));
        return text.toString();
    }

    private Map<String, List<String>> sources() {
        var sources = new LinkedHashMap<String, List<String>>();
        for (SourceKind kind : SourceKind.values()) {
            List<Guess> files =
                    guesses.stream().filter(guess -> guess.kind() == kind).toList();
            if (!files.isEmpty() && kind != SourceKind.LOOKUP) {
                sources.put(kind.name().toLowerCase(java.util.Locale.ROOT), source(kind, files));
            }
        }
        if (!sources.containsKey("customers") && sources.containsKey("orders")) {
            sources.put("customers", List.of("from: orders" + GUESS));
        }
        List<String> lookups = lookups();
        if (!lookups.isEmpty()) {
            sources.put("lookups", lookups);
        }
        if (sources.isEmpty()) {
            sources.put(
                    "customers", List.of("files: data/customers.csv" + GUESS, "columns: {customer-id: id}" + GUESS));
        }
        return sources;
    }

    private static List<String> source(SourceKind kind, List<Guess> files) {
        var lines = new ArrayList<String>();
        lines.add("files: "
                + (files.size() == 1
                        ? quoted(files.get(0).file())
                        : files.stream()
                                .map(guess -> quoted(guess.file()))
                                .toList()
                                .toString()));
        lines.add("columns:");
        List<String> titles = files.get(0).titles();
        for (Field field : kind.fields()) {
            Optional<String> column = ColumnWords.columnFor(field.name(), titles);
            if (column.isEmpty() && field.name().equals("customer-id")) {
                column = titles.stream()
                        .filter(title -> title.equalsIgnoreCase("id"))
                        .findFirst();
            }
            column.ifPresent(title -> lines.add("  " + field.name() + ": " + quoted(title) + GUESS));
        }
        return lines;
    }

    private List<String> lookups() {
        Optional<Guess> lookup = guesses.stream()
                .filter(guess -> guess.kind() == SourceKind.LOOKUP)
                .findFirst();
        return lookup.map(guess -> List.of(
                        "products:",
                        "  files: " + quoted(guess.file()),
                        "  match: {orders: product, key: "
                                + quoted(ColumnWords.columnFor("product", guess.titles())
                                        .orElse(guess.titles().get(0)))
                                + "}" + GUESS,
                        "  columns: {category: "
                                + quoted(ColumnWords.columnFor("category", guess.titles())
                                        .orElse("")) + "}" + GUESS))
                .orElse(List.of());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
