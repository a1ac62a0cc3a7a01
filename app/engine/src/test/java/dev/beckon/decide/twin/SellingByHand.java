package dev.beckon.decide.twin;

import static dev.beckon.decide.twin.Ask.atLeast;
import static dev.beckon.decide.twin.Ask.atMost;
import static dev.beckon.decide.twin.Ask.is;
import static dev.beckon.decide.twin.Ask.moreThan;
import static dev.beckon.decide.twin.Ask.oneOf;
import static dev.beckon.decide.twin.Ask.rupees;
import static dev.beckon.decide.twin.Ask.yes;

import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.twin.Facts.Happening;
import dev.beckon.decide.twin.Facts.Line;
import dev.beckon.rules.RuleRef;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** bundle.drl, cart-reminder.drl, cross-sell.drl, exclusive-offer.drl, new-product.drl. */
final class SellingByHand extends ByHand {

    private static final Set<String> CONFECTIONERY_OR_PASTRY = Set.of("Confectionery", "Pastry");
    private static final Set<String> DESSERTS_OR_PASTRY = Set.of("Desserts", "Pastry");
    private static final Set<String> SOUTH = Set.of("Karnataka", "Tamil Nadu", "Telangana");

    private final Recommendation festiveBox =
            recommendation("Festive box for those who give", "bundle", 55, "product", "Diwali Gift Box", "price", 549L);
    private final Recommendation comfortBox = recommendation(
            "Comfort box for older customers",
            "bundle",
            45,
            "product",
            "Family Gift Box",
            "price",
            new BigDecimal("399.50"));
    private final Recommendation familyBox =
            recommendation("Family box for a full table", "bundle", 36, "product", "Family Gift Box", "price", 425L);
    private final Recommendation cart = recommendation("Cart left behind", "cart-reminder", 70);
    private final Recommendation spread =
            recommendation("A spread to go with the fudge", "cross-sell", 42, "product", "Kaju Katli Spread");
    private final Recommendation truffles =
            recommendation("Truffles after a large gift", "cross-sell", 34, "product", "Gulab Jamun Truffle");
    private final Recommendation diwali =
            recommendation("First pick of the Diwali boxes", "exclusive-offer", 66, "product", "Diwali Gift Box");
    private final Recommendation tasting =
            recommendation("Tasting near the shop", "exclusive-offer", 58, "product", "Rasgulla Cheesecake");
    private final Recommendation rasmalai =
            recommendation("Coffee rasmalai for the south", "new-product", 32, "product", "Filter Coffee Rasmalai");
    private final Recommendation tiramisu = recommendation(
            "Tiramisu for young singles and donut lovers", "new-product", 30, "product", "Thandai Tiramisu");

    SellingByHand(Map<String, RuleRef> rules) {
        super(rules);
    }

    void bundle(Facts of, Findings say) {
        if (say.tagged("gift-giver") && atMost(of.recencyDays, 365)) {
            say.recommend(festiveBox);
        }
        if (say.isIn("Age group", "56 and over")
                && of.kesarPedaFudge != null
                && moreThan(of.spendLast365Days, rupees(500))) {
            say.recommend(comfortBox);
        }
        if (is(of.maritalStatus, "Married")
                && say.isIn("Age group", "36-55")
                && say.isIn("Order value", "Large orders")
                && atMost(of.recencyDays, 180)) {
            say.recommend(familyBox);
        }
    }

    void cartReminder(Facts of, Findings say) {
        if ((yes(of.mayEmail) || yes(of.mayWhatsApp)) && leftACart(of)) {
            say.recommend(cart);
        }
    }

    private static boolean leftACart(Facts of) {
        for (Happening event : of.events) {
            if (is(event.type(), "cart-abandoned")
                    && event.daysAgo() != null
                    && event.daysAgo() <= 7
                    && !boughtSince(event.daysAgo(), of)) {
                return true;
            }
        }
        return false;
    }

    private static boolean boughtSince(long daysAgo, Facts of) {
        for (Line line : of.purchases) {
            if (atMost(line.daysAgo(), daysAgo)) {
                return true;
            }
        }
        return false;
    }

    void crossSell(Facts of, Findings say) {
        if (oneOf(of.favouriteCategory, CONFECTIONERY_OR_PASTRY)
                && !say.tagged("spread-lover")
                && boughtFudgeButNoSpread(of)) {
            say.recommend(spread);
        }
        if (!say.isIn("Order value", "Small orders") && boughtALargeGift(of)) {
            say.recommend(truffles);
        }
    }

    private static boolean boughtFudgeButNoSpread(Facts of) {
        boolean fudge = false;
        for (Line line : of.purchases) {
            if (is(line.category(), "Spreads") && atMost(line.daysAgo(), 90)) {
                return false;
            }
            fudge |= is(line.product(), "Kesar Peda Fudge") && atMost(line.daysAgo(), 14);
        }
        return fudge;
    }

    private static boolean boughtALargeGift(Facts of) {
        for (Line line : of.purchases) {
            if (is(line.category(), "Gift Boxes")
                    && atLeast(line.amount(), rupees(600))
                    && atMost(line.daysAgo(), 30)) {
                return true;
            }
        }
        return false;
    }

    void exclusiveOffer(Findings say) {
        if (say.isIn("Quartile", "Best Customers")
                && (say.isIn("Income", "High income") || say.tagged("metro-premium"))) {
            say.recommend(diwali);
        }
        if (say.isIn("Customer type", "High-Value") && say.tagged("near-shop")) {
            say.recommend(tasting);
        }
    }

    void newProduct(Facts of, Findings say) {
        if (oneOf(of.region, SOUTH)
                && oneOf(of.favouriteCategory, DESSERTS_OR_PASTRY)
                && atMost(of.recencyDays, 90)
                && of.filterCoffeeRasmalai == null) {
            say.recommend(rasmalai);
        }
        if ((say.tagged("young-single") || say.tagged("donut-lover"))
                && atMost(of.recencyDays, 90)
                && of.thandaiTiramisu == null) {
            say.recommend(tiramisu);
        }
    }
}
