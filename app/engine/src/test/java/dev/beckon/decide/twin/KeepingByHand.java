package dev.beckon.decide.twin;

import static dev.beckon.decide.twin.Ask.atLeast;
import static dev.beckon.decide.twin.Ask.atMost;
import static dev.beckon.decide.twin.Ask.is;
import static dev.beckon.decide.twin.Ask.moreThan;
import static dev.beckon.decide.twin.Ask.oneOf;
import static dev.beckon.decide.twin.Ask.otherThan;
import static dev.beckon.decide.twin.Ask.overUpTo;
import static dev.beckon.decide.twin.Ask.rupees;

import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.twin.Facts.Happening;
import dev.beckon.rules.RuleRef;
import java.util.Map;
import java.util.Set;

/**
 * apology.drl, first-steps.drl, frequent-buyer.drl, loyalty-offer.drl, loyalty-programme.drl, referral.drl, survey.drl,
 * win-back.drl.
 */
final class KeepingByHand extends ByHand {

    private static final Set<String> BRONZE_OR_SILVER = Set.of("Bronze", "Silver");

    private final Recommendation sorry = recommendation("Say sorry after a complaint", "apology", 95, "voucher", 150L);
    private final Recommendation welcome = recommendation("Welcome a new customer", "onboarding", 72);
    private final Recommendation secondOrder =
            recommendation("Help to a second order", "second-order", 62, "discount", 10L);
    private final Recommendation frequentBuyer =
            recommendation("Frequent buyer discount", "frequent-buyer", 50, "discount", 10L);
    private final Recommendation thankAChampion =
            recommendation("Thank a champion", "loyalty-offer", 60, "discount", 10L);
    private final Recommendation thankALoyal =
            recommendation("Thank a loyal customer", "loyalty-offer", 40, "discount", 5L);
    private final Recommendation gold = recommendation("Gold for champions", "loyalty-programme", 64, "tier", "Gold");
    private final Recommendation silver =
            recommendation("Silver for regulars", "loyalty-programme", 52, "tier", "Silver");
    private final Recommendation bronze =
            recommendation("Bronze for a start", "loyalty-programme", 28, "tier", "Bronze");
    private final Recommendation anotherFriend = recommendation("Bring another friend", "referral", 46, "reward", 200L);
    private final Recommendation aFriend = recommendation("Bring a friend", "referral", 33, "reward", 100L);
    private final Recommendation askTheDisappointed =
            recommendation("Ask the disappointed", "survey", 44, "reward", 100L);
    private final Recommendation askForAttention =
            recommendation("Ask those who need attention", "survey", 24, "reward", 50L);
    private final Recommendation cannotLose =
            recommendation("Win back one we cannot lose", "win-back", 90, "discount", 25L);
    private final Recommendation lapsingRegular =
            recommendation("Win back a lapsing regular", "win-back", 80, "discount", 15L);
    private final Recommendation sleeper = recommendation("Win back a sleeper", "win-back", 50, "discount", 20L);

    KeepingByHand(Map<String, RuleRef> rules) {
        super(rules);
    }

    void apology(Facts of, Findings say) {
        if (atLeast(of.orders, 1) && complainedSomeTimeAgo(of)) {
            say.recommend(sorry);
        }
    }

    private static boolean complainedSomeTimeAgo(Facts of) {
        for (Happening event : of.events) {
            if (is(event.type(), "complaint") && overUpTo(event.daysAgo(), 14, 60)) {
                return true;
            }
        }
        return false;
    }

    void firstSteps(Facts of, Findings say) {
        if (atMost(of.firstOrderDaysAgo, 45)) {
            say.recommend(welcome);
        }
        if (is(of.orders, 1) && overUpTo(of.firstOrderDaysAgo, 14, 120)) {
            say.recommend(secondOrder);
        }
    }

    void frequentBuyer(Facts of, Findings say) {
        if (atLeast(of.ordersLast90Days, 6)) {
            say.recommend(frequentBuyer);
        }
    }

    void loyaltyOffer(Facts of, Findings say) {
        if (say.isIn("RFM", "Champions") && otherThan(of.loyaltyTier, "Platinum")) {
            say.recommend(thankAChampion);
        }
        if (say.isIn("RFM", "Loyal Customers")
                && atLeast(of.averageOrderValue, rupees(500))
                && atMost(of.discountShare, 0.15)) {
            say.recommend(thankALoyal);
        }
    }

    void loyaltyProgramme(Facts of, Findings say) {
        if (say.isIn("RFM", "Champions") && oneOf(of.loyaltyTier, BRONZE_OR_SILVER)) {
            say.recommend(gold);
        }
        if (say.tagged("regular") && is(of.loyaltyTier, "Bronze")) {
            say.recommend(silver);
        }
        if (of.loyaltyTier == null && atLeast(of.orders, 3) && atMost(of.recencyDays, 180)) {
            say.recommend(bronze);
        }
    }

    void referral(Facts of, Findings say) {
        if (say.tagged("advocate") && atMost(of.recencyDays, 180)) {
            say.recommend(anotherFriend);
        }
        if (is(of.rating, 5) && say.tagged("reviewer") && !say.tagged("advocate") && atMost(of.recencyDays, 180)) {
            say.recommend(aFriend);
        }
    }

    void survey(Facts of, Findings say) {
        if (atMost(of.rating, 2) && atMost(of.recencyDays, 365)) {
            say.recommend(askTheDisappointed);
        }
        if (say.isIn("RFM", "Need Attention") && of.rating == null) {
            say.recommend(askForAttention);
        }
    }

    void winBack(Facts of, Findings say) {
        boolean cannotLoseThem = say.isIn("RFM", "Can't Lose Them");
        if (cannotLoseThem && (say.isIn("Churn", "Leaving") || say.isIn("Churn", "Late"))) {
            say.recommend(cannotLose);
        }
        if (say.isIn("RFM", "At Risk") && moreThan(of.monetary, rupees(5000))) {
            say.recommend(lapsingRegular);
        }
        if ((cannotLoseThem || say.isIn("RFM", "Hibernating") || say.isIn("RFM", "Lost"))
                && atLeast(of.orders, 2)
                && moreThan(of.monetary, rupees(1000))) {
            say.recommend(sleeper);
        }
    }
}
