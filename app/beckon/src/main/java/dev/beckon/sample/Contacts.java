package dev.beckon.sample;

import dev.beckon.sample.Dice.Topic;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes what passed between the shop and a customer: consents, mails and messages, visits, complaints. Times are the
 * wall time of the shop.
 */
final class Contacts {

    record Consent(String channel, String state, LocalDateTime at, String source) {}

    record Event(String type, LocalDateTime at) {}

    record Suppression(String channel, String reason, LocalDate on) {}

    record History(List<Consent> consents, List<Event> events, List<Suppression> suppressions) {}

    static final Map<String, Double> OPT_IN = Map.of("email", .62, "whatsapp", .55, "phone", .21);
    static final List<String> CHANNELS = List.of("email", "whatsapp", "phone");

    static final double CONFLICTING = .01;
    private static final double DENIES_OUTRIGHT = .5;
    private static final double DOUBLE_OPT_IN = .7;
    private static final double WITHDRAWALS_PER_YEAR = .06;
    private static final double ERASURE = .004;

    private static final double DELIVERED = .97;
    private static final double HARD_BOUNCE = .5;
    private static final double OPENED = .22;
    private static final double OPENED_BY_MACHINE = .12;
    private static final double CLICKED = .025 / OPENED;
    private static final double UNSUBSCRIBED = .0015;
    private static final double CALLED_SPAM = .0003;
    private static final double READ = .6;

    /** Mails and messages to those who agreed, and what customers do themselves, for five events a customer. */
    private static final double EMAILS = 1.65;

    private static final double WHATSAPPS = .9;
    private static final double VISITS = 1.3;
    private static final double CARTS = .3;
    private static final double REVIEWS = .12;
    private static final double REFERRALS = .05;
    private static final double COMPLAINTS = .03;
    private static final double EVENTS = 5;

    private final People people;
    private final Window window;
    private final double scale;

    Contacts(People people, Window window, double eventsPerCustomer) {
        this.people = people;
        this.window = window;
        this.scale = eventsPerCustomer / EVENTS;
    }

