package dev.beckon.audience;

import dev.beckon.decide.Decision;
import dev.beckon.decide.Decision.Preferred;
import dev.beckon.decide.Decision.Recommendation;
import java.util.List;
import java.util.Map;

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
        if (decision.recommendations().isEmpty()) {
            return "";
        }
        var text = new StringBuilder(64);
        for (Recommendation recommendation : decision.recommendations()) {
            separate(text, 0, ';');
            text.append(recommendation.action()).append(':').append(recommendation.priority());
            appendParameters(text, recommendation.parameters());
        }
        return text.toString();
    }

    private static void appendParameters(StringBuilder text, Map<String, Object> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        text.append('(');
        int start = text.length();
        parameters.forEach((name, value) -> {
            separate(text, start, ',');
            text.append(name).append('=').append(value);
        });
        text.append(')');
    }

    /** {@code win-back=whatsapp,email;bundle=email}: the channels that rules asked for, best first. */
    static String channels(Decision decision) {
        if (decision.channels().isEmpty()) {
            return "";
        }
        var text = new StringBuilder(64);
        decision.channels().forEach((action, advice) -> {
            if (!advice.preferred().isEmpty()) {
                separate(text, 0, ';');
                text.append(action).append('=');
                appendChannels(text, advice.preferred());
            }
        });
        return text.toString();
    }

    private static void appendChannels(StringBuilder text, List<Preferred> preferred) {
        int start = text.length();
        for (int i = 0; i < preferred.size(); i++) {
            String channel = preferred.get(i).channel();
            if (preferred.subList(0, i).stream()
                    .noneMatch(earlier -> earlier.channel().equals(channel))) {
                separate(text, start, ',');
                text.append(channel);
            }
        }
    }

    private static void separate(StringBuilder text, int start, char separator) {
        if (text.length() > start) {
            text.append(separator);
        }
    }
}
