package dev.beckon.decide.twin;

import dev.beckon.decide.Decision;
import dev.beckon.rules.RuleRef;
import dev.beckon.rules.RuleSet;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides as {@code rules/README.md} says: its files one after the other. */
final class Twin {

    private final PeopleByHand people;
    private final BehaviourByHand behaviour;
    private final MoneyByHand money;
    private final RfmByHand rfm;
    private final SellingByHand selling;
    private final KeepingByHand keeping;
    private final VetoesByHand vetoes;
    private final ChannelsByHand channels;

    /** @param rules read for where each rule stands, nothing else */
    Twin(RuleSet rules) {
        Map<String, RuleRef> byName =
                rules.rules().stream().collect(Collectors.toMap(RuleRef::name, Function.identity()));
        people = new PeopleByHand(byName);
        behaviour = new BehaviourByHand(byName);
        money = new MoneyByHand(byName);
        rfm = new RfmByHand(byName);
        selling = new SellingByHand(byName);
        keeping = new KeepingByHand(byName);
        vetoes = new VetoesByHand(byName);
        channels = new ChannelsByHand(byName);
    }

    Decision decide(Facts of) {
        var say = new Findings();
        segments(of, say);
        actions(of, say);
        channels.channels(of, say);
        return say.decision(of.id);
    }

    private void segments(Facts of, Findings say) {
        people.ageGroup(of, say);
        behaviour.churn(of, say);
        people.cityTier(of, say);
        money.customerType(of, say);
        behaviour.engagement(of, say);
        behaviour.favourites(of, say);
        people.language(of, say);
        behaviour.loyalty(of, say);
        money.orderValue(of, say);
        people.people(of, say);
        rfm.quartiles(of, say);
        rfm.fifths(of, say);
        money.salesAndProfit(of, say);
        people.targetGroup(of, say);
    }

    private void actions(Facts of, Findings say) {
        keeping.apology(of, say);
        selling.bundle(of, say);
        selling.cartReminder(of, say);
        selling.crossSell(of, say);
        selling.exclusiveOffer(say);
        keeping.firstSteps(of, say);
        keeping.frequentBuyer(of, say);
        keeping.loyaltyOffer(of, say);
        keeping.loyaltyProgramme(of, say);
        selling.newProduct(of, say);
        keeping.referral(of, say);
        keeping.survey(of, say);
        vetoes.vetoes(of, say);
        keeping.winBack(of, say);
    }
}
