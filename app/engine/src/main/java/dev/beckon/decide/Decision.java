package dev.beckon.decide;

import dev.beckon.rules.RuleRef;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything the rules said of one customer, with reasons.
 *
 * @param segments segment by dimension, in the order of the dimensions' first rules; customers whom no rule of a
 *     dimension matched have no entry for it
 * @param overruled further assignments that matched, of dimensions to which an earlier rule gave the segment
 * @param recommendations highest priority first, then by file and line; one per action
 * @param vetoes in the order of their rules
 * @param channels what the channel rules said, per recommended action
 * @param fired the rules that fired, in the order of their ids
 */
public record Decision(
        String customer,
        Map<String, String> segments,
        List<Overruled> overruled,
        SortedSet<String> tags,
        List<Recommendation> recommendations,
        List<Veto> vetoes,
        Map<String, ChannelAdvice> channels,
        List<RuleRef> fired) {

    public record Overruled(String dimension, String segment, RuleRef rule) {}

    /** @param parameters literals as the rule wrote them: String, Long, BigDecimal or Boolean; by name in the rule's order */
    public record Recommendation(String action, int priority, Map<String, Object> parameters, RuleRef rule) {}

    /** @param action null where the customer is to get nothing at all */
    public record Veto(@Nullable String action, String reason, RuleRef rule) {}

    /**
     * @param preferred highest preference first, then by rule; without the avoided ones
     * @param avoided channels that must not be used
     */
    public record ChannelAdvice(List<Preferred> preferred, List<Avoided> avoided) {}

    public record Preferred(String channel, int preference, RuleRef rule) {}

    public record Avoided(String channel, String reason, RuleRef rule) {}
}
