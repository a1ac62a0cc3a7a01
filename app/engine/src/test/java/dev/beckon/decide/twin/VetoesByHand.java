package dev.beckon.decide.twin;

import static dev.beckon.decide.twin.Ask.atLeast;
import static dev.beckon.decide.twin.Ask.atMost;
import static dev.beckon.decide.twin.Ask.is;

import dev.beckon.decide.Decision.Veto;
import dev.beckon.decide.twin.Facts.Happening;
import dev.beckon.rules.RuleRef;
import java.util.Map;

/** vetoes.drl. */
final class VetoesByHand extends ByHand {

    private final Veto peace = veto("Leave people in peace after a complaint", null, "complained in the last 14 days");
    private final Veto sendsBack = veto(
            "No thanks to those who send much back", "loyalty-offer", "sent back a fifth of what they bought, or more");
    private final Veto noWinBack = veto("No discounts on losses", "win-back", "we lose money on them");
    private final Veto noProgramme = veto("No discounts on losses", "loyalty-programme", "we lose money on them");
    private final Veto hasDiscount =
            veto("Bargain seekers have their discount", "frequent-buyer", "buys at a discount as it is");
    private final Veto unhappy =
            veto("No referrals from the unhappy", "referral", "complained, or gave us one or two stars");

    VetoesByHand(Map<String, RuleRef> rules) {
        super(rules);
    }

    void vetoes(Facts of, Findings say) {
        if (complainedLately(of)) {
            say.forbid(peace);
        }
        if (atLeast(of.returnShare, 0.2)) {
            say.forbid(sendsBack);
        }
        if (say.tagged("loses-money") && atLeast(of.orders, 2)) {
            say.forbid(noWinBack, noProgramme);
        }
        if (say.isIn("Customer type", "Bargain Seekers")) {
            say.forbid(hasDiscount);
        }
        if (say.tagged("unhappy") && (say.tagged("advocate") || say.tagged("reviewer"))) {
            say.forbid(unhappy);
        }
    }

    private static boolean complainedLately(Facts of) {
        for (Happening event : of.events) {
            if (is(event.type(), "complaint") && atMost(event.daysAgo(), 14)) {
                return true;
            }
        }
        return false;
    }
}
