package dev.beckon.data;

import dev.beckon.data.SourceSettings.AttributeSettings;
import dev.beckon.data.SourceSettings.JdbcSettings;
import dev.beckon.workspace.Workspace;
import dev.beckon.workspace.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads section {@code sources} of beckon.yaml, strictly: every mistake of the section becomes a problem. */
final class SourcesReader {

    private static final String[] SOURCES = {
        "customers", "orders", "events", "consents", "suppressions", "contacts", "lookups"
    };
    private static final List<String> READING = List.of(
            "files",
            "format",
            "header",
            "skip-lines",
            "encoding",
            "delimiter",
            "sheet",
            "date-format",
            "decimal",
            "thousands",
            "missing",
            "columns",
            "ignore",
            "keep",
            "fixed",
            "jdbc",
            "max-rejected");
    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    static final List<String> ATTRIBUTE_TYPES = List.of("text", "whole", "number", "flag", "date", "money");

    private final Function<String, @Nullable String> environment;

    /** @param environment looks up the variables that credentials name */
    SourcesReader(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** Every source in the order in which Beckon loads them. */
    List<SourceSettings> read(Workspace workspace) {
        YamlMap sources = workspace.section("sources").allowing(SOURCES);
        var all = new ArrayList<SourceSettings>();
        for (String name : SOURCES) {
            if (sources.has(name) && !name.equals("lookups")) {
                SourceKind kind = kindOf(name);
                sources.map(name).ifPresent(map -> all.add(source(name, kind, map)));
            }
        }
        YamlMap lookups = sources.mapOrEmpty("lookups");
        for (String name : lookups.keys()) {
            lookups.map(name).ifPresent(map -> all.add(source("lookups." + name, SourceKind.LOOKUP, map)));
        }
        if (all.stream().noneMatch(source -> source.kind() == SourceKind.CUSTOMERS)) {
            sources.report("customers", "there is no source 'customers'", "add 'customers: {from: orders}'");
        }
        for (SourceSettings source : all) {
            source.from()
                    .filter(from -> all.stream().noneMatch(other -> other.kind() == from))
                    .ifPresent(from -> sources.report(
                            source.name(),
                            source.name() + " come from " + from.key() + ", and there is no source '" + from.key()
                                    + "'",
                            null));
        }
        return all;
    }

    SourceSettings source(String name, SourceKind kind, YamlMap map) {
        map.allowing((map.has("from") ? allowedWithFrom(kind) : allowed(kind)).toArray(String[]::new));
        Optional<SourceKind> from = map.oneOf("from", othersFor(kind)).map(SourcesReader::kindOf);
        Optional<Character> thousands = map.parsed("thousands", "one of . , ' or a blank", SourceValues::thousandsSign);
        Optional<Character> decimal = map.parsed(
                        "decimal", "'.' or ','", text -> text.equals(".") || text.equals(",") ? text.charAt(0) : null)
                .or(() -> thousands.flatMap(SourceValues::otherSign));
        if (decimal.isPresent() && decimal.equals(thousands)) {
            map.report("thousands", "'decimal' and 'thousands' are the same sign", null);
        }
        Optional<JdbcSettings> jdbc = map.map("jdbc").map(this::jdbc);
        if (map.has("files") && map.has("jdbc")) {
            map.report("jdbc", "source '" + name + "' has files and a query", "leave one of them out");
        }
        if (map.texts("files").isEmpty() && jdbc.isEmpty() && !map.has("from")) {
            map.report(
                    "files",
                    "source '" + name + "' has no 'files'",
                    "name a file, a list, or a pattern such as data/*.csv");
        }
        return new SourceSettings(
                name,
                kind,
                map.texts("files"),
                map.oneOf("format", Format.words()).map(Format::named),
                map.has("header") ? Optional.of(map.flag("header", true)) : Optional.empty(),
                (int) map.whole("skip-lines", 0, Integer.MAX_VALUE).orElse(0),
                map.parsed("encoding", "an encoding such as utf-8, latin-1 or windows-1252", SourceValues::encoding),
                map.parsed("delimiter", "one character, or 'tab'", SourceValues::delimiter),
                map.optionalText("sheet"),
                dateFormats(map),
                decimal,
                thousands,
                map.texts("missing").stream()
                        .map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                columns(kind, map),
                attributes(map),
                new TreeSet<>(map.texts("ignore")),
                SourceValues.each(
                        map.mapOrEmpty("keep"),
                        "a condition such as \"> 0\" or \"in paid, shipped\"",
                        KeepCondition::parse),
                map.parsed("currency", "an ISO 4217 code such as EUR", SourceValues::currency),
                SourceValues.rates(map.mapOrEmpty("rates")),
                SourceValues.each(map.mapOrEmpty("types"), LineMeaning.WORDS, LineMeaning::named),
                SourceValues.each(map.mapOrEmpty("fixed"), "character places such as 1-6", SourceValues::range),
                jdbc,
                from,
                map.oneOf("unknown-customers", List.of("reject", "add"))
                        .orElse("reject")
                        .equals("add"),
                map.oneOf("phone-numbers", List.of("valid", "possible"))
                        .orElse("valid")
                        .equals("possible"),
                DataSettings.share(map, "max-rejected"),
                kind == SourceKind.LOOKUP ? SourceSettings.texts(map.mapOrEmpty("match")) : Map.of(),
                map);
    }

    /** How rows are read, and which, is said where they are. */
    private static List<String> allowedWithFrom(SourceKind kind) {
        List<String> own = kind == SourceKind.CUSTOMERS
                ? List.of("attributes", "ignore", "phone-numbers")
                : List.of("unknown-customers");
        return Stream.concat(Stream.of("from", "columns", "date-format", "max-rejected"), own.stream())
                .toList();
    }

    private static List<String> allowed(SourceKind kind) {
        List<String> own = switch (kind) {
            case CUSTOMERS -> List.of("from", "attributes", "phone-numbers");
            case ORDERS -> List.of("currency", "rates", "types", "unknown-customers");
            case EVENTS -> List.of("unknown-customers");
            case CONSENTS -> List.of("from", "unknown-customers");
            case LOOKUP -> List.of("match");
            case SUPPRESSIONS, CONTACTS -> List.of();
        };
        boolean filtered = kind != SourceKind.SUPPRESSIONS && kind != SourceKind.LOOKUP;
        return Stream.concat(READING.stream(), own.stream())
                .filter(key -> filtered || !key.equals("keep"))
                .toList();
    }

    /** The sources whose rows may tell this one too. */
    private static List<String> othersFor(SourceKind kind) {
        return kind == SourceKind.CONSENTS ? List.of("customers", "orders") : List.of("orders");
    }

    private static SourceKind kindOf(String name) {
        return SourceKind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> columns(SourceKind kind, YamlMap map) {
        YamlMap columns = map.mapOrEmpty("columns");
        if (kind != SourceKind.LOOKUP) {
            Stream<String> channels = kind == SourceKind.CONSENTS
                    ? Words.CHANNELS.keySet().stream().sorted()
                    : Stream.of();
            columns.allowing(Stream.concat(kind.fieldNames().stream(), channels).toArray(String[]::new));
        }
        return SourceSettings.texts(columns);
    }

    private static Map<String, String> dateFormats(YamlMap map) {
        if (map.isMap("date-format")) {
            return SourceSettings.texts(map.mapOrEmpty("date-format"));
        }
        return map.optionalText("date-format").map(format -> Map.of("", format)).orElse(Map.of());
    }

    private static List<AttributeSettings> attributes(YamlMap map) {
        YamlMap attributes = map.mapOrEmpty("attributes");
        var all = new ArrayList<AttributeSettings>();
        for (String name : attributes.keys()) {
            if (!name.matches("[a-z][A-Za-z0-9]*")) {
                attributes.report(
                        name,
                        "'" + name + "' can't be the name of an attribute",
                        "'" + AttributeNames.camelCase(name) + "'");
            }
            if (attributes.isMap(name)) {
                YamlMap one = attributes.mapOrEmpty(name).allowing("column", "type");
                all.add(new AttributeSettings(name, one.text("column", name), one.oneOf("type", ATTRIBUTE_TYPES)));
            } else {
                all.add(new AttributeSettings(name, attributes.text(name), Optional.empty()));
            }
        }
        return all;
    }

    private JdbcSettings jdbc(YamlMap map) {
        map.allowing("url", "user", "password", "query");
        return new JdbcSettings(
                resolved(map, "url").orElseGet(() -> map.text("url")),
                resolved(map, "user"),
                resolved(map, "password"),
                map.text("query"));
    }

    private Optional<String> resolved(YamlMap map, String key) {
        return map.optionalText(key).map(text -> {
            Matcher matcher = ENVIRONMENT.matcher(text);
            return matcher.replaceAll(match -> {
                String value = environment.apply(match.group(1));
                if (value == null) {
                    map.report(key, "the environment variable " + match.group(1) + " isn't set", null);
                    return "";
                }
                return Matcher.quoteReplacement(value);
            });
        });
    }
}
