package dev.beckon.data;

import dev.beckon.database.Database;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Loads consents. A grant is taken only from a row that can be read; whoever said no isn't written to though their row is
 * rejected. A denial whose channel can't be read counts on every channel, one without a date that can be meant as of the
 * end of the as-of date, and a word that is neither granted nor denied as a denial. Denials of people who are no customers
 * are kept apart: they may have been customers when a message that still waits was planned.
 */
final class ConsentsLoader {

    private static final String GRANTED = "state = 'granted'";

    /** Nobody denied an email before there was any: 1970-01-01, or a spreadsheet's day 0, stands for no date. */
    private static final String RECORDED_AT =
            "CASE WHEN " + GRANTED + " OR at_time >= TIMESTAMP '1971-01-01' THEN at_time END AS recorded_at";

    /** A denial whose channel can't be read counts on all. */
    private static final String ON_EACH_CHANNEL = "loaded.consents c JOIN (SELECT unnest([" + Words.channels()
            + "]) AS channel) every ON c.channel IS NULL OR c.channel = every.channel";

    private final Database database;
    private final SourceSql source;
    private final LocalDate asOf;
    private final ZoneId zone;
    private final Checks checks = new Checks();
    private final List<String> denials = new ArrayList<>();
    private String ofNoCustomer = "";

    ConsentsLoader(Database database, SourceSql source, LocalDate asOf, ZoneId zone) {
        this.database = database;
        this.source = source;
        this.asOf = asOf;
        this.zone = zone;
    }

    /** @param rows relation of the typed rows, each with the customer's key where the customer is known */
    void load(String rows) {
        check();
        new LoadedTable(database, source, "consents")
                .load(List.of(OtherLoaders.KEY, "channel", "state", RECORDED_AT), rows, checks);
        showDenials();
    }

    private void check() {
        String id = title("customer-id");
        checks.refuse("customer_id IS NULL", id, "NULL", Reasons.NO_CUSTOMER_ID);
        // Whether a denial is meant that can't be read in full, nobody knows.
        source.kept()
                .ifPresent(kept -> checks.refuse(
                        "CASE WHEN " + GRANTED + " THEN NOT kept ELSE NOT perhaps_kept END",
                        "",
                        "NULL",
                        Reasons.FILTERED));
        OtherLoaders.refuseUnserved(source, checks);
        checks.refuse(
                "customer_key IS NULL",
                id,
                "customer_id",
                source.settings().addUnknownCustomers() ? Reasons.STRANGER : Reasons.UNKNOWN_CUSTOMER);
        ofNoCustomer = "fault = " + checks.last();
        cell("state", cell -> {
            doubt("state IS NULL AND " + cell.raw() + " IS NULL", cell, "no state: counts as denied");
            doubt("state IS NULL", cell, Reasons.UNCLEAR_CONSENT);
        });
        cell("channel", cell -> {
            String missing = "channel IS NULL AND " + cell.raw() + " IS NULL";
            checks.refuse(GRANTED + " AND " + missing, cell.title(), "NULL", "no channel");
            checks.refuse(GRANTED + " AND channel IS NULL", cell.title(), cell.raw(), "not a channel");
            doubt(missing, cell, "no channel: the denial counts on all");
            doubt("channel IS NULL", cell, "not a channel: the denial counts on all");
        });
        cell("at", cell -> {
            String unreadable = "at_time IS NULL AND " + cell.raw() + " IS NOT NULL";
            checks.refuse(GRANTED + " AND " + unreadable, cell.title(), cell.raw(), Reasons.NOT_A_DATE);
            doubt(unreadable, cell, "not a date: the denial counts as of the as-of date");
            // What was withdrawn since counts at once.
            checks.refuse(
                    GRANTED + " AND happened_on > " + SourceSql.date(asOf),
                    cell.title(),
                    cell.raw(),
                    Reasons.AFTER_AS_OF);
        });
    }

    /** The row is rejected, and counts as a denial all the same. */
    private void doubt(String condition, Cell cell, String reason) {
        checks.refuse(condition, cell.title(), cell.raw(), reason);
        denials.add(Integer.toString(checks.last()));
    }

    private void cell(String field, Consumer<Cell> use) {
        source.cell(field).ifPresent(use);
    }

    private String title(String field) {
        return source.cell(field).map(Cell::title).orElse("");
    }

    private void showDenials() {
        String end = new WallClock(zone).toUtc("TIMESTAMP '" + asOf + " 23:59:59'");
        String recordedAt = "coalesce(recorded_at, " + end + ") AS recorded_at";
        database.run("CREATE OR REPLACE VIEW input.consents AS SELECT customer_key, channel, state,"
                + " CASE WHEN state <> 'granted' THEN coalesce(recorded_at, " + end + ") ELSE recorded_at END"
                + " AS recorded_at, line, recorded_at IS NULL AS undated FROM loaded.consents WHERE fault = 0 UNION ALL"
                + " SELECT customer_key, every.channel, 'denied', " + recordedAt + ", line, recorded_at IS NULL FROM "
                + ON_EACH_CHANNEL + " WHERE customer_key IS NOT NULL AND fault IN (" + String.join(", ", denials)
                + ")");
        database.run("CREATE OR REPLACE VIEW input.former_denials AS SELECT offence AS customer_id, every.channel, "
                + recordedAt + ", recorded_at IS NULL AS undated FROM " + ON_EACH_CHANNEL + " WHERE " + ofNoCustomer
                + " AND coalesce(state, 'denied') <> 'granted' AND NOT EXISTS (SELECT 1 FROM loaded.consents g WHERE g."
                + ofNoCustomer + " AND g.state = 'granted' AND g.offence = c.offence AND g.channel = every.channel"
                + " AND g.recorded_at > coalesce(c.recorded_at, " + end + ") AND g.recorded_at <= " + end + ")");
    }
}
