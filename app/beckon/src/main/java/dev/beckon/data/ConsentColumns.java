package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.workspace.Company;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Consents that stand in columns, one for each channel, as most lists of customers have them: seen as a row for each
 * channel. An empty cell says nothing, so it is no row.
 */
final class ConsentColumns {

    private static final String RELATION = "stage.\"consents by channel\"";
    private static final StagedColumn CHANNEL = new StagedColumn("consent channel", "consent_channel", "VARCHAR");
    private static final String STATE = "consent_state";

    private final Database database;
    private final SourceSettings consents;
    private final Staged base;
    private final SourceSql sql;

    /** @param base the rows that the columns are of: the consents' own, or those of another source */
    ConsentColumns(Database database, SourceSettings consents, Staged base, Company company, SourceBook book) {
        this.database = database;
        this.consents = consents;
        this.base = base;
        SourceSettings settings = consents.readLike(base.settings(), consents.columns());
        this.sql = new SourceSql(
                database,
                new Staged(settings, base.relation(), base.columns(), base.files(), base.readRows()),
                company,
                book);
    }

    static boolean areIn(SourceSettings source) {
        return source.kind() == SourceKind.CONSENTS
                && (source.from().isPresent()
                        || source.columns().keySet().stream().anyMatch(Words::isChannel));
    }

    /** Empty, with a problem for each, where columns are named that aren't there, or none is. */
    Optional<Staged> rows() {
        Map<String, StagedColumn> channels = channels();
        if (channels.isEmpty()) {
            return Optional.empty();
        }
        var columns = new ArrayList<>(List.of(CHANNEL, new StagedColumn(title(channels), STATE, "VARCHAR")));
        base.columns().stream()
                .filter(column -> !channels.containsValue(column))
                .forEach(columns::add);
        database.run("CREATE VIEW " + RELATION + " AS "
                + channels.entrySet().stream()
                        .map(channel -> rowsOf(channel.getKey(), channel.getValue(), columns))
                        .collect(Collectors.joining(" UNION ALL ")));
        return Optional.of(
                new Staged(settings(title(channels)), RELATION, columns, base.files(), database.count(RELATION)));
    }

    private Map<String, StagedColumn> channels() {
        var found = new LinkedHashMap<String, StagedColumn>();
        consents.columns().forEach((name, written) -> {
            if (Words.isChannel(name)) {
                sql.column(written)
                        .ifPresentOrElse(column -> found.put(name, column), () -> sql.reportMissing(name, written));
            } else if (name.equals("channel") || name.equals("state")) {
                consents.report(
                        "columns",
                        "'" + name + "' is of a list with a row for each consent",
                        "leave it out where each channel has a column");
            }
        });
        if (consents.columns().keySet().stream().noneMatch(Words::isChannel)) {
            consents.report(
                    "columns",
                    "no column says who consented",
                    "add 'email: COLUMN', 'whatsapp: COLUMN' or 'phone: COLUMN' under columns; there are "
                            + String.join(", ", base.titles()));
        }
        return found;
    }

    private static String title(Map<String, StagedColumn> channels) {
        return channels.values().stream().map(StagedColumn::title).distinct().collect(Collectors.joining(" or "));
    }

    private String rowsOf(String channel, StagedColumn state, List<StagedColumn> columns) {
        String others =
                columns.stream().skip(2).map(column -> ", " + column.sql()).collect(Collectors.joining());
        String value = sql.raw(state);
        return "SELECT file, line, " + Sql.text(channel) + " AS " + CHANNEL.sql() + ", " + value + " AS " + STATE
                + others + " FROM " + base.relation() + " WHERE " + value + " IS NOT NULL";
    }

    private SourceSettings settings(String state) {
        SourceSettings own = base.settings();
        var columns = new LinkedHashMap<>(Map.of("channel", CHANNEL.title(), "state", state));
        Optional.ofNullable(consents.columns().get("customer-id"))
                .or(() -> Optional.ofNullable(own.columns().get("customer-id")))
                .ifPresent(written -> columns.put("customer-id", titleOf(written)));
        Optional.ofNullable(consents.columns().get("at")).ifPresent(written -> columns.put("at", titleOf(written)));
        return consents.readLike(own, columns);
    }

    /** Names stay where numbers change. */
    private String titleOf(String written) {
        return sql.column(written).map(StagedColumn::title).orElse(written);
    }
}
