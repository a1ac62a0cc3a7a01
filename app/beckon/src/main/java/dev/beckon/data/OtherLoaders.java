package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Fills {@code input.events}, {@code input.consents}, {@code input.suppressions} and {@code input.contacts}. */
final class OtherLoaders {

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
        database.run("CREATE TABLE input.events(event_id VARCHAR, customer_id VARCHAR, type VARCHAR,"
                + " happened_at TIMESTAMP, happened_on DATE)");
        database.run("CREATE TABLE input.consents(customer_id VARCHAR, channel VARCHAR, state VARCHAR,"
                + " recorded_at TIMESTAMP, line BIGINT)");
        database.run("CREATE TABLE input.suppressions(customer_id VARCHAR, address VARCHAR, channel VARCHAR,"
                + " reason VARCHAR)");
        database.run("CREATE TABLE input.contacts(customer_id VARCHAR, channel VARCHAR, sent_at TIMESTAMP,"
                + " campaign VARCHAR, state VARCHAR)");
    }

    void events(SourceSql source) {
        cells(source);
        Checks checks = basics(source);
        boolean ids = source.cell("event-id").isPresent();
        String relation = "work.events_cells";
        String from = known(relation, source);
        if (ids) {
            database.run(
                    "CREATE TABLE work.first_events AS SELECT event_id, min((file, line)) AS place FROM (SELECT *, "
                            + checks.fault() + " AS fault FROM " + from
                            + ") WHERE fault = 0 AND event_id IS NOT NULL GROUP BY event_id");
            from = "(SELECT e.*, f.place IS NOT NULL AND (e.file, e.line) <> f.place AS again FROM " + from
                    + " e LEFT JOIN work.first_events f USING (event_id))";
            checks.refuse("again", title(source, "event-id"), "event_id", Reasons.DUPLICATE_EVENT);
        }
        String day = "CAST(timezone(" + Sql.text(zone.getId()) + ", timezone('UTC', at_time)) AS DATE)";
        insert(
                source,
                "events",
                from,
                checks,
                "coalesce(event_id, 'line ' || (CAST(file AS BIGINT) * 10000000000 + line)), customer_id, lower(type), at_time, "
                        + day);
        if (ids) {
            database.run("DROP TABLE work.first_events");
        }
    }

    void consents(SourceSql source) {
        cells(source);
        Checks checks = basics(source);
        insert(
                source,
                "consents",
                known("work.consents_cells", source),
                checks,
                "customer_id, channel, state, at_time, CAST(file AS BIGINT) * 10000000000 + line");
    }

    /** Whoever asked to be left alone is, even where the channel or the date of the wish can't be read. */
    void suppressions(SourceSql source) {
        cells(source);
        Checks checks = new Checks()
                .refuse("customer_id IS NULL AND address IS NULL", "", "NULL", "no customer id and no address");
        unserved(source, checks);
        future(source, checks);
        insert(
                source,
                "suppressions",
                "work.suppressions_cells",
                checks,
                "customer_id, coalesce(to_email(address), to_possible_phone(address, " + Sql.text(country)
                        + "), address), channel, reason");
    }

    /**
     * Messages of the past. Unlike facts they count up to the time of a run, so those after the as-of date are loaded too.
     * A list without states is one of messages that were sent.
     */
    void contacts(SourceSql source) {
        cells(source);
        insert(
                source,
                "contacts",
                known("work.contacts_cells", source),
                basics(source),
                "customer_id, channel, at_time, campaign, coalesce(state, 'sent')");
    }

    /** The checks that all but suppressions share, after which a row is of a known customer. */
    private Checks basics(SourceSql source) {
        var checks = new Checks();
        checks.refuse("customer_id IS NULL", title(source, "customer-id"), "NULL", Reasons.NO_CUSTOMER_ID);
        SourceKind kind = source.settings().kind();
        if (kind == SourceKind.EVENTS) {
            checks.refuse("type IS NULL", title(source, "type"), "NULL", "no type");
        }
        if (kind == SourceKind.EVENTS || kind == SourceKind.CONTACTS) {
            checks.refuse("at_time IS NULL AND raw_at_time IS NULL", title(source, "at"), "NULL", Reasons.NO_DATE);
        }
        unreadable(source, "channel", checks);
        unreadable(source, "state", checks);
        unreadable(source, "at", checks);
        source.kept().ifPresent(kept -> checks.refuse("NOT kept", "", "NULL", Reasons.FILTERED));
        if (kind != SourceKind.CONTACTS) {
            future(source, checks);
        }
        if (!source.settings().addUnknownCustomers()) {
            checks.refuse("NOT known", title(source, "customer-id"), "customer_id", Reasons.UNKNOWN_CUSTOMER);
        }
        return checks;
    }

    private static void unserved(SourceSql source, Checks checks) {
        source.cell("channel").ifPresent(cell -> {
            String raw = "raw_" + cell.field().column();
            checks.refuse(
                    "lower(" + raw + ") IN " + Sql.texts(Words.UNSERVED), cell.title(), raw, Reasons.UNSERVED_CHANNEL);
        });
    }

    private void unreadable(SourceSql source, String field, Checks checks) {
        source.cell(field).ifPresent(cell -> {
            String raw = "raw_" + cell.field().column();
            if (field.equals("channel")) {
                unserved(source, checks);
            }
            if (cell.field().required()) {
                checks.refuse(
                        cell.field().column() + " IS NULL AND " + raw + " IS NULL",
                        cell.title(),
                        "NULL",
                        "no " + field);
            }
            checks.refuse(
                    raw + " IS NOT NULL AND " + cell.field().column() + " IS NULL",
                    cell.title(),
                    raw,
                    switch (field) {
                        case "channel" -> "not a channel";
                        case "state" ->
                            cell.field().kind() == Field.Kind.CONSENT
                                    ? "neither granted nor denied"
                                    : "not a state of a message";
                        default -> Reasons.NOT_A_DATE;
                    });
        });
    }

    private void future(SourceSql source, Checks checks) {
        if (source.cell("at").isPresent()) {
            checks.refuse(
                    "CAST(timezone(" + Sql.text(zone.getId()) + ", timezone('UTC', at_time)) AS DATE) > "
                            + SourceSql.date(asOf),
                    title(source, "at"),
                    "CAST(at_time AS VARCHAR)",
                    Reasons.AFTER_AS_OF);
        }
    }

    private static String title(SourceSql source, String field) {
        return source.cell(field).map(Cell::title).orElse("");
    }

    private static String known(String relation, SourceSql source) {
        return source.settings().addUnknownCustomers()
                ? relation
                : "(SELECT r.*, c.customer_id IS NOT NULL AS known FROM " + relation
                        + " r LEFT JOIN input.customers c ON r.customer_id = c.customer_id)";
    }

    private void cells(SourceSql source) {
        List<String> columns = new ArrayList<>(List.of("file", "line"));
        for (Field field : source.settings().kind().fields()) {
            columns.add(source.typedOrNull(field.name(), field.kind() == Field.Kind.TIME ? "TIMESTAMP" : "VARCHAR")
                    + " AS " + field.column());
            source.cell(field.name()).ifPresent(cell -> columns.add(cell.rawIfUnread() + " AS raw_" + field.column()));
        }
        source.kept().ifPresent(kept -> columns.add(kept + " AS kept"));
        database.run("CREATE " + source.cellsAre() + " work."
                + source.settings().name() + "_cells AS SELECT " + String.join(", ", columns) + " FROM "
                + source.staged().relation());
    }

    private void insert(SourceSql source, String table, String from, Checks checks, String values) {
        database.run("INSERT INTO input." + table + " SELECT " + values + " FROM (SELECT *, " + checks.fault()
                + " AS fault FROM " + from + ") WHERE fault = 0");
        database.run("INSERT INTO work.rejected " + checks.rejected(table, from));
        source.book().counted(source.staged().readRows(), database.count("input." + table));
    }
}
