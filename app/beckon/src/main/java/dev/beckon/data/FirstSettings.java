package dev.beckon.data;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks at files and writes the first beckon.yaml of a workspace, each guess marked. */
public final class FirstSettings {

    private static final String GUESS = "   # guess";

    /** Other names, such as state, may say something of an order. */
    private static final List<String> OF_CUSTOMERS_IN_ORDERS = List.of(
            "do-not-disturb",
            "first-name",
            "last-name",
            "full-name",
            "email",
            "phone",
            "birth-date",
            "gender",
            "city",
            "country",
            "language");

    private final Path workspace;
    private final Map<SourceKind, List<FileLook>> looks = new LinkedHashMap<>();
    private final List<FileLook> all = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();

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
        String name = whole.startsWith(workspace) ? workspace.relativize(whole).toString() : whole.toString();
        try {
            FileLook look = FileLook.at(whole, name, scratch);
            look.notes().forEach(note -> notes.add(name + ": " + note));
            Optional<SourceKind> kind = look.kind();
            if (kind.isPresent()) {
                all.add(look);
                looks.computeIfAbsent(kind.get(), any -> new ArrayList<>()).add(look);
            } else {
                unused.add("not recognised: " + name + " (" + String.join(", ", look.titles()) + ")");
            }
        } catch (ProblemsFound found) {
            Problem first = found.problems().get(0);
            unused.add("not understood: " + first.message() + (first.hint() == null ? "" : ". Maybe " + first.hint()));
        }
    }

    /** Files that {@link #yaml} doesn't use, and why; known once that was asked for. */
    public List<String> unused() {
        return printable(unused);
    }

    /** What is odd about the files. */
    public List<String> notes() {
        return printable(notes);
    }

    private static List<String> printable(List<String> texts) {
        return texts.stream()
                .map(text -> text.replaceAll(FileLook.UNPRINTABLE + "+", " "))
                .toList();
    }

    /** Whether some file is one that Beckon can use. */
    public boolean recognisesAny() {
        return !looks.isEmpty();
    }

    /** The text of beckon.yaml. */
    public String yaml() {
        Map<String, List<String>> sources = sources();
        var text =
                new StringBuilder("# Written by 'beckon init'. What is marked as a guess deserves a look; 'beckon data'"
                        + " says what was read.\n");
        text.append(new FirstCompany(all).yaml());
        text.append("""

                data:
                  as-of: day-after-last-order      # or a date such as 2026-11-01
                  max-rejected: 5%                 # more refused rows than this in one source stop the run

                sources:
                """);
        sources.forEach((name, lines) -> {
            text.append("  ").append(name).append(":\n");
            lines.forEach(line -> text.append("    ").append(line).append('\n'));
        });
        unused().forEach(file -> text.append("  # ").append(file).append('\n'));
        return text.append(delivery()).toString();
    }

    /** How messages go out, and where runs are kept: the same for all. */
    private static String delivery() {
        String name = "first-delivery.yaml";
        try (var in = Objects.requireNonNull(FirstSettings.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, List<String>> sources() {
        var sources = new LinkedHashMap<String, List<String>>();
        var used = new EnumMap<SourceKind, FileLook>(SourceKind.class);
        for (SourceKind kind : SourceKind.values()) {
            if (kind != SourceKind.LOOKUP && looks.containsKey(kind)) {
                List<FileLook> files = alike(kind);
                used.put(kind, files.get(0));
                sources.put(kind.key(), source(kind, files));
                boolean mayTell = kind == SourceKind.CUSTOMERS || kind == SourceKind.ORDERS;
                if (mayTell && !looks.containsKey(SourceKind.CONSENTS)) {
                    FirstConsents.in(files.get(0), kind, GUESS)
                            .ifPresent(lines -> sources.putIfAbsent(SourceKind.CONSENTS.key(), lines));
                }
            }
        }
        if (!sources.containsKey("customers") && sources.containsKey("orders")) {
            sources.put("customers", customersOfOrders(Objects.requireNonNull(used.get(SourceKind.ORDERS))));
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

    /** The file of a kind with the most columns that Beckon knows, and those that have the same columns. */
    private List<FileLook> alike(SourceKind kind) {
        List<FileLook> files = looks.getOrDefault(kind, List.of());
        FileLook best = files.stream()
                .max(Comparator.comparingLong(
                        look -> kind.fieldNames().stream().filter(look::has).count()))
                .orElseThrow();
        for (FileLook look : files) {
            if (!look.titles().equals(best.titles())) {
                unused.add("not used: " + look.file() + " has " + kind.key() + " too, in other columns");
            }
        }
        return files.stream()
                .filter(look -> look.titles().equals(best.titles()))
                .toList();
    }

    private List<String> source(SourceKind kind, List<FileLook> files) {
        var lines = new ArrayList<String>();
        lines.add("files: "
                + (files.size() == 1
                        ? FileLook.quoted(files.get(0).file())
                        : files.stream()
                                .map(look -> FileLook.quoted(look.file()))
                                .toList()
                                .toString()));
        lines.add("columns:");
        FileLook look = files.get(0);
        for (Field field : kind.fields()) {
            columnOf(field, kind, look)
                    .ifPresent(title -> lines.add("  " + field.name() + ": " + FileLook.quoted(title) + GUESS));
        }
        if (kind == SourceKind.CONSENTS && !look.has("channel")) {
            lines.addAll(FirstConsents.columns(look, GUESS));
        }
        List<String> currencies = look.valuesOf("currency");
        if (kind == SourceKind.ORDERS && currencies.size() > 1) {
            lines.add("# rates: {" + currencies.get(1) + ": 1.0}   # CHANGE THIS: lines in "
                    + String.join(", ", currencies.subList(1, Math.min(6, currencies.size())))
                    + " are refused until their rates are named");
        }
        return lines;
    }

    /** What orders say of a customer; the id may be an address, which is wanted as one too. */
    private static List<String> customersOfOrders(FileLook orders) {
        var columns = new ArrayList<String>();
        for (String field : OF_CUSTOMERS_IN_ORDERS) {
            orders.column(field)
                    .filter(title -> !Field.sameName("name", title))
                    .ifPresent(title -> columns.add("  " + field + ": " + FileLook.quoted(title) + GUESS));
        }
        var lines = new ArrayList<>(List.of("from: orders" + GUESS));
        if (!columns.isEmpty()) {
            lines.add("columns:");
            lines.addAll(columns);
        }
        return lines;
    }

    private Optional<String> columnOf(Field field, SourceKind kind, FileLook look) {
        if (kind == SourceKind.ORDERS && field.name().equals("type")) {
            return look.titles().stream()
                    .filter(title -> look.values().getOrDefault(title, List.of()).stream()
                            .limit(50)
                            .anyMatch(LineMeaning::isNoSale))
                    .findFirst();
        }
        Optional<String> column = look.column(field.name());
        if (!field.name().equals("customer-id")) {
            return column;
        }
        return kind == SourceKind.CUSTOMERS && ordersKnowEmailsOnly() ? look.column("email") : column.or(look::id);
    }

    /** Customers then need the same for their id, or no order would be theirs. */
    private boolean ordersKnowEmailsOnly() {
        return looks.getOrDefault(SourceKind.ORDERS, List.of()).stream()
                .anyMatch(look -> look.column("customer-id").equals(look.column("email")));
    }

    private List<String> lookups() {
        List<FileLook> orders = looks.getOrDefault(SourceKind.ORDERS, List.of());
        List<FileLook> files = looks.getOrDefault(SourceKind.LOOKUP, List.of());
        if (files.isEmpty()) {
            return List.of();
        }
        FileLook lookup = files.get(0);
        files.stream()
                .skip(1)
                .forEach(other -> unused.add("not used: " + other.file() + " looks like another list of products"));
        Optional<Match> match =
                orders.stream().findFirst().flatMap(look -> match(look, lookup)).filter(found -> found.share() >= 0.3);
        if (match.isEmpty()) {
            unused.add("not used: " + lookup.file() + " shares no values with a column of the orders");
            return List.of();
        }
        return lookup(orders.get(0), lookup, match.get());
    }

    private record Match(String order, String key, double share) {}

    /** The pair of columns with the most values in common. */
    private static Optional<Match> match(FileLook orders, FileLook lookup) {
        var pairs = new ArrayList<Match>();
        for (String order : orders.titles()) {
            for (String key : lookup.titles()) {
                if (!lookup.column("category").equals(Optional.of(key))) {
                    pairs.add(new Match(order, key, orders.shared(order, lookup, key)));
                }
            }
        }
        return pairs.stream().max(Comparator.comparingDouble(Match::share));
    }

    private static List<String> lookup(FileLook orders, FileLook lookup, Match match) {
        String order = orders.column("product").equals(Optional.of(match.order())) ? "product" : match.order();
        String category = lookup.column("category").orElseThrow();
        String name = lookup.column("product-title")
                .filter(title -> !title.equals(match.key()))
                .map(title -> "product: " + FileLook.quoted(title) + ", ")
                .orElse("");
        return List.of(
                "products:",
                "  files: " + FileLook.quoted(lookup.file()),
                "  match: {orders: " + FileLook.quoted(order) + ", key: " + FileLook.quoted(match.key()) + "}" + GUESS
                        + ", by the values that both have",
                "  columns: {" + name + "category: " + FileLook.quoted(category) + "}" + GUESS);
    }
}
