package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Consents that stand in columns, one for each channel, as most lists of customers have them.
 *
 * @param byChannel the column of each channel that has one
 */
record ConsentColumns(Map<String, StagedColumn> byChannel) {

    /** The fields that such a source has besides. */
    static final List<String> FIELDS = List.of("customer-id", "at");

    static boolean areIn(SourceSettings source) {
        return source.kind() == SourceKind.CONSENTS
                && (source.from().isPresent()
                        || source.columns().keySet().stream().anyMatch(Words::isChannel));
    }

    /** How the rows of another source, or their own, are to be read for them. */
    static SourceSettings settings(SourceSettings consents, SourceSettings origin) {
        Map<String, String> columns = new LinkedHashMap<>(consents.columns());
        Optional.ofNullable(origin.columns().get("customer-id"))
                .ifPresent(id -> columns.putIfAbsent("customer-id", id));
        return consents.readLike(origin, columns, dateFormats(consents, origin));
    }

    /** A column's format may be named by what it is to the origin, such as {@code date}. */
    private static Map<String, String> dateFormats(SourceSettings consents, SourceSettings origin) {
        if (!consents.dateFormats().isEmpty()) {
            return consents.dateFormats();
        }
        Map<String, String> formats = new LinkedHashMap<>(origin.dateFormats());
        String at = consents.columns().get("at");
        origin.dateFormats().forEach((name, format) -> {
            if (Field.sameName(origin.columns().getOrDefault(name, name), at)) {
                formats.put("at", format);
            }
        });
        return formats;
    }

    static ConsentColumns of(SourceSql source) {
        var found = new LinkedHashMap<String, StagedColumn>();
        source.settings().columns().forEach((name, written) -> {
            if (Words.isChannel(name)) {
                source.column(written).ifPresent(column -> found.put(name, column));
            }
        });
        return new ConsentColumns(found);
    }

    /** Of the columns that say who consented, and when. */
    List<String> titles(SourceSql source) {
        return Stream.concat(
                        byChannel.values().stream().map(StagedColumn::title),
                        source.cell("at").map(Cell::title).stream())
                .toList();
    }

    /** What is wrong with their settings goes to the workspace's problems. */
    static void check(SourceSql source) {
        SourceSettings settings = source.settings();
        settings.columns().forEach((name, written) -> {
            if (Words.isChannel(name)) {
                if (source.column(written).isEmpty()) {
                    source.reportMissing(name, written);
                }
            } else if (!FIELDS.contains(name)) {
                settings.report(
                        "columns",
                        "'" + name + "' is of a list with a row for each consent",
                        "leave it out where each channel has a column");
            }
        });
        if (settings.columns().keySet().stream().noneMatch(Words::isChannel)) {
            settings.report(
                    "columns",
                    "no column says who consented",
                    "add 'email: COLUMN', 'whatsapp: COLUMN' or 'phone: COLUMN' under columns; there are "
                            + String.join(", ", source.staged().titles()));
        }
    }
}
