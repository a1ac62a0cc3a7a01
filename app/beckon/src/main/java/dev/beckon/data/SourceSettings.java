package dev.beckon.data;

import dev.beckon.workspace.YamlMap;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one source of beckon.yaml is to be read.
 *
 * @param name as people know it: {@code orders}, {@code lookups.products}; empty for a file that is only looked at
 * @param columns Beckon's name (or for a lookup the name it fills) to the file's column, or its 1-based number
 * @param dateFormats by Beckon's or the file's column name; under "" the one for all others
 * @param missing words, in lower case, that stand for no value
 * @param keep conditions that a row must meet, by Beckon's or the file's column name
 * @param types words of the orders' type column, with what they mean to this company
 * @param from the source whose rows tell this one too, where it has none of its own
 * @param fixed name of a column to its first and last character, 1-based, in a fixed-width file
 * @param yaml where it stands, for problems found later
 */
record SourceSettings(
        String name,
        SourceKind kind,
        List<String> files,
        Optional<Format> format,
        Optional<Boolean> header,
        int skipLines,
        Optional<String> encoding,
        Optional<Character> delimiter,
        Optional<String> sheet,
        Map<String, String> dateFormats,
        Optional<Character> decimal,
        Optional<Character> thousands,
        Set<String> missing,
        Map<String, String> columns,
        List<AttributeSettings> attributes,
        Set<String> ignore,
        Map<String, KeepCondition> keep,
        Optional<String> currency,
        Map<String, BigDecimal> rates,
        Map<String, LineMeaning> types,
        Map<String, CharacterRange> fixed,
        Optional<JdbcSettings> jdbc,
        Optional<SourceKind> from,
        boolean addUnknownCustomers,
        boolean possiblePhoneNumbers,
        Optional<Double> maxRejected,
        Map<String, String> match,
        YamlMap yaml) {

    /** First and last character of a column, 1-based, both included. */
    record CharacterRange(int first, int last) {}

    /** A query to a database; user and password may be absent. */
    record JdbcSettings(String url, Optional<String> user, Optional<String> password, String query) {}

    /** One further column of the customers: renamed, or of a forced type. */
    record AttributeSettings(String name, String column, Optional<String> type) {}

    /** These settings over the files of another source, which says how they are to be read. */
    SourceSettings readLike(SourceSettings other, Map<String, String> newColumns) {
        return readLike(other, newColumns, dateFormats.isEmpty() ? other.dateFormats : dateFormats);
    }

    /** The same with date formats of its own; afterwards {@code from} names the other source itself. */
    SourceSettings readLike(SourceSettings other, Map<String, String> newColumns, Map<String, String> newDateFormats) {
        return new SourceSettings(
                name,
                kind,
                other.files,
                other.format,
                other.header,
                other.skipLines,
                other.encoding,
                other.delimiter,
                other.sheet,
                newDateFormats,
                other.decimal,
                other.thousands,
                other.missing,
                newColumns,
                attributes,
                ignore,
                keep,
                currency,
                rates,
                types,
                other.fixed,
                other.jdbc,
                other.kind == kind ? Optional.empty() : Optional.of(other.kind),
                addUnknownCustomers,
                possiblePhoneNumbers,
                maxRejected,
                match,
                yaml);
    }

    /** The one of all sources that has the rows: itself, unless they come {@code from} another. */
    SourceSettings origin(List<SourceSettings> all) {
        return from.flatMap(
                        kind -> all.stream().filter(other -> other.kind == kind).findFirst())
                .map(other -> other.origin(all))
                .orElse(this);
    }

    boolean fromOrders() {
        return from.equals(Optional.of(SourceKind.ORDERS));
    }

    /** False for a file that is only looked at. */
    boolean isNamed() {
        return !name.isEmpty();
    }

    /** How messages about the source begin. */
    String prefix() {
        return isNamed() ? "source '" + name + "': " : "";
    }

    /** What in beckon.yaml a problem with this column is about. */
    void report(String key, String message, @Nullable String hint) {
        yaml.report(key, prefix() + message, hint);
    }

    /** The date format named for a column, if any. */
    Optional<String> dateFormat(String field, String column) {
        return Optional.ofNullable(dateFormats.get(field))
                .or(() -> Optional.ofNullable(dateFormats.get(column)))
                .or(() -> Optional.ofNullable(dateFormats.get("")));
    }

    /** Whether somebody thought of this column: the format for all dates may not be that of one that isn't mapped. */
    boolean meansDateFormat(String field, String column) {
        return columns.containsKey(field) || dateFormats.containsKey(field) || dateFormats.containsKey(column);
    }

    static Map<String, String> texts(YamlMap map) {
        var texts = new LinkedHashMap<String, String>();
        for (String key : map.keys()) {
            texts.put(key, map.text(key));
        }
        return texts;
    }
}
