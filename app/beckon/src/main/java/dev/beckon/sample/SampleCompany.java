package dev.beckon.sample;

import dev.beckon.feedback.Progress;
import dev.beckon.sample.Contacts.Consent;
import dev.beckon.sample.Contacts.Event;
import dev.beckon.sample.Contacts.History;
import dev.beckon.sample.Contacts.Suppression;
import dev.beckon.sample.Dice.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A shop of Indian fusion sweets with invented customers. The same seed always gives the same company, and any slice
 * of its customers can be made without the others. Memory doesn't grow with the number of customers.
 */
public final class SampleCompany {

    /** The shop's own clock. */
    static final ZoneId SHOP_TIME = ZoneId.of("Asia/Kolkata");

    private static final DateTimeFormatter CONSENT_TIME =
            DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter WALL_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    private static final int MONTHS = 36;
    private static final int CONTACT_LOG_DAYS = 90;
    private static final double DUPLICATED_EVENT = .015;
    private static final double FUTURE_CLOCK = .001;
    private static final double SENDS_UTC = .49;
    private static final double SENDS_NO_OFFSET = .02;

    private final Window window;
    private final People people;
    private final Customers customers;
    private final Orders orders;
    private final Contacts contacts;

    /** Three years of a company. */
    public SampleCompany(long seed, LocalDate until, double eventsPerCustomer) {
        this(seed, until, MONTHS, eventsPerCustomer);
    }

    /**
     * @param until the last day of the data
     * @param months how far back it goes
     * @param eventsPerCustomer how many events a customer has on average
     * @throws IllegalArgumentException if the festivals of those years aren't known
     */
    public SampleCompany(long seed, LocalDate until, int months, double eventsPerCustomer) {
        this.window = Window.endingOn(until, months);
        this.people = new People(seed, window);
        this.customers = new Customers(people, window);
        this.orders = new Orders(people, window);
        this.contacts = new Contacts(people, window, eventsPerCustomer);
    }

    /**
     * Writes the whole company into a folder, in place of what an earlier call wrote there. An interrupted call leaves
     * the folder's files as they were.
     *
     * @param threads how many work at it; the files don't depend on it
     * @throws dev.beckon.feedback.RefusedByPolicy if the folder holds customers that no earlier call wrote
     */
    public List<WrittenTable> write(long customerCount, Path folder, Format format, int threads, Progress progress)
            throws IOException {
        var target = OutputFolder.open(folder);
        try (var workshop = new Workshop(folder)) {
            Output output =
                    format == Format.CSV ? new CsvOutput(workshop.finished()) : new ParquetOutput(workshop.finished());
            Map<SampleTable, Long> rows = new Assembly(this, output, workshop).run(customerCount, threads, progress);
            target.replaceBy(workshop.finished());
            return Stream.of(SampleTable.values())
                    .map(table -> output.written(table, folder, rows.getOrDefault(table, 0L)))
                    .toList();
        }
    }

    /** Writes customers number first to first + count - 1 and all that belongs to them. */
    void write(long first, long count, Tables tables) throws IOException {
        if (first == 0) {
            writeProducts(tables.get(SampleTable.PRODUCTS));
        }
        for (long number = first; number < first + count; number++) {
            write(people.person(number), tables);
        }
    }

    private void write(Person person, Tables tables) throws IOException {
        customers.write(person, tables.get(SampleTable.CUSTOMERS));
        orders.write(person, orders.days(person), tables.get(SampleTable.ORDERS));
        History history = contacts.of(person);
        writeConsents(person, history.consents(), tables.get(SampleTable.CONSENTS));
        writeSuppressions(person, history.suppressions(), tables.get(SampleTable.SUPPRESSIONS));
        writeEvents(person, history.events(), tables.get(SampleTable.EVENTS));
        writeContacts(person, history.events(), tables.get(SampleTable.CONTACTS));
        writeTruth(person, tables.get(SampleTable.TRUTH));
    }

