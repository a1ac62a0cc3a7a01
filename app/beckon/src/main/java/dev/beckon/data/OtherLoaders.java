package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Loads events, consents, suppressions and contacts. */
final class OtherLoaders {

    static final String KEY = "CAST(customer_key AS INTEGER) AS customer_key";

    private final Database database;
    private final LocalDate asOf;
    private final ZoneId zone;
    private final String country;

    /** @param country that phone numbers without a country code belong to */
    OtherLoaders(Database database, LocalDate asOf, ZoneId zone, String country) {
        this.database = database;
        this.asOf = asOf;
        this.zone = zone;
        this.country = country;
    }

    static void createTables(Database database) {
        createTable(
                database,
                "events",
                "event_key UBIGINT, customer_key INTEGER, type VARCHAR, happened_at TIMESTAMP, happened_on DATE");
        createTable(
                database, "consents", "customer_key INTEGER, channel VARCHAR, state VARCHAR, recorded_at TIMESTAMP");
        database.run("CREATE VIEW input.former_denials AS SELECT NULL::VARCHAR AS customer_id, channel, recorded_at,"
                + " false AS undated FROM loaded.consents WHERE false");
        createTable(
                database,
                "suppressions",
                "customer_id VARCHAR, customer_key INTEGER, address VARCHAR, channel VARCHAR, reason VARCHAR");
        createTable(
                database,
                "contacts",
                "customer_id VARCHAR, channel VARCHAR, sent_at TIMESTAMP, campaign VARCHAR, state VARCHAR");
    }

    private static void createTable(Database database, String name, String columns) {
        database.run("CREATE TABLE loaded." + name + "(" + columns + ", line BIGINT, fault UTINYINT, offence VARCHAR)");
        LoadedTable.showGoodRows(database, name, LoadedTable.ALL);
    }

    void events(SourceSql source) {
        cells(source);
        Checks checks = basics(source);
        List<String> values = List.of(
                "hash(coalesce(event_id, 'line ' || (" + LoadedTable.PLACE + "))) AS event_key",
                KEY,
                "lower(type) AS type",
                "at_time AS happened_at",
                "happened_on");
        var table = new LoadedTable(database, source, "events");
        table.write(values, customers("work.events_cells"), checks);
        source.cell("event-id").ifPresent(id -> markRepeated(source, id, checks));
        table.settle(checks);
    }

    /**
     * Marks the rows of whose event id an earlier good row is. Ids are compared only where their hash occurs twice, as few
     * do.
     */
    private void markRepeated(SourceSql source, Cell id, Checks checks) {
        checks.refuse("repeated", id.title(), "event_id", Reasons.DUPLICATE_EVENT);
        database.run("CREATE TABLE work.doubtful_events AS SELECT event_key FROM loaded.events WHERE fault = 0"
                + " GROUP BY event_key HAVING count(*) > 1");
        database.run("CREATE TABLE work.repeated_events AS SELECT place, event_id FROM (SELECT e.line AS place, "
                + id.typed() + " AS event_id FROM (SELECT *, " + LoadedTable.PLACE + " AS place FROM "
                + source.staged().relation() + ") s JOIN loaded.events e ON e.line = s.place WHERE e.fault = 0"
                + " AND e.event_key IN (SELECT event_key FROM work.doubtful_events)) WHERE event_id IS NOT NULL"
                + " QUALIFY place > min(place) OVER (PARTITION BY event_id)");
        database.run("UPDATE loaded.events SET fault = " + checks.last()
                + ", offence = event_id FROM work.repeated_events" + " WHERE line = place");
    }

    void consents(SourceSql source) {
        cells(source);
        String rows = customers("work.consents_cells");
        if (ConsentColumns.areIn(source.settings())) {
            new ConsentColumnsLoader(database, source, asOf, zone).load(rows);
        } else {
            new ConsentsLoader(database, source, asOf, zone).load(rows);
        }
        SharedAddresses.shareDenials(database);
    }

    /** A number is suppressed in each of its spellings, and who is known by an email address in any case of it. */
    private void showSpellings() {
        String good = "SELECT * EXCLUDE (fault, offence) FROM loaded.suppressions WHERE fault = 0";
        database.run("CREATE OR REPLACE VIEW input.suppressions AS " + good
                + " UNION ALL SELECT * REPLACE (other_spelling(address) AS address) FROM (" + good
                + ") WHERE other_spelling(address) IS NOT NULL"
                + " UNION ALL SELECT s.* REPLACE (c.customer_id AS customer_id, c.customer_key AS customer_key) FROM ("
                + good + ") s JOIN input.customers c ON lower(c.customer_id) = lower(s.customer_id)"
                + " AND c.customer_id <> s.customer_id WHERE contains(s.customer_id, '@')");
    }

