package dev.beckon.decide.twin;

import dev.beckon.decide.twin.Facts.Happening;
import dev.beckon.decide.twin.Facts.Line;
import java.util.List;
import java.util.Locale;

/**
 * Customers such as the sample company has: as many rules fire for them, and as many actions are recommended. Of linked
 * rows they have those that the rules' conditions let through, as a workspace loads no others.
 */
final class SampleCustomers {

    private final Dice dice;
    private int made;

    SampleCustomers(long seed) {
        this.dice = new Dice(seed, 0);
    }

    Facts next() {
        var of = new Facts();
        of.id = String.format(Locale.ROOT, "C%07d", made++);
        person(of);
        double recent = dice.share();
        double often = 0.7 * dice.share() + 0.3 * recent;
        double spending = 0.3 * dice.share() + 0.7 * often;
        scores(of, recent, often, spending);
        buying(of, recent, often, spending);
        behaviour(of, recent);
        rows(of, recent);
        return of;
    }

    private void person(Facts of) {
        of.age = dice.happens(0.04) ? null : (Long) (long) (18 + 60 * Math.pow(dice.share(), 1.7));
        of.gender = dice.oneOf("F", "F", "F", "F", "F", "M", "M", "M", "M", "NB");
        of.city = dice.oneOf(
                "Bengaluru",
                "Delhi",
                "Mumbai",
                "Bengaluru",
                "Hyderabad",
                "Chennai",
                "Pune",
                "Kolkata",
                "Jaipur",
                "Lucknow");
        of.region = dice.oneOf("Karnataka", "Tamil Nadu", "Telangana", "Delhi", "Maharashtra", "West Bengal");
        of.country = dice.happens(0.06) ? "DE" : "IN";
        of.language = dice.oneOf("hi", "hi", "hi", "en", "en", "en", "ta", "te");
        of.rural = dice.happens(0.14);
        of.loyaltyTier = dice.happens(0.4) ? null : dice.oneOf("Bronze", "Silver", "Gold", "Platinum");
        of.pinCode = dice.happens(0.15) ? "560034" : "600" + dice.between(100, 999);
        of.income = dice.happens(0.15) ? null : (Long) (long) (15_000_000 * Math.exp(2 * dice.share()));
        of.education = dice.oneOf("School", "Bachelor", "Bachelor", "Bachelor", "Bachelor", "Master", "Doctorate");
        of.maritalStatus = dice.oneOf("Single", "Married");
        of.rating = dice.happens(0.7) ? null : (Long) dice.between(1, 5);
    }

    private static void scores(Facts of, double recent, double often, double spending) {
        of.recencyScore = 1 + (long) (5 * recent);
        of.frequencyScore = 1 + (long) (5 * often);
        of.monetaryScore = 1 + (long) (5 * spending);
        of.recencyQuartile = 1 + (long) (4 * recent);
        of.frequencyQuartile = 1 + (long) (4 * often);
        of.monetaryQuartile = 1 + (long) (4 * spending);
    }

    private void buying(Facts of, double recent, double often, double spending) {
        of.recencyDays = (long) (310 * Math.pow(-Math.log(Math.max(recent, 0.01)), 2.1));
        of.monetary = (long) (2_000_000 * often * spending);
        of.tenureDays = of.recencyDays + dice.between(0, 1500);
        of.firstOrderDaysAgo = of.recencyDays + (long) (2000 * often);
        of.orders = 1 + (long) (30 * often * often);
        of.averageOrderValue = 30_000 + 60_000 * dice.share();
        of.ordersLast30Days = (long) (3 * recent * often);
        of.ordersLast90Days = (long) (9 * recent * often);
        of.ordersLast365Days = (long) (20 * recent * often);
        of.spendLast365Days = (long) (1_900_000 * recent * spending);
        of.profit = of.monetary * 2 / 5 - dice.between(0, 10_000);
        of.discountShare = 0.2 * Math.pow(dice.share(), 3);
        of.returnShare = 0.21 * Math.pow(dice.share(), 4);
        of.overdueRatio = of.orders == 1 ? null : (Double) (of.recencyDays / (20 + 400 * dice.share()));
        of.favouriteCategory = dice.oneOf("Confectionery", "Pastry", "Desserts", "Spreads", "Gift Boxes");
        of.favouriteProduct = dice.oneOf(
                "Mango Barfi", "Jalebi Donuts", "Kesar Peda Fudge", "Kaju Katli Spread", "Rasgulla Cheesecake");
        of.kesarPedaFudge = dice.happens(0.6) ? of.recencyDays : null;
        of.jalebiDonuts = dice.happens(0.6) ? of.recencyDays : null;
        of.filterCoffeeRasmalai = dice.happens(0.2) ? of.recencyDays : null;
        of.thandaiTiramisu = dice.happens(0.2) ? of.recencyDays : null;
        of.giftBoxes = 0.3 * dice.share();
        of.spreads = 0.34 * dice.share();
    }

    private void behaviour(Facts of, double recent) {
        boolean mailed = dice.happens(0.1);
        of.emailsSentLast90Days = mailed ? dice.between(1, 4) : (Long) 0L;
        of.emailsOpenedLast90Days = mailed ? dice.between(0, 3) : (Long) 0L;
        of.emailsClickedLast90Days = mailed ? dice.between(0, 1) : (Long) 0L;
        of.openRate = mailed ? (Double) dice.share() : null;
        of.lastSeenDaysAgo = of.recencyDays;
        of.visitsLast30Days = dice.happens(0.1) ? dice.between(1, 5) : (Long) 0L;
        of.cartAbandonedDaysAgo = dice.happens(0.08) ? dice.between(0, 90) : null;
        of.reviews = dice.happens(0.1) ? dice.between(1, 3) : (Long) 0L;
        of.referrals = dice.happens(0.05) ? dice.between(1, 3) : (Long) 0L;
        of.complaints = dice.happens(0.05) ? (Long) 1L : (Long) 0L;
        of.mayEmail = dice.happens(0.6);
        of.mayWhatsApp = dice.happens(0.5);
        of.mayCall = dice.happens(0.2);
        of.preferredChannel = dice.happens(0.5) ? null : dice.oneOf("email", "whatsapp", "phone");
    }

    private void rows(Facts of, double recent) {
        if (dice.happens(0.01)) {
            of.events = List.of(new Happening("cart-abandoned", dice.between(0, 7)));
        } else if (dice.happens(0.01)) {
            of.events = List.of(new Happening("complaint", dice.between(0, 60)));
        }
        if (recent > 0.7 && dice.happens(0.3)) {
            of.purchases = List.of(
                    dice.happens(0.5)
                            ? new Line("Kesar Peda Fudge", "Confectionery", dice.between(0, 14), 30_000L)
                            : new Line("Diwali Gift Box", "Gift Boxes", dice.between(0, 30), 80_000L));
        }
    }
}
