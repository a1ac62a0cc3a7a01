package dev.beckon.facts;

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

    public static final List<Property> ALL = List.of(
            // identity and demography
            standard("age", WHOLE, YEARS, "completed years on the as-of date, from the birth date"),
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
            standard("recencyDays", WHOLE, DAYS, "days from the last purchase to the as-of date"),
            standard("frequency", WHOLE, COUNT, "orders, or purchase days if beckon.yaml says so"),
            standard("monetary", WHOLE, MONEY, "total spend net of returns, or gross if beckon.yaml says so"),
            standard("recencyScore", WHOLE, SCORE, "5 = bought most recently"),
            standard("frequencyScore", WHOLE, SCORE, "5 = buys most often"),
            standard("monetaryScore", WHOLE, SCORE, "5 = spends most"),
            standard("recencyQuartile", WHOLE, SCORE, "4 = bought most recently"),
            standard("frequencyQuartile", WHOLE, SCORE, "4 = buys most often"),
            standard("monetaryQuartile", WHOLE, SCORE, "4 = spends most"),
            standard("rfm", TEXT, NONE, "the three scores as one text, such as \"545\""),
            // purchases
            standard("tenureDays", WHOLE, DAYS, "days from sign-up, or the first purchase, to the as-of date"),
            standard("firstOrderDaysAgo", WHOLE, DAYS, "days from the first purchase to the as-of date"),
            standard("orders", WHOLE, COUNT, "distinct orders; 0 for those who never bought"),
            standard("averageOrderValue", NUMBER, MONEY, "net spend divided by orders"),
            standard("ordersLast30Days", WHOLE, COUNT, "orders of the last 30 days"),
            standard("ordersLast90Days", WHOLE, COUNT, "orders of the last 90 days"),
            standard("ordersLast365Days", WHOLE, COUNT, "orders of the last 365 days"),
            standard("spendLast30Days", WHOLE, MONEY, "net spend of the last 30 days"),
            standard("spendLast90Days", WHOLE, MONEY, "net spend of the last 90 days"),
            standard("spendLast365Days", WHOLE, MONEY, "net spend of the last 365 days"),
            standard("profit", WHOLE, MONEY, "net spend less cost, where the data has cost or profit"),
            standard("discountShare", NUMBER, SHARE, "discounts as a share of the price before discount"),
            standard("returnShare", NUMBER, SHARE, "returned value as a share of gross spend"),
            standard("meanDaysBetweenOrders", NUMBER, DAYS, "(last - first purchase day) / (purchase days - 1)"),
            standard("favouriteCategory", TEXT, NONE, "category with the most net spend"),
            standard("favouriteProduct", TEXT, NONE, "product with the most net spend"),
            // behaviour
            standard("emailsSentLast90Days", WHOLE, COUNT, "emails sent in the last 90 days"),
            standard("emailsOpenedLast90Days", WHOLE, COUNT, "emails opened in the last 90 days"),
            standard("emailsClickedLast90Days", WHOLE, COUNT, "emails clicked in the last 90 days"),
            standard("openRate", NUMBER, SHARE, "emails opened / emails sent, last 90 days"),
            standard("clickRate", NUMBER, SHARE, "emails clicked / emails sent, last 90 days"),
            standard("lastSeenDaysAgo", WHOLE, DAYS, "days since the last visit, open, click or purchase"),
            standard("visitsLast30Days", WHOLE, COUNT, "visits of the last 30 days"),
            standard("cartAbandonedDaysAgo", WHOLE, DAYS, "days since a cart was last left behind"),
            standard("reviews", WHOLE, COUNT, "reviews written"),
            standard("referrals", WHOLE, COUNT, "people referred"),
            standard("complaints", WHOLE, COUNT, "complaints made"),
            // reach
            standard("mayEmail", FLAG, NONE, "consented to email and has a usable address"),
            standard("mayWhatsApp", FLAG, NONE, "consented to WhatsApp and has a usable number"),
            standard("mayCall", FLAG, NONE, "consented to calls and has a usable number"),
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
        return new Property(name, type, unit, name, meaning, STANDARD);
    }

    private static Property contact(String name, ValueType type, String meaning) {
        return new Property(name, type, NONE, name, meaning, CONTACT);
    }
}