    private static void writeConsents(Person person, List<Consent> consents, CsvTable table) throws IOException {
        for (Consent consent : consents) {
            table.cell(person.id())
                    .cell(consent.channel())
                    .cell(consent.state())
                    .cell(CONSENT_TIME.format(consent.at()))
                    .cell(consent.source())
                    .endRow();
        }
    }

    private static void writeSuppressions(Person person, List<Suppression> suppressions, CsvTable table)
            throws IOException {
        for (Suppression suppression : suppressions) {
            table.cell(address(person, suppression))
                    .cell(suppression.reason().equals("hard-bounce") ? null : person.id())
                    .cell(suppression.channel())
                    .cell(suppression.reason())
                    .cell(DateTimeFormatter.BASIC_ISO_DATE.format(suppression.on()))
                    .endRow();
        }
    }

    private static String address(Person person, Suppression suppression) {
        return suppression.channel().equals("email") ? Addresses.email(person) : "+91" + Addresses.phone(person);
    }

    private void writeEvents(Person person, List<Event> events, CsvTable table) throws IOException {
        Dice dice = people.dice(person.number(), Topic.CLOCK);
        int sequence = 0;
        for (Event event : events) {
            sequence++;
            String id = "E" + person.id().substring(1) + "-" + sequence;
            LocalDateTime at = dice.chance(FUTURE_CLOCK)
                    ? window.last().plusDays(dice.between(2, 400)).atTime(12, 0)
                    : event.at();
            String when = timestamp(at, person, dice);
            int copies = dice.chance(DUPLICATED_EVENT) ? 2 : 1;
            for (int copy = 0; copy < copies; copy++) {
                table.cell(id).cell(person.id()).cell(event.type()).cell(when).endRow();
            }
        }
    }

    /** The log of the system that sent before Beckon, in the shop's wall time; it keeps the last months. */
    private void writeContacts(Person person, List<Event> events, CsvTable table) throws IOException {
        LocalDate kept = window.last().minusDays(CONTACT_LOG_DAYS);
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.type().endsWith("-sent") && event.at().toLocalDate().isAfter(kept)) {
                boolean bounced =
                        i + 1 < events.size() && events.get(i + 1).type().equals("email-bounced");
                table.cell(person.id())
                        .cell(event.type().substring(0, event.type().indexOf('-')))
                        .cell(WALL_TIME.format(event.at()))
                        .cell("news-" + YearMonth.from(event.at()))
                        .cell(bounced ? "failed" : "sent")
                        .endRow();
            }
        }
    }

    /** Half of the devices send UTC, half their local time with its offset, a few a bare wall time of the shop. */
    private static String timestamp(LocalDateTime shopTime, Person person, Dice dice) {
        double device = dice.unit();
        if (device < SENDS_NO_OFFSET) {
            return WALL_TIME.format(shopTime);
        }
        ZoneId zone = device < SENDS_NO_OFFSET + SENDS_UTC
                ? ZoneOffset.UTC
                : ZoneId.of(person.place().zone());
        return WITH_OFFSET.format(shopTime.atZone(SHOP_TIME).withZoneSameInstant(zone));
    }

    private void writeTruth(Person person, CsvTable table) throws IOException {
        boolean alive = person.aliveOn(window.last());
        table.cell(person.id())
                .cell(person.segment().name().toLowerCase(Locale.ROOT))
                .hundredths(Math.round(person.ordersPerYear() * 100))
                .cell(alive ? "true" : "false")
                .cell(alive ? null : person.lastActive().toString())
                .cell(customers.duplicateOf(person).map(Person::id).orElse(null))
                .cell(person.segment().effect)
                .endRow();
    }

    private static void writeProducts(CsvTable table) throws IOException {
        writeProducts(Product.RANGE, table);
        writeProducts(Product.LAUNCHED, table);
    }

    private static void writeProducts(List<Product> products, CsvTable table) throws IOException {
        for (Product product : products) {
            table.cell(product.id())
                    .cell(product.name())
                    .cell(product.category())
                    .cell(product.price())
                    .hundredths(Math.round(product.price() * product.costShare() * 100))
                    .endRow();
        }
    }
}
