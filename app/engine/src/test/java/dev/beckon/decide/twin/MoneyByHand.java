package dev.beckon.decide.twin;

import static dev.beckon.decide.twin.Ask.atLeast;
import static dev.beckon.decide.twin.Ask.atMost;
import static dev.beckon.decide.twin.Ask.below;
import static dev.beckon.decide.twin.Ask.moreThan;
import static dev.beckon.decide.twin.Ask.rupees;

import dev.beckon.rules.RuleRef;
import java.util.Map;

/** customer-type.drl, order-value.drl, sales-and-profit.drl. */
final class MoneyByHand extends ByHand {

    private final RuleRef highValue = rule("High-Value");
    private final RuleRef bargainSeekers = rule("Bargain Seekers");
    private final RuleRef newAndEngaged = rule("New and Engaged");
    private final RuleRef inactive = rule("Inactive");
    private final RuleRef largeOrders = rule("Large orders");
    private final RuleRef mediumOrders = rule("Medium orders");
    private final RuleRef smallOrders = rule("Small orders");
    private final RuleRef highHigh = rule("High sales and high profit");
    private final RuleRef highLow = rule("High sales but low profit");
    private final RuleRef lowHigh = rule("Low sales but high profit");
    private final RuleRef lowLow = rule("Low sales and low profit");
    private final RuleRef losesMoney = rule("Loses us money");

    MoneyByHand(Map<String, RuleRef> rules) {
        super(rules);
    }

    void customerType(Facts of, Findings say) {
        if (atLeast(of.spendLast365Days, rupees(12_000))) {
            say.assign(highValue, "Customer type", "High-Value");
        }
        if (atLeast(of.discountShare, 0.1) && atLeast(of.orders, 2)) {
            say.assign(bargainSeekers, "Customer type", "Bargain Seekers");
        }
        if (atMost(of.firstOrderDaysAgo, 180) && atMost(of.lastSeenDaysAgo, 30)) {
            say.assign(newAndEngaged, "Customer type", "New and Engaged");
        }
        if (moreThan(of.recencyDays, 180)) {
            say.assign(inactive, "Customer type", "Inactive");
        }
    }

    void orderValue(Facts of, Findings say) {
        if (atLeast(of.averageOrderValue, rupees(700))) {
            say.assign(largeOrders, "Order value", "Large orders");
        }
        if (atLeast(of.averageOrderValue, rupees(400)) && below(of.averageOrderValue, rupees(700))) {
            say.assign(mediumOrders, "Order value", "Medium orders");
        }
        if (below(of.averageOrderValue, rupees(400))) {
            say.assign(smallOrders, "Order value", "Small orders");
        }
    }

    void salesAndProfit(Facts of, Findings say) {
        if (atLeast(of.monetary, rupees(5000)) && atLeast(of.profit, rupees(2200))) {
            say.assign(highHigh, "Sales and profit", "High sales, high profit");
        }
        if (atLeast(of.monetary, rupees(5000)) && below(of.profit, rupees(2200))) {
            say.assign(highLow, "Sales and profit", "High sales, low profit");
        }
        if (below(of.monetary, rupees(5000)) && atLeast(of.profit, rupees(2200))) {
            say.assign(lowHigh, "Sales and profit", "Low sales, high profit");
        }
        if (below(of.monetary, rupees(5000)) && below(of.profit, rupees(2200))) {
            say.assign(lowLow, "Sales and profit", "Low sales, low profit");
        }
        if (below(of.profit, 0)) {
            say.tag(losesMoney, "loses-money");
        }
    }
}
