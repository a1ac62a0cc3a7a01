package dev.beckon.audience;

import dev.beckon.decide.Decision;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.rules.RuleRef;
import java.util.stream.Collectors;

/** How one decision reads in a cell: names are joined by semicolons, which no name may contain. */
final class DecisionText {

    /** The segment of customers whom no rule of a dimension matches. */
    static final String OTHERS = "Others";

    private DecisionText() {}

    /** {@code new;sweet tooth} */
    static String tags(Decision decision) {
        return String.join(";", decision.tags());
    }

    /** {@code win-back:80(discount=15);bundle:40}, highest priority first. */
    static String actions(Decision decision) {
        return decision.recommendations().stream().map(DecisionText::action).collect(Collectors.joining(";"));
    }

    /** {@code win-back=whatsapp,email;bundle=email}: the channels that rules asked for, best first. */
    static String channels(Decision decision) {
        return decision.channels().entrySet().stream()
                .filter(entry -> !entry.getValue().preferred().isEmpty())
                .map(entry -> entry.getKey() + "="
                        + entry.getValue().preferred().stream()
                                .map(Decision.Preferred::channel)
                                .distinct()
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }

    /** Names of the rules that fired, in the order of the files. */
    static String rules(Decision decision) {
        return decision.fired().stream().map(RuleRef::name).collect(Collectors.joining(";"));
    }

    private static String action(Recommendation recommendation) {
        String parameters = recommendation.parameters().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(",", "(", ")"));
        return recommendation.action() + ":" + recommendation.priority()
                + (recommendation.parameters().isEmpty() ? "" : parameters);
    }
}
