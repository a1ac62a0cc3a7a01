package dev.beckon.decide.twin;

import dev.beckon.decide.Decision;
import dev.beckon.decide.Decision.ChannelAdvice;
import dev.beckon.decide.Decision.Overruled;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.decide.Decision.Veto;
import dev.beckon.rules.RuleRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was found out about one customer so far. Rules speak in the order in which they count. */
final class Findings {

    private static final Comparator<Recommendation> HIGHEST_FIRST =
            Comparator.comparingInt(Recommendation::priority).reversed();

    private final Map<String, String> segments = new LinkedHashMap<>();
    private final List<Overruled> overruled = new ArrayList<>(0);
    private final SortedSet<String> tags = new TreeSet<>();
    private final List<Recommendation> recommendations = new ArrayList<>(4);
    private final List<Veto> vetoes = new ArrayList<>(0);
    private final Map<String, ChannelAdvice> channels = new LinkedHashMap<>();
    private final List<RuleRef> fired = new ArrayList<>(20);

    void assign(RuleRef rule, String dimension, String segment) {
        fired.add(rule);
        if (segments.putIfAbsent(dimension, segment) != null) {
            overruled.add(new Overruled(dimension, segment, rule));
        }
    }

    void tag(RuleRef rule, String tag) {
        fired.add(rule);
        tags.add(tag);
    }

    boolean isIn(String dimension, String segment) {
        return segment.equals(segments.get(dimension));
    }

    boolean tagged(String tag) {
        return tags.contains(tag);
    }

    void recommend(Recommendation recommendation) {
        fired.add(recommendation.rule());
        for (Recommendation other : recommendations) {
            if (other.action().equals(recommendation.action())) {
                if (other.priority() >= recommendation.priority()) {
                    return;
                }
                recommendations.remove(other);
                break;
            }
        }
        recommendations.add(recommendation);
    }

    /** A rule may forbid several actions. */
    void forbid(Veto... all) {
        fired.add(all[0].rule());
        vetoes.addAll(List.of(all));
    }

    List<Recommendation> recommendations() {
        recommendations.sort(HIGHEST_FIRST);
        return recommendations;
    }

    void advise(Recommendation recommendation, ChannelAdvice advice) {
        channels.put(recommendation.action(), advice);
    }

    void fired(RuleRef rule) {
        fired.add(rule);
    }

    Decision decision(String customer) {
        return new Decision(customer, segments, overruled, tags, recommendations, vetoes, channels, fired);
    }
}