    History of(Person person) {
        var history = new History(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Dice consentDice = people.dice(person.number(), Topic.CONSENT);
        Dice eventDice = people.dice(person.number(), Topic.EVENTS);
        LocalDateTime emailEnds = null;
        LocalDateTime whatsappEnds = null;
        for (String channel : CHANNELS) {
            LocalDateTime ends = consent(person, channel, consentDice, history);
            if (channel.equals("email")) {
                emailEnds = ends;
            } else if (channel.equals("whatsapp")) {
                whatsappEnds = ends;
            }
        }
        if (emailEnds != null) {
            emails(person, emailEnds, eventDice, history);
        }
        if (whatsappEnds != null) {
            whatsapps(person, whatsappEnds, eventDice, history);
        }
        ownDoing(person, eventDice, history);
        if (consentDice.chance(ERASURE)) {
            LocalDate on = window.last().minusDays(consentDice.below(365));
            CHANNELS.forEach(channel -> history.suppressions.add(new Suppression(channel, "erasure-request", on)));
        }
        return history;
    }

    /** Adds the channel's consent rows; returns until when the customer agrees, or null if they never did. */
    private @Nullable LocalDateTime consent(Person person, String channel, Dice dice, History history) {
        LocalDateTime at = person.signUp().atTime(8, 0).plusSeconds(dice.below(12 * 3600));
        boolean agrees = dice.chance(OPT_IN.getOrDefault(channel, 0.0));
        if (!agrees) {
            if (dice.chance(DENIES_OUTRIGHT)) {
                history.consents.add(new Consent(channel, "denied", at, "sign-up form"));
            }
            return null;
        }
        history.consents.add(new Consent(channel, "granted", at, "sign-up form"));
        if (dice.chance(CONFLICTING)) {
            history.consents.add(new Consent(channel, "denied", at, "app settings"));
            return null;
        }
        if (channel.equals("email") && dice.chance(DOUBLE_OPT_IN)) {
            history.consents.add(
                    new Consent(channel, "granted", at.plusSeconds(dice.between(20, 7200)), "double opt-in"));
        }
        return withdrawal(channel, at, dice, history);
    }

    private LocalDateTime withdrawal(String channel, LocalDateTime since, Dice dice, History history) {
        double years = Math.min(dice.exponential() / WITHDRAWALS_PER_YEAR, 100);
        LocalDateTime until = since.plusMinutes((long) (years * 365 * 24 * 60) + 120);
        if (until.isBefore(end())) {
            boolean byLink = channel.equals("email") && dice.chance(.5);
            history.consents.add(new Consent(channel, "denied", until, byLink ? "unsubscribe link" : "app settings"));
            if (byLink) {
                history.suppressions.add(new Suppression(channel, "unsubscribed", until.toLocalDate()));
                history.events.add(new Event("email-unsubscribed", until));
            }
        }
        return until;
    }

    private void emails(Person person, LocalDateTime agreesUntil, Dice dice, History history) {
        for (int left = dice.poisson(EMAILS * scale); left > 0; left--) {
            LocalDateTime sent = momentSince(person.signUp(), window.last(), dice);
            if (sent.isBefore(agreesUntil) && !email(sent, dice, history)) {
                return;
            }
        }
    }

    /** False if the customer can't be mailed again. */
    private boolean email(LocalDateTime sent, Dice dice, History history) {
        List<Event> events = history.events;
        events.add(new Event("email-sent", sent));
        if (!dice.chance(DELIVERED)) {
            boolean hard = dice.chance(HARD_BOUNCE);
            events.add(new Event(hard ? "email-bounced" : "email-deferred", sent.plusSeconds(30)));
            return !hard || !suppress(history, "hard-bounce", sent);
        }
        LocalDateTime delivered = sent.plusSeconds(dice.between(1, 600));
        add(events, "email-delivered", delivered);
        if (dice.chance(OPENED_BY_MACHINE)) {
            add(events, "email-opened", delivered.plusSeconds(dice.below(3)));
        }
        LocalDateTime opened = delivered.plusMinutes(dice.between(2, 2000));
        if (dice.chance(OPENED)) {
            add(events, "email-opened", opened);
            if (dice.chance(CLICKED)) {
                add(events, "email-clicked", opened.plusSeconds(dice.between(3, 90)));
            }
        }
        if (dice.chance(UNSUBSCRIBED) && opened.isBefore(end())) {
            add(events, "email-unsubscribed", opened);
            history.consents.add(new Consent("email", "denied", opened, "unsubscribe link"));
            return !suppress(history, "unsubscribed", opened);
        }
        if (dice.chance(CALLED_SPAM) && opened.isBefore(end())) {
            add(events, "email-complaint", opened);
            return !suppress(history, "complaint", opened);
        }
        return true;
    }

    private static boolean suppress(History history, String reason, LocalDateTime at) {
        return history.suppressions.add(new Suppression("email", reason, at.toLocalDate()));
    }

    private void whatsapps(Person person, LocalDateTime agreesUntil, Dice dice, History history) {
        for (int left = dice.poisson(WHATSAPPS * scale); left > 0; left--) {
            LocalDateTime sent = momentSince(person.signUp(), window.last(), dice);
            if (sent.isBefore(agreesUntil)) {
                history.events.add(new Event("whatsapp-sent", sent));
                if (dice.chance(READ)) {
                    add(history.events, "whatsapp-read", sent.plusMinutes(dice.between(1, 600)));
                }
            }
        }
    }

    private void ownDoing(Person person, Dice dice, History history) {
        LocalDate lingers = person.lastActive().plusDays(30);
        LocalDate last = lingers.isBefore(window.last()) ? lingers : window.last();
        // Who buys more than others of their kind also tells more.
        double zeal = person.ordersPerYear() / person.segment().ordersPerYear;
        own("visit", VISITS, person, last, dice, history);
        own("cart-abandoned", CARTS, person, last, dice, history);
        own("review", REVIEWS * zeal, person, last, dice, history);
        own("referral", REFERRALS * zeal, person, last, dice, history);
        own("complaint", COMPLAINTS, person, last, dice, history);
    }

    private void own(String type, double mean, Person person, LocalDate last, Dice dice, History history) {
        for (int left = dice.poisson(mean * scale); left > 0; left--) {
            history.events.add(new Event(type, momentSince(person.signUp(), last, dice)));
        }
    }

    private void add(List<Event> events, String type, LocalDateTime at) {
        if (at.isBefore(end())) {
            events.add(new Event(type, at));
        }
    }

    /** A moment of the last year before the given day, or since sign-up; later ones are likelier. */
    private static LocalDateTime momentSince(LocalDate signUp, LocalDate last, Dice dice) {
        double days = Math.min(365, ChronoUnit.DAYS.between(signUp, last) + 1);
        double u = dice.unit();
        long secondsAgo = (long) (u * Math.sqrt(u) * days * Duration.ofDays(1).toSeconds());
        return last.plusDays(1).atStartOfDay().minusSeconds(1 + secondsAgo);
    }

    private LocalDateTime end() {
        return window.last().plusDays(1).atStartOfDay();
    }
}
