package dev.beckon.decide.twin;

import static dev.beckon.decide.twin.Ask.atLeast;
import static dev.beckon.decide.twin.Ask.atMost;
import static dev.beckon.decide.twin.Ask.has;
import static dev.beckon.decide.twin.Ask.is;
import static dev.beckon.decide.twin.Ask.moreThan;
import static dev.beckon.decide.twin.Ask.overUpTo;

import dev.beckon.rules.RuleRef;
import java.util.Map;

/** churn.drl, engagement.drl, favourites.drl, loyalty.drl. */
final class BehaviourByHand extends ByHand {

    private final RuleRef gone = rule("Gone");
    private final RuleRef leaving = rule("Leaving");
    private final RuleRef late = rule("Late");
    private final RuleRef cameOnce = rule("Came once");
    private final RuleRef reads = rule("Reads our emails");
    private final RuleRef ignores = rule("Ignores our emails");
    private final RuleRef looksAround = rule("Looks around without buying");
    private final RuleRef leavesCarts = rule("Leaves carts behind");
    private final RuleRef buysGifts = rule("Buys gifts");
    private final RuleRef livesOnSpreads = rule("Lives on spreads");
    private final RuleRef donuts = rule("Donuts this month");
    private final RuleRef barfi = rule("Barfi first");
    private final RuleRef everyMonth = rule("Buys every month");
    private final RuleRef reviews = rule("Writes reviews");
    private final RuleRef bringsFriends = rule("Brings friends");
    private final RuleRef unhappy = rule("Unhappy with us");

    BehaviourByHand(Map<String, RuleRef> rules) {
        super(rules);
    }

    void churn(Facts of, Findings say) {
        if (moreThan(of.recencyDays, 365)) {
            say.assign(gone, "Churn", "Gone");
        }
        if (moreThan(of.overdueRatio, 3) && overUpTo(of.recencyDays, 30, 365)) {
            say.assign(leaving, "Churn", "Leaving");
        }
        if (moreThan(of.overdueRatio, 1.5) && atMost(of.overdueRatio, 3) && overUpTo(of.recencyDays, 14, 365)) {
            say.assign(late, "Churn", "Late");
        }
        if (of.overdueRatio == null && overUpTo(of.recencyDays, 60, 365)) {
            say.assign(cameOnce, "Churn", "Came once");
        }
    }

    void engagement(Facts of, Findings say) {
        if (atLeast(of.openRate, 0.5)
                && (atLeast(of.emailsSentLast90Days, 2) || atLeast(of.emailsClickedLast90Days, 1))) {
            say.tag(reads, "reader");
        }
        if (atLeast(of.emailsSentLast90Days, 2) && is(of.emailsOpenedLast90Days, 0)) {
            say.tag(ignores, "ignores-email");
        }
        if (atLeast(of.visitsLast30Days, 1) && is(of.ordersLast30Days, 0)) {
            say.tag(looksAround, "browser");
        }
        if (atMost(of.cartAbandonedDaysAgo, 30)) {
            say.tag(leavesCarts, "cart-leaver");
        }
    }

    void favourites(Facts of, Findings say) {
        if (atLeast(of.giftBoxes, 0.25) && atLeast(of.orders, 2)) {
            say.tag(buysGifts, "gift-giver");
        }
        if (atLeast(of.spreads, 0.3) && atLeast(of.orders, 2)) {
            say.tag(livesOnSpreads, "spread-lover");
        }
        if (atMost(of.jalebiDonuts, 30)) {
            say.tag(donuts, "donut-lover");
        }
        if (has(of.favouriteProduct, "Barfi") || has(of.favouriteProduct, "Burfi")) {
            say.tag(barfi, "barfi-lover");
        }
    }

    void loyalty(Facts of, Findings say) {
        if (atLeast(of.ordersLast365Days, 12) && atLeast(of.tenureDays, 365)) {
            say.tag(everyMonth, "regular");
        }
        if (atLeast(of.reviews, 1)) {
            say.tag(reviews, "reviewer");
        }
        if (atLeast(of.referrals, 1)) {
            say.tag(bringsFriends, "advocate");
        }
        if (atMost(of.rating, 2) || atLeast(of.complaints, 1)) {
            say.tag(unhappy, "unhappy");
        }
    }
}
