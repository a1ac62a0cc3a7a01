package dev.beckon.decide.twin;

import static dev.beckon.decide.twin.Ask.atLeast;
import static dev.beckon.decide.twin.Ask.atMost;
import static dev.beckon.decide.twin.Ask.fromTo;
import static dev.beckon.decide.twin.Ask.is;

import dev.beckon.rules.RuleRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** rfm-quartiles.drl, rfm.drl. */
final class RfmByHand extends ByHand {

    private final RuleRef bestCustomers = rule("Best Customers");
    private final RuleRef almostLost = rule("Almost Lost");
    private final RuleRef lostCustomers = rule("Lost Customers");
    private final RuleRef lostCheapCustomers = rule("Lost Cheap Customers");
    private final RuleRef loyalBuyers = rule("Loyal Buyers");
    private final RuleRef bigSpenders = rule("Big Spenders");
    private final RuleRef champions = rule("Champions");
    private final RuleRef loyal = rule("Loyal Customers");
    private final RuleRef newCustomers = rule("New Customers");
    private final RuleRef needAttention = rule("Need Attention");
    private final RuleRef potentialLoyalists = rule("Potential Loyalists");
    private final RuleRef promising = rule("Promising");
    private final RuleRef aboutToSleep = rule("About To Sleep");
    private final RuleRef cannotLoseThem = rule("Cannot Lose Them");
    private final RuleRef atRisk = rule("At Risk");
    private final RuleRef hibernating = rule("Hibernating");
    private final RuleRef lost = rule("Lost");

    RfmByHand(Map<String, RuleRef> rules) {
        super(rules);
    }

    void quartiles(Facts of, Findings say) {
        @Nullable Long r = of.recencyQuartile;
        @Nullable Long f = of.frequencyQuartile;
        @Nullable Long m = of.monetaryQuartile;
        if (is(r, 4) && is(f, 4) && is(m, 4)) {
            say.assign(bestCustomers, "Quartile", "Best Customers");
        }
        if (is(r, 2) && atLeast(f, 3) && atLeast(m, 3)) {
            say.assign(almostLost, "Quartile", "Almost Lost");
        }
        if (is(r, 1) && atLeast(f, 3) && atLeast(m, 3)) {
            say.assign(lostCustomers, "Quartile", "Lost Customers");
        }
        if (is(r, 1) && is(f, 1) && is(m, 1)) {
            say.assign(lostCheapCustomers, "Quartile", "Lost Cheap Customers");
        }
        if (is(r, 3) && is(f, 4)) {
            say.assign(loyalBuyers, "Quartile", "Loyal Buyers");
        }
        if (atMost(f, 3) && is(m, 4)) {
            say.assign(bigSpenders, "Quartile", "Big Spenders");
        }
    }

    void fifths(Facts of, Findings say) {
        @Nullable Long r = of.recencyScore;
        @Nullable Long f = of.frequencyScore;
        @Nullable Long m = of.monetaryScore;
        if (atLeast(r, 4) && is(f, 5) && atLeast(m, 4)) {
            say.assign(champions, "RFM", "Champions");
        }
        if (atLeast(r, 3) && atLeast(f, 4)) {
            say.assign(loyal, "RFM", "Loyal Customers");
        }
        if (atLeast(r, 3) && atMost(of.firstOrderDaysAgo, 90)) {
            say.assign(newCustomers, "RFM", "New Customers");
        }
        if (is(r, 3) && is(f, 3)) {
            say.assign(needAttention, "RFM", "Need Attention");
        }
        if (atLeast(r, 4) && fromTo(f, 2, 3)) {
            say.assign(potentialLoyalists, "RFM", "Potential Loyalists");
        }
        if (atLeast(r, 4) && is(f, 1)) {
            say.assign(promising, "RFM", "Promising");
        }
        if (is(r, 3) && atMost(f, 2)) {
            say.assign(aboutToSleep, "RFM", "About To Sleep");
        }
        if (atMost(r, 2) && atLeast(f, 4) && atLeast(m, 4)) {
            say.assign(cannotLoseThem, "RFM", "Can't Lose Them");
        }
        if (atMost(r, 2) && atLeast(f, 3)) {
            say.assign(atRisk, "RFM", "At Risk");
        }
        if (is(r, 2) && atMost(f, 2)) {
            say.assign(hibernating, "RFM", "Hibernating");
        }
        if (is(r, 1) && atMost(f, 2)) {
            say.assign(lost, "RFM", "Lost");
        }
    }
}
