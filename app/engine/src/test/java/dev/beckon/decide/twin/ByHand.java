package dev.beckon.decide.twin;

import dev.beckon.decide.Decision.Avoided;
import dev.beckon.decide.Decision.Preferred;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.Decision.Veto;
import dev.beckon.rules.RuleRef;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules of one theme, by their names; where they stand in which file is looked up, so that decisions can be compared. */
abstract class ByHand {

    private final Map<String, RuleRef> rules;

    ByHand(Map<String, RuleRef> rules) {
        this.rules = rules;
    }

    final RuleRef rule(String name) {
        RuleRef rule = rules.get(name);
        if (rule == null) {
            throw new IllegalArgumentException("rules/ has no rule \"" + name + "\"");
        }
        return rule;
    }

    /** @param parameters name, value, name, value ... */
    final Recommendation recommendation(String name, String action, int priority, Object... parameters) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            byName.put((String) parameters[i], parameters[i + 1]);
        }
        return new Recommendation(action, priority, byName, rule(name));
    }

    final Veto veto(String name, @Nullable String action, String reason) {
        return new Veto(action, reason, rule(name));
    }

    final Preferred preferred(String name, String channel, int preference) {
        return new Preferred(channel, preference, rule(name));
    }

    final Avoided avoided(String name, String channel, String reason) {
        return new Avoided(channel, reason, rule(name));
    }
}
