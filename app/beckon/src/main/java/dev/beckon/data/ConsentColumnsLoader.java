package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Loads consents of which each channel has a column, as {@link ConsentsLoader} does those of which each has a row: grants
 * of a row count only if all of it can be read and its own source has loaded it too, and who said no isn't written to in any
 * case. An empty cell says nothing.
 */
final class ConsentColumnsLoader {

    private static final String TOLD = "loaded.consents_told";

    private final Database database;
    private final SourceSql source;
    private final ConsentColumns columns;
    private final LocalDate asOf;
    private final String endOfAsOf;
    private final Checks checks = new Checks();
    private int filtered;
    private int stranger;

    ConsentColumnsLoader(Database database, SourceSql source, LocalDate asOf, ZoneId zone) {
        this.database = database;
        this.source = source;
        this.columns = ConsentColumns.of(source);
        this.asOf = asOf;
        this.endOfAsOf = new WallClock(zone).toUtc("TIMESTAMP '" + asOf + " 23:59:59'");
    }

    /** @param rows relation of the typed rows, each with the customer's key where the customer is known */
    void load(String rows) {
        check();
        List<String> values = new ArrayList<>(
                List.of(OtherLoaders.KEY, "CASE WHEN customer_key IS NULL THEN customer_id END AS customer_id"));
        for (String channel : columns.byChannel().keySet()) {
            values.add("CASE WHEN " + raw(channel) + " IS NOT NULL THEN coalesce(" + Words.consent(raw(channel))
                    + ", 'denied') END AS " + channel);
        }
        values.add("at_time AS recorded_at");
        new LoadedTable(database, source, "consents").load(values, rows, checks);
        showTold();
        show();
    }

    private String raw(String channel) {
        return source.rawConsent(Objects.requireNonNull(columns.byChannel().get(channel)));
    }

    private void check() {
        String id = source.cell("customer-id").map(Cell::title).orElse("");
        checks.refuse("customer_id IS NULL", id, "NULL", Reasons.NO_CUSTOMER_ID);
        // Whether a denial is meant that can't be read in full, nobody knows.
        source.perhapsKept().ifPresent(kept -> checks.refuse("NOT perhaps_kept", "", "NULL", Reasons.FILTERED));
        filtered = checks.last();
        source.kept().ifPresent(kept -> checks.refuse("NOT kept", "", "NULL", Reasons.FILTERED));
        SourceSettings settings = source.settings();
        settings.from()
                .ifPresent(from -> checks.refuse(
                        LoadedTable.PLACE + " IN (SELECT " + LoadedTable.PLACE + " FROM loaded.rejected WHERE source = "
                                + Sql.text(from.key()) + ")",
                        "",
                        "NULL",
                        Reasons.LEFT_OUT_THERE));
        columns.byChannel()
                .forEach((channel, column) -> checks.refuse(
                        raw(channel) + " IS NOT NULL AND " + Words.consent(raw(channel)) + " IS NULL",
                        column.title(),
                        raw(channel),
                        Reasons.UNCLEAR_CONSENT));
        source.cell("at").ifPresent(this::checkDate);
        // last: only a row without any other fault takes back what a former customer said
        checks.refuse(
                "customer_key IS NULL",
                id,
                "customer_id",
                settings.addUnknownCustomers() ? Reasons.STRANGER : Reasons.UNKNOWN_CUSTOMER);
        stranger = checks.last();
    }

    private void checkDate(Cell at) {
        checks.refuse("at_time IS NULL AND " + at.raw() + " IS NOT NULL", at.title(), at.raw(), Reasons.NOT_A_DATE);
        // What was withdrawn since counts at once.
        checks.refuse("happened_on > " + SourceSql.date(asOf), at.title(), at.raw(), Reasons.AFTER_AS_OF);
    }

    /** A row for each cell that says something. */
    private void showTold() {
        database.run("CREATE OR REPLACE VIEW " + TOLD + " AS "
                + columns.byChannel().keySet().stream()
                        .map(channel -> "SELECT customer_key, customer_id, " + Sql.text(channel) + " AS channel, "
                                + channel + " AS state, CASE WHEN " + channel
                                + " = 'granted' OR recorded_at >= TIMESTAMP '1971-01-01' THEN recorded_at END AS"
                                + " recorded_at, line, fault FROM loaded.consents WHERE " + channel + " IS NOT NULL")
                        .collect(Collectors.joining(" UNION ALL ")));
    }

    private void show() {
        String surelyFiltered = source.perhapsKept().isPresent() ? "fault = " + filtered : "false";
        String denied = "state <> 'granted' AND NOT " + surelyFiltered;
        database.run("CREATE OR REPLACE VIEW input.consents AS SELECT customer_key, channel, state, CASE WHEN"
                + " state <> 'granted' THEN coalesce(recorded_at, " + endOfAsOf + ") ELSE recorded_at END AS"
                + " recorded_at, line, recorded_at IS NULL AS undated FROM " + TOLD + " WHERE customer_key IS NOT NULL"
                + " AND (fault = 0 OR " + denied + ")");
        String takenBack = "SELECT 1 FROM " + TOLD + " g WHERE g.customer_id = d.customer_id AND g.channel = d.channel"
                + " AND g.state = 'granted' AND g.fault = " + stranger
                + " AND g.recorded_at > coalesce(d.recorded_at, " + endOfAsOf + ")";
        database.run("CREATE OR REPLACE VIEW input.former_denials AS SELECT customer_id, channel,"
                + " coalesce(recorded_at, " + endOfAsOf + ") AS recorded_at, recorded_at IS NULL AS undated FROM "
                + TOLD
                + " d WHERE customer_key IS NULL AND customer_id IS NOT NULL AND " + denied + " AND NOT EXISTS ("
                + takenBack + ")");
    }
}
