package dev.beckon.sample;

import dev.beckon.sample.Dice.Topic;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the order lines of a customer, with returns, cancellations and a little dirt. */
final class Orders {

    static final double RETURNED = .018;
    static final double CANCELLED = .01;
    static final double WITHOUT_CUSTOMER = .003;
    static final double BROKEN_DATE = .0005;
    static final double BROKEN_AMOUNT = .0005;

    private static final double RETURNED_BEFORE_SOLD = .002;
    private static final double DUPLICATED = .0002;
    private static final double UNKNOWN_CUSTOMER = .0003;
    private static final double SPELT_ODDLY = .002;
    private static final double POSTAGE = .004;
    private static final double FAVOURITE = .6;
    private static final double CASH_ON_DELIVERY = .35;

    /** A quarter of the orders of those who live in Dubai or New York are paid in their money: 1 % of all. */
    private static final double IN_LOCAL_MONEY = .25;

    private static final double RUPEES_PER_DOLLAR = 83.1;
    private static final double RUPEES_PER_DIRHAM = 22.6;

    private static final int MINIMUM_VALUE = 60;
    private static final int ROUNDED_TO = 5;
    private static final double ORDER_SHARE_OF_SPREAD = .8;

    private static final Weighted<Integer> LINES =
            new Weighted<Integer>().add(78, 1).add(15, 2).add(5, 3).add(2, 4);

    /** Per cent off. All customers together pay 70 % of orders in full and get 10, 20 or 30 % off 18, 9 and 3 %. */
    private static final Weighted<Integer> DISCOUNTS_OF_BARGAIN_SEEKERS =
            new Weighted<Integer>().add(25, 0).add(30, 10).add(30, 20).add(15, 30);

    private static final Weighted<Integer> DISCOUNTS =
            new Weighted<Integer>().add(66.25, 0).add(13.5, 10).add(4.5, 20).add(.75, 30);
    private static final double BARGAIN_SEEKERS = .15;

    /** One line in fifteen, since there are new products. */
    private static final double NEW_PRODUCT = .07;

    /** Hours of the day, busiest before lunch and in the evening. */
    private static final Weighted<Integer> HOURS = new Weighted<>();

    static {
        for (int hour = 0; hour < 24; hour++) {
            boolean peak = hour >= 11 && hour < 13 || hour >= 18 && hour < 21;
            boolean night = hour < 7 || hour == 23;
            HOURS.add(peak ? 14 : night ? .5 : 4, hour);
        }
    }

    private final People people;
    private final Window window;
    private final Season season;

    Orders(People people, Window window) {
        this.people = people;
        this.window = window;
        this.season = new Season(window.first(), window.last());
    }

    /** The days on which the customer orders, oldest first; the first is the day they sign up. */
    List<LocalDate> days(Person person) {
        Dice dice = people.dice(person.number(), Topic.ORDERS);
        var days = new ArrayList<LocalDate>();
        days.add(person.signUp());
        LocalDate end = person.aliveOn(window.last()) ? window.last() : person.lastActive();
        double perShopDay = person.ordersPerYear() / 365;
        double at = season.at(person.signUp().plusDays(1));
        while (true) {
            at += dice.exponential() / perShopDay;
            LocalDate day = laterOf(season.dayOf(at), days.get(days.size() - 1).plusDays(1));
            if (day.isAfter(end)) {
                return days;
            }
            days.add(day);
        }
    }

