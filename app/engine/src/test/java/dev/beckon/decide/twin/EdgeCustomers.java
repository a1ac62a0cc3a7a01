package dev.beckon.decide.twin;

import dev.beckon.decide.twin.Facts.Happening;
import dev.beckon.decide.twin.Facts.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Customers whose values lie at the bounds that {@code rules/README.md} names; every fifth value is missing. */
final class EdgeCustomers {

    private static final double MISSING = 0.2;

    private final Dice dice;
    private int made;

    EdgeCustomers(long seed) {
        this.dice = new Dice(seed, MISSING);
    }

    Facts next() {
        var of = new Facts();
        of.id = String.format(Locale.ROOT, "C%07d", made++);
        person(of);
        scores(of);
        buying(of);
        behaviour(of);
        rows(of);
        return of;
    }

    private void person(Facts of) {
        of.age = dice.near(18, 30, 35, 55, 119);
        of.gender = dice.oneOf("F", "M", "NB");
        of.city = dice.oneOf(
                "Bangalore",
                "Bengaluru",
                "Delhi",
                "Mumbai",
                "Hyderabad",
                "Chennai",
                "Jaipur",
                "Lucknow",
                "Kolkata",
                "Pune",
                "Patna",
                "delhi");
        of.region = dice.oneOf("Karnataka", "Tamil Nadu", "Telangana", "Kerala", "Goa");
        of.country = dice.oneOf("IN", "IN", "IN", "DE", "in");
        of.language = dice.oneOf("hi", "de", "fr", "en", "de-AT");
        of.rural = dice.flag(0.5);
        of.loyaltyTier = dice.oneOf("Bronze", "Silver", "Gold", "Platinum");
        of.pinCode = dice.oneOf("560001", "560", "56", "156000", "110001");
        of.income = dice.money(400_000, 1_000_000, 1_200_000, 100_000_000);
        of.education = dice.oneOf("Master", "Doctorate", "Bachelor", "School");
        of.maritalStatus = dice.oneOf("Single", "Married", "Divorced");
        of.rating = dice.from(1, 5);
    }

    private void scores(Facts of) {
        of.recencyScore = dice.from(1, 5);
        of.frequencyScore = dice.from(1, 5);
        of.monetaryScore = dice.from(1, 5);
        of.recencyQuartile = dice.from(1, 4);
        of.frequencyQuartile = dice.from(1, 4);
        of.monetaryQuartile = dice.from(1, 4);
    }

    private void buying(Facts of) {
        of.recencyDays = dice.near(14, 30, 60, 90, 180, 365);
        of.monetary = dice.money(1000, 5000);
        of.tenureDays = dice.near(365);
        of.firstOrderDaysAgo = dice.near(14, 45, 90, 120, 180);
        of.orders = dice.from(0, 4);
        of.averageOrderValue = dice.close(40_000, 50_000, 70_000);
        of.ordersLast30Days = dice.from(0, 2);
        of.ordersLast90Days = dice.near(6);
        of.ordersLast365Days = dice.near(12);
        of.spendLast365Days = dice.money(500, 12_000);
        of.profit = dice.money(0, 2200);
        of.discountShare = dice.close(0.1, 0.15);
        of.returnShare = dice.close(0.2);
        of.overdueRatio = dice.close(1.5, 3);
        of.favouriteCategory = dice.oneOf("Confectionery", "Pastry", "Desserts", "Spreads");
        of.favouriteProduct = dice.oneOf("Mango Barfi", "Burfi Bites", "Jalebi Donuts", "barfi");
        of.kesarPedaFudge = lastBought();
        of.jalebiDonuts = lastBought();
        of.filterCoffeeRasmalai = lastBought();
        of.thandaiTiramisu = lastBought();
        of.giftBoxes = dice.close(0.25);
        of.spreads = dice.close(0.3);
    }

    /** Half of them never did. */
    private @Nullable Long lastBought() {
        return dice.happens(0.4) ? null : dice.near(30);
    }

    private void behaviour(Facts of) {
        of.emailsSentLast90Days = dice.from(0, 3);
        of.emailsOpenedLast90Days = dice.from(0, 2);
        of.emailsClickedLast90Days = dice.from(0, 2);
        of.openRate = dice.close(0.5);
        of.lastSeenDaysAgo = dice.near(30);
        of.visitsLast30Days = dice.from(0, 2);
        of.cartAbandonedDaysAgo = dice.near(30);
        of.reviews = dice.from(0, 2);
        of.referrals = dice.from(0, 2);
        of.complaints = dice.from(0, 2);
        of.mayEmail = dice.flag(0.5);
        of.mayWhatsApp = dice.flag(0.5);
        of.mayCall = dice.flag(0.5);
        of.preferredChannel = dice.oneOf("email", "whatsapp", "phone");
    }

    private void rows(Facts of) {
        List<Line> purchases = new ArrayList<>();
        for (int i = dice.below(4); i > 0; i--) {
            purchases.add(new Line(
                    dice.oneOf("Kesar Peda Fudge", "Kesar Peda Fudge", "Kaju Katli Spread", "Jalebi Donuts"),
                    dice.oneOf("Gift Boxes", "Gift Boxes", "Spreads", "Confectionery"),
                    dice.near(1, 7, 14, 30, 90),
                    dice.money(600)));
        }
        List<Happening> events = new ArrayList<>();
        for (int i = dice.below(4); i > 0; i--) {
            events.add(new Happening(
                    dice.oneOf("cart-abandoned", "complaint", "complaint", "visit"), dice.near(1, 7, 14, 60)));
        }
        of.purchases = purchases;
        of.events = events;
    }
}
