package dev.beckon.decide.twin;

import static dev.beckon.decide.twin.Ask.atLeast;
import static dev.beckon.decide.twin.Ask.otherThan;
import static dev.beckon.decide.twin.Ask.yes;

import dev.beckon.decide.Decision.Avoided;
import dev.beckon.decide.Decision.ChannelAdvice;
import dev.beckon.decide.Decision.Preferred;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.rules.RuleRef;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** channels.drl. */
final class ChannelsByHand extends ByHand {

    private static final Comparator<Preferred> HIGHEST_FIRST =
            Comparator.comparingInt(Preferred::preference).reversed();

    private final Preferred lapsed = preferred("Lapsed people read WhatsApp", "whatsapp", 90);
    private final Preferred shortLived = preferred("Short-lived news by WhatsApp", "whatsapp", 85);
    private final Preferred opensEmails = preferred("Those who open emails get emails", "email", 80);
    private final Preferred ignoresEmails = preferred("WhatsApp for those who ignore emails", "whatsapp", 75);
    private final Preferred callOlder = preferred("Call older customers about what matters", "phone", 95);
    private final Avoided abroad = avoided("No calls to other countries", "phone", "calls abroad cost too much");
    private final Avoided small = avoided("No calls about small things", "phone", "too small a matter for a call");

    private final List<RuleRef> inOrder = List.of(
            lapsed.rule(),
            shortLived.rule(),
            opensEmails.rule(),
            ignoresEmails.rule(),
            callOlder.rule(),
            abroad.rule(),
            small.rule());

    ChannelsByHand(Map<String, RuleRef> rules) {
        super(rules);
    }

    /** Rules that fire for several actions are noted once. */
    void channels(Facts of, Findings say) {
        var fired = new BitSet();
        for (Recommendation recommendation : say.recommendations()) {
            say.advise(recommendation, advice(of, recommendation, say, fired));
        }
        for (RuleRef rule : inOrder) {
            if (fired.get(rule.id())) {
                say.fired(rule);
            }
        }
    }

    private ChannelAdvice advice(Facts of, Recommendation about, Findings found, BitSet fired) {
        List<Preferred> preferred = new ArrayList<>(4);
        List<Avoided> avoided = new ArrayList<>(2);
        String action = about.action();
        if (action.equals("win-back") && yes(of.mayWhatsApp)) {
            preferred.add(lapsed);
        }
        if ((action.equals("cart-reminder") || action.equals("cross-sell")) && yes(of.mayWhatsApp)) {
            preferred.add(shortLived);
        }
        if (!action.equals("win-back") && atLeast(of.emailsOpenedLast90Days, 1)) {
            preferred.add(opensEmails);
        }
        if (found.tagged("ignores-email") && yes(of.mayWhatsApp) && otherThan(of.preferredChannel, "email")) {
            preferred.add(ignoresEmails);
        }
        if (atLeast(of.age, 56) && yes(of.mayCall) && about.priority() >= 50) {
            preferred.add(callOlder);
        }
        if (otherThan(of.country, "IN")) {
            avoided.add(abroad);
        }
        if (yes(of.mayCall) && about.priority() < 40) {
            avoided.add(small);
        }
        preferred.forEach(via -> fired.set(via.rule().id()));
        avoided.forEach(veto -> fired.set(veto.rule().id()));
        if (!avoided.isEmpty()) {
            preferred.remove(callOlder);
        }
        preferred.sort(HIGHEST_FIRST);
        return new ChannelAdvice(preferred, avoided);
    }
}