    /** At most one order a day: the next one waits. */
    private static LocalDate laterOf(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    void write(Person person, List<LocalDate> days, CsvTable table) throws IOException {
        Dice dice = people.dice(person.number(), Topic.BASKET);
        Dice mess = people.dice(person.number(), Topic.ORDER_MESS);
        boolean seeksBargains = people.dice(person.number(), Topic.THRIFT).chance(BARGAIN_SEEKERS);
        Weighted<Integer> discounts = seeksBargains ? DISCOUNTS_OF_BARGAIN_SEEKERS : DISCOUNTS;
        int sequence = 0;
        for (LocalDate day : days) {
            sequence++;
            String id = "O" + person.id().substring(1) + "-" + sequence;
            order(person, id, day, discounts, dice, mess, table);
        }
    }

    private void order(
            Person person, String id, LocalDate day, Weighted<Integer> discounts, Dice dice, Dice mess, CsvTable table)
            throws IOException {
        String when = day + time(dice);
        int lines = LINES.pick(dice);
        int left = value(person, dice);
        boolean cancelled = dice.chance(CANCELLED);
        boolean returned = !cancelled && dice.chance(RETURNED);
        int percentOff = discounts.pick(dice);
        double rate = rate(person, dice);
        String payment = dice.chance(CASH_ON_DELIVERY) ? "cod" : "prepaid";
        for (int line = lines; line > 0; line--) {
            int part = line == 1 ? left : roundedPart(left, line, dice);
            left -= part;
            Line item = Line.of(product(person.segment(), day, dice), part, percentOff, rate, currency(person, rate));
            var head = new Head(id, person.id(), when, cancelled ? "cancelled" : "sale", payment);
            spoilt(head, item, mess, table);
            if (returned && line == lines) {
                sendBack(head, item, day, dice, table);
            }
            if (left == 0) {
                break;
            }
        }
        if (mess.chance(POSTAGE)) {
            write(new Head(id, person.id(), when, "sale", payment), Line.POSTAGE, table);
        }
    }

    private void sendBack(Head head, Line item, LocalDate day, Dice dice, CsvTable table) throws IOException {
        boolean early = dice.chance(RETURNED_BEFORE_SOLD);
        LocalDate back = early ? day.minusDays(1) : day.plusDays(dice.between(0, 20));
        if (!back.isAfter(window.last())) {
            write(
                    new Head("R" + head.order.substring(1), head.customer, back + " 22:00:00", "return", head.payment),
                    item.returned(),
                    table);
        }
    }

    /** Writes the line, or what a broken export made of it. */
    private static void spoilt(Head head, Line line, Dice mess, CsvTable table) throws IOException {
        double fate = mess.unit();
        if ((fate -= WITHOUT_CUSTOMER) < 0) {
            write(head.of(""), line, table);
        } else if ((fate -= BROKEN_DATE) < 0) {
            write(head.on(mess.chance(.5) ? "2026-02-31 10:00:00" : "not known"), line, table);
        } else if ((fate -= BROKEN_AMOUNT) < 0) {
            row(head, line, table).cell(mess.chance(.5) ? "4O5.00" : "#REF!");
            tail(head, line, table);
        } else if ((fate -= DUPLICATED) < 0) {
            write(head, line, table);
            write(head, line, table);
        } else if ((fate -= UNKNOWN_CUSTOMER) < 0) {
            write(head.of("X" + head.customer.substring(1)), line, table);
        } else if (fate - SPELT_ODDLY < 0) {
            write(
                    head,
                    line.named(mess.chance(.5) ? line.product + " " : line.product.toUpperCase(Locale.ROOT)),
                    table);
        } else {
            write(head, line, table);
        }
    }

    private static void write(Head head, Line line, CsvTable table) throws IOException {
        row(head, line, table).hundredths(line.amount);
        tail(head, line, table);
    }

    private static CsvTable row(Head head, Line line, CsvTable table) {
        return table.cell(head.order)
                .cell(head.customer)
                .cell(head.when)
                .cell(line.product)
                .cell(line.quantity)
                .hundredths((line.amount + line.discount) / line.quantity)
                .hundredths(line.discount);
    }

    private static void tail(Head head, Line line, CsvTable table) throws IOException {
        table.hundredths(line.cost)
                .cell(line.currency)
                .cell(head.status)
                .cell(head.payment)
                .endRow();
    }

    private static String time(Dice dice) {
        int hour = HOURS.pick(dice);
        int second = dice.below(3600);
        return " " + two(hour) + ":" + two(second / 60) + ":" + two(second % 60);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /** What the customer pays for the order, in rupees. */
    private static int value(Person person, Dice dice) {
        Segment segment = person.segment();
        double median = Math.sqrt((double) segment.lowValue * segment.highValue);
        double spread = StrictMath.exp(ORDER_SHARE_OF_SPREAD * People.sigma(segment) * dice.normal());
        long rounded = Math.round(median * person.valueFactor() * spread / ROUNDED_TO) * ROUNDED_TO;
        return (int) Math.max(MINIMUM_VALUE, rounded);
    }

    private static int roundedPart(int left, int lines, Dice dice) {
        double share = (.5 + dice.unit()) / lines;
        int part = (int) (left * share / ROUNDED_TO) * ROUNDED_TO;
        return Math.max(ROUNDED_TO, Math.min(part, left));
    }

    private Product product(Segment segment, LocalDate day, Dice dice) {
        boolean launched = day.isAfter(window.last().minusDays(Product.LAUNCHED_DAYS_AGO));
        if (launched && dice.chance(NEW_PRODUCT)) {
            return dice.oneOf(Product.LAUNCHED);
        }
        return dice.oneOf(dice.chance(FAVOURITE) ? segment.favourites : segment.others);
    }

    private static double rate(Person person, Dice dice) {
        boolean local = dice.chance(IN_LOCAL_MONEY);
        return !local
                ? 1
                : switch (person.place().country()) {
                    case "AE" -> RUPEES_PER_DIRHAM;
                    case "US" -> RUPEES_PER_DOLLAR;
                    default -> 1;
                };
    }

    private static String currency(Person person, double rate) {
        return rate == 1 ? "INR" : person.place().country().equals("AE") ? "AED" : "USD";
    }

    private record Head(String order, String customer, String when, String status, String payment) {

        Head of(String otherCustomer) {
            return new Head(order, otherCustomer, when, status, payment);
        }

        Head on(String otherTime) {
            return new Head(order, customer, otherTime, status, payment);
        }
    }

    /** Amounts in hundredths of the currency; net of discount. */
    private record Line(String product, int quantity, long amount, long discount, long cost, String currency) {

        static final Line POSTAGE = new Line("Postage", 1, 4900, 0, 4900, "INR");

        static Line of(Product product, int rupees, int percentOff, double rate, String currency) {
            int quantity = Math.max(1, Math.round((float) rupees / product.price()));
            long amount = Math.round(rupees * 100 / rate);
            long gross = Math.round(amount * 100.0 / (100 - percentOff));
            return new Line(
                    product.name(),
                    quantity,
                    amount,
                    gross - amount,
                    Math.round(gross * product.costShare()),
                    currency);
        }

        /** Sweets that come back are thrown away: the money is gone and so is the cost. */
        Line returned() {
            return new Line(product, -quantity, -amount, 0, 0, currency);
        }

        Line named(String spelling) {
            return new Line(spelling, quantity, amount, discount, cost, currency);
        }
    }
}
