package dev.beckon.plan;

import dev.beckon.campaign.Channel;
import dev.beckon.decide.Decision.Avoided;
import dev.beckon.decide.Decision.ChannelAdvice;
import dev.beckon.rules.RuleRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stops whom no channel of the campaign may reach: there must be consent (no record is no consent) and a usable
 * address, and no rule may avoid the channel. The others get their channels put in order: those that rules prefer, by
 * preference; then the customer's preferred channel; then the campaign's order.
 *
 * <p>The reason is that of the channel that came closest.
 */
final class NoChannel implements CustomerGate {

    private static final ChannelAdvice NO_ADVICE = new ChannelAdvice(List.of(), List.of());

    /** From farthest to closest. */
    private enum Lack {
        NO_RECORD("no consent record"),
        DENIED("consent denied"),
        WITHDRAWN("consent withdrawn"),
        NO_ADDRESS("consent, but no usable address"),
        AVOIDED("avoided by a rule");

        private final String words;

        Lack(String words) {
            this.words = words;
        }
    }

    private record Finding(
            Channel channel, Lack lack, @Nullable RuleRef rule) {

        String words() {
            return channel.key() + ": " + lack.words + (rule == null ? "" : " \"" + rule.name() + "\"");
        }
    }

    private final ContactHistory history;

    NoChannel(ContactHistory history) {
        this.history = history;
    }

    @Override
    public String key() {
        return "no-channel";
    }

    @Override
    public String title() {
        return "no consented channel";
    }

    @Override
    public @Nullable Stop stop(Candidate candidate) {
        ChannelAdvice advice = adviceFor(candidate);
        var usable = new ArrayList<Channel>();
        var lacking = new ArrayList<Finding>();
        for (Channel channel : inOrder(candidate, advice)) {
            lack(candidate, channel, advice).ifPresentOrElse(lacking::add, () -> usable.add(channel));
        }
        candidate.consented(usable);
        return usable.isEmpty() ? stopFor(lacking) : null;
    }

    private static Stop stopFor(List<Finding> lacking) {
        Finding closest = lacking.get(0);
        for (Finding each : lacking) {
            closest = each.lack.compareTo(closest.lack) > 0 ? each : closest;
        }
        String all = String.join("; ", lacking.stream().map(Finding::words).toList());
        return new Stop(closest.lack.words, all, closest.rule);
    }

    private static ChannelAdvice adviceFor(Candidate candidate) {
        String action = candidate.action();
        return action == null ? NO_ADVICE : candidate.decision().channels().getOrDefault(action, NO_ADVICE);
    }

    private static Collection<Channel> inOrder(Candidate candidate, ChannelAdvice advice) {
        List<Channel> offered = candidate.planned().campaign().channels();
        String preferred = candidate.text("preferredChannel");
        if (preferred == null && advice.preferred().isEmpty()) {
            return offered;
        }
        var order = new LinkedHashSet<Channel>();
        advice.preferred().forEach(each -> Channel.of(each.channel()).ifPresent(order::add));
        if (preferred != null) {
            Channel.of(preferred).ifPresent(order::add);
        }
        order.addAll(offered);
        order.retainAll(offered);
        return order;
    }

    private Optional<Finding> lack(Candidate candidate, Channel channel, ChannelAdvice advice) {
        String consent = candidate.text(channel.consentProperty());
        if (consent == null) {
            return Optional.of(new Finding(channel, Lack.NO_RECORD, null));
        }
        if (!consent.equals("granted")) {
            return Optional.of(new Finding(channel, Lack.DENIED, null));
        }
        if (history.hasWithdrawn(candidate.customer(), channel)) {
            return Optional.of(new Finding(channel, Lack.WITHDRAWN, null));
        }
        if (candidate.text(channel.addressProperty()) == null) {
            return Optional.of(new Finding(channel, Lack.NO_ADDRESS, null));
        }
        return advice.avoided().stream()
                .filter(avoided -> avoided.channel().equals(channel.key()))
                .findFirst()
                .map(Avoided::rule)
                .map(rule -> new Finding(channel, Lack.AVOIDED, rule));
    }
}
