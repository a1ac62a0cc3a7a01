package dev.beckon.facts;

import static dev.beckon.facts.Bounds.FROM_ZERO;
import static dev.beckon.facts.Property.Origin.CONTACT;
import static dev.beckon.facts.Property.Origin.STANDARD;
import static dev.beckon.facts.Unit.COUNT;
import static dev.beckon.facts.Unit.DAYS;
import static dev.beckon.facts.Unit.MONEY;
import static dev.beckon.facts.Unit.NONE;
import static dev.beckon.facts.Unit.SCORE;
import static dev.beckon.facts.Unit.SHARE;
import static dev.beckon.facts.Unit.YEARS;
import static dev.beckon.facts.ValueType.FLAG;
import static dev.beckon.facts.ValueType.NUMBER;
import static dev.beckon.facts.ValueType.TEXT;
import static dev.beckon.facts.ValueType.WHOLE;

import java.util.List;

/** The properties that every workspace has, in the order people read them. The generated vocabulary is made of this. */
public final class StandardProperties {

    private static final Bounds SCORES = new Bounds(1, 5);
    private static final Bounds QUARTILES = new Bounds(1, 4);

    public static final List<Property> ALL = List.of(
            // identity and demography
            standard(
                    "age",
                    WHOLE,
                    YEARS,
                    "completed years on the as-of date, from the birth date or else the data's own age",
                    new Bounds(0, 120)),
            standard("gender", TEXT, NONE, "as the data says it"),
            standard("city", TEXT, NONE, "city of residence"),
            standard("region", TEXT, NONE, "state, province or region"),
            standard("country", TEXT, NONE, "country of residence"),
            standard("language", TEXT, NONE, "preferred language, a tag such as en, hi or de-AT"),
            standard("timeZone", TEXT, NONE, "time zone, such as Asia/Kolkata"),
            standard("rural", FLAG, NONE, "lives in a rural area"),
            standard("loyaltyTier", TEXT, NONE, "tier in the loyalty programme"),
            standard("doNotDisturb", FLAG, NONE, "asked never to be contacted for marketing"),
            // recency, frequency, monetary
            standard("recencyDays", WHOLE, DAYS, "days from the last purchase (returns don't count) to the as-of date"),
            standard("frequency", WHOLE, COUNT, "orders, or days with a purchase if beckon.yaml says so"),
            standard("monetary", WHOLE, MONEY, "total spend net of returns, or gross if beckon.yaml says so"),
            standard("recencyScore", WHOLE, SCORE, "5 = bought most recently", SCORES),
            standard("frequencyScore", WHOLE, SCORE, "5 = buys most often", SCORES),
            standard("monetaryScore", WHOLE, SCORE, "5 = spends most", SCORES),
            standard("recencyQuartile", WHOLE, SCORE, "4 = bought most recently", QUARTILES),
            standard("frequencyQuartile", WHOLE, SCORE, "4 = buys most often", QUARTILES),
            standard("monetaryQuartile", WHOLE, SCORE, "4 = spends most", QUARTILES),
            standard("rfm", TEXT, NONE, "the three scores as one text, such as \"545\""),
            // purchases
            standard("tenureDays", WHOLE, DAYS, "days from sign-up, or else the first purchase, to the as-of date"),
            standard("firstOrderDaysAgo", WHOLE, DAYS, "days from the first purchase to the as-of date"),
            standard(
                    "orders",
                    WHOLE,
                    COUNT,
                    "distinct orders with a purchase (returns only are no order); 0 for those who never bought"),
            standard("averageOrderValue", NUMBER, MONEY, "net spend divided by orders; unknown without an order"),
            standard("ordersLast30Days", WHOLE, COUNT, "orders at most 30 days ago"),
            standard("ordersLast90Days", WHOLE, COUNT, "orders at most 90 days ago"),
            standard("ordersLast365Days", WHOLE, COUNT, "orders at most 365 days ago"),
            standard("spendLast30Days", WHOLE, MONEY, "spend net of returns at most 30 days ago"),
            standard("spendLast90Days", WHOLE, MONEY, "spend net of returns at most 90 days ago"),
            standard("spendLast365Days", WHOLE, MONEY, "spend net of returns at most 365 days ago"),
            standard("profit", WHOLE, MONEY, "net spend less cost, of the lines that have a cost or profit"),
            standard("discountShare", NUMBER, SHARE, "discounts as a share of the price before discount, of purchases"),
            standard(
                    "returnShare",
                    NUMBER,
                    SHARE,
                    "returned value as a share of gross spend; more than 1 where purchases are older than the data",
                    FROM_ZERO),
            standard("meanDaysBetweenOrders", NUMBER, DAYS, "(last - first purchase day) / (purchase days - 1)"),
            standard(
                    "overdueRatio",
                    NUMBER,
                    NONE,
                    "recencyDays / meanDaysBetweenOrders: 1 = due by their own rhythm, 2 = twice as long as usual;"
                            + " unknown with fewer than two purchase days",
                    FROM_ZERO),
            standard(
                    "favouriteCategory",
                    TEXT,
                    NONE,
                    "category with the most net spend; of equals the first in the alphabet"),
            standard(
                    "favouriteProduct",
                    TEXT,
                    NONE,
                    "product with the most net spend; of equals the first in the alphabet"),
            // behaviour
            standard("emailsSentLast90Days", WHOLE, COUNT, "emails sent at most 90 days ago"),
            standard("emailsOpenedLast90Days", WHOLE, COUNT, "times an email was opened at most 90 days ago"),
            standard("emailsClickedLast90Days", WHOLE, COUNT, "times an email was clicked at most 90 days ago"),
            standard(
                    "openRate",
                    NUMBER,
                    SHARE,
                    "emails opened / emails sent, last 90 days, at most 1; unknown if none was sent"),
            standard(
                    "clickRate",
                    NUMBER,
                    SHARE,
                    "emails clicked / emails sent, last 90 days, at most 1; unknown if none was sent"),
            standard("lastSeenDaysAgo", WHOLE, DAYS, "days since the last visit, open, click or purchase"),
            standard("visitsLast30Days", WHOLE, COUNT, "visits at most 30 days ago"),
            standard("cartAbandonedDaysAgo", WHOLE, DAYS, "days since a cart was last left behind"),
            standard("reviews", WHOLE, COUNT, "reviews written"),
            standard("referrals", WHOLE, COUNT, "people referred"),
            standard("complaints", WHOLE, COUNT, "complaints made"),
            // reach
            standard("mayEmail", FLAG, NONE, "consented to email (no record is no consent) and has a usable address"),
            standard(
                    "mayWhatsApp",
                    FLAG,
                    NONE,
                    "consented to WhatsApp (no record is no consent) and has a usable number"),
            standard("mayCall", FLAG, NONE, "consented to calls (no record is no consent) and has a usable number"),
            standard("preferredChannel", TEXT, NONE, "email, whatsapp or phone, as the customer asked"),
            // contact: for templates and the planner only
            contact("firstName", TEXT, "given name"),
            contact("lastName", TEXT, "family name"),
            contact("fullName", TEXT, "whole name as the data says it"),
            contact("emailAddress", TEXT, "syntactically valid address, domain in lower case; null if unusable"),
            contact("phoneNumber", TEXT, "E.164, valid and not premium-rate; null if unusable"),
            contact("emailConsent", TEXT, "granted or denied as of the date; null without a record"),
            contact("whatsappConsent", TEXT, "granted or denied as of the date; null without a record"),
            contact("phoneConsent", TEXT, "granted or denied as of the date; null without a record"),
            contact("emailSuppression", TEXT, "why the email address is suppressed; null if it isn't"),
            contact("phoneSuppression", TEXT, "why the phone number is suppressed; null if it isn't"));

    private StandardProperties() {}

    private static Property standard(String name, ValueType type, Unit unit, String meaning) {
        return standard(name, type, unit, meaning, usual(unit));
    }

    private static Property standard(String name, ValueType type, Unit unit, String meaning, Bounds bounds) {
        return new Property(name, type, unit, name, meaning, bounds, STANDARD);
    }

    /** Money has no bounds: who returned more than they bought has spent less than nothing. */
    private static Bounds usual(Unit unit) {
        return switch (unit) {
            case COUNT, DAYS, YEARS -> FROM_ZERO;
            case SHARE -> Bounds.SHARE;
            case NONE, MONEY, SCORE -> Bounds.NONE;
        };
    }

    private static Property contact(String name, ValueType type, String meaning) {
        return new Property(name, type, NONE, name, meaning, CONTACT);
    }
}
