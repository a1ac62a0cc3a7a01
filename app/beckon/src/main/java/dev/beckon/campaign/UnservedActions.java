package dev.beckon.campaign;

import dev.beckon.feedback.Nearest;
import dev.beckon.feedback.Problem;
import dev.beckon.rules.Effect.Recommend;
import dev.beckon.rules.Rule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds actions that rules recommend and no campaign, enabled or not, is for: nobody gets a message for them. */
public final class UnservedActions {

    private UnservedActions() {}

    /** One warning an action, at the first rule that recommends it; none where there are no campaigns yet. */
    public static List<Problem> of(Collection<Campaign> campaigns, Collection<Rule> rules) {
        Set<String> served = campaigns.stream()
                .map(Campaign::target)
                .filter(Target.Action.class::isInstance)
                .map(target -> ((Target.Action) target).name())
                .collect(Collectors.toSet());
        Map<String, Rule> unserved = new LinkedHashMap<>();
        for (Rule rule : rules) {
            rule.effects().stream()
                    .filter(Recommend.class::isInstance)
                    .map(effect -> ((Recommend) effect).action())
                    .filter(action -> !served.contains(action))
                    .forEach(action -> unserved.putIfAbsent(action, rule));
        }
        return campaigns.isEmpty()
                ? List.of()
                : unserved.entrySet().stream()
                        .map(each -> warning(each.getKey(), each.getValue(), served))
                        .toList();
    }

    private static Problem warning(String action, Rule rule, Set<String> served) {
        return Problem.at(
                        rule.ref().file(),
                        rule.ref().line(),
                        0,
                        "no campaign is for '" + action + "', so nobody gets a message for it")
                .inRule(rule.ref().name())
                .hint(Nearest.to(action, served)
                        .map(near -> "you meant '" + near + "'")
                        .orElse("make one: beckon new campaign NAME --action '" + action + "'"));
    }
}