    /**
     * Whoever asked to be left alone is, even where the channel or the date of the wish can't be read, and also before the
     * as-of date has come to it.
     */
    void suppressions(SourceSql source) {
        cells(source);
        Checks checks = new Checks()
                .refuse("customer_id IS NULL AND address IS NULL", "", "NULL", "no customer id and no address");
        refuseUnserved(source, checks);
        String address = "coalesce(to_email(address), to_possible_phone(address, " + Sql.text(country) + "), address)";
        new LoadedTable(database, source, "suppressions")
                .load(
                        List.of("customer_id", KEY, address + " AS address", "channel", "reason"),
                        customers("work.suppressions_cells"),
                        checks);
        showSpellings();
    }

    /**
     * Messages of the past. Unlike facts they count up to the time of a run, so those after the as-of date are loaded too.
     * A list without states is one of messages that were sent.
     */
    void contacts(SourceSql source) {
        cells(source);
        new LoadedTable(database, source, "contacts")
                .load(
                        List.of(
                                "customer_id",
                                "channel",
                                "at_time AS sent_at",
                                "campaign",
                                "coalesce(state, 'sent') AS state"),
                        customers("work.contacts_cells"),
                        basics(source));
    }

    /** The checks that events and contacts share, after which a row is of a known customer. */
    private Checks basics(SourceSql source) {
        var checks = new Checks();
        checks.refuse("customer_id IS NULL", title(source, "customer-id"), "NULL", Reasons.NO_CUSTOMER_ID);
        SourceKind kind = source.settings().kind();
        if (kind == SourceKind.EVENTS) {
            checks.refuse("type IS NULL", title(source, "type"), "NULL", "no type");
        }
        if (kind == SourceKind.EVENTS || kind == SourceKind.CONTACTS) {
            source.cell("at")
                    .ifPresent(cell -> checks.refuse(
                            "at_time IS NULL AND " + cell.raw() + " IS NULL", cell.title(), "NULL", Reasons.NO_DATE));
        }
        unreadable(source, "channel", checks);
        unreadable(source, "state", checks);
        unreadable(source, "at", checks);
        source.kept().ifPresent(kept -> checks.refuse("NOT kept", "", "NULL", Reasons.FILTERED));
        if (kind == SourceKind.EVENTS) {
            future(source, checks);
        }
        if (!source.settings().addUnknownCustomers()) {
            checks.refuse(
                    "customer_key IS NULL", title(source, "customer-id"), "customer_id", Reasons.UNKNOWN_CUSTOMER);
        }
        return checks;
    }

    static void refuseUnserved(SourceSql source, Checks checks) {
        source.cell("channel")
                .ifPresent(cell -> checks.refuse(
                        "channel IS NULL AND " + Words.unserved(cell.raw()),
                        cell.title(),
                        cell.raw(),
                        Reasons.UNSERVED_CHANNEL));
    }

    private void unreadable(SourceSql source, String field, Checks checks) {
        source.cell(field).ifPresent(cell -> {
            String raw = cell.raw();
            if (field.equals("channel")) {
                refuseUnserved(source, checks);
            }
            if (cell.field().required()) {
                checks.refuse(
                        cell.field().column() + " IS NULL AND " + raw + " IS NULL",
                        cell.title(),
                        "NULL",
                        "no " + field);
            }
            checks.refuse(
                    cell.field().column() + " IS NULL AND " + raw + " IS NOT NULL",
                    cell.title(),
                    raw,
                    switch (field) {
                        case "channel" -> "not a channel";
                        case "state" -> "not a state of a message";
                        default -> Reasons.NOT_A_DATE;
                    });
        });
    }

    private void future(SourceSql source, Checks checks) {
        source.cell("at")
                .ifPresent(cell -> checks.refuse(
                        "happened_on > " + SourceSql.date(asOf), cell.title(), cell.raw(), Reasons.AFTER_AS_OF));
    }

    private static String title(SourceSql source, String field) {
        return source.cell(field).map(Cell::title).orElse("");
    }

    /** SQL of the day in the company's zone on which it was. */
    private String day() {
        return "CAST(" + new WallClock(zone).ofUtc("at_time") + " AS DATE)";
    }

    private static String customers(String relation) {
        return "(SELECT r.*, c.customer_key FROM " + relation
                + " r LEFT JOIN input.customers c ON r.customer_id = c.customer_id)";
    }

    private void cells(SourceSql source) {
        database.run("CREATE VIEW work." + source.settings().name() + "_cells AS "
                + typed(source, source.staged().relation()));
    }

    /** @param rows of the staged relation */
    private String typed(SourceSql source, String rows) {
        // what is wrong with a row is read from the file's own cells
        List<String> columns = new ArrayList<>(List.of("*"));
        for (Field field : source.settings().kind().fields()) {
            columns.add(source.typedOrNull(field.name(), field.kind() == Field.Kind.TIME ? "TIMESTAMP" : "VARCHAR")
                    + " AS " + field.column());
        }
        source.kept().ifPresent(kept -> columns.add(kept + " AS kept"));
        source.perhapsKept().ifPresent(kept -> columns.add(kept + " AS perhaps_kept"));
        return "SELECT *, " + day() + " AS happened_on FROM (SELECT " + String.join(", ", columns) + " FROM " + rows
                + ")";
    }
}
