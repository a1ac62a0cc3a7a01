package dev.beckon.plan;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Target;
import dev.beckon.decide.Decision;
import dev.beckon.decide.Decision.Recommendation;
import dev.beckon.facts.Subject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A customer of one campaign's audience on the way through the gates. Not thread-safe. */
final class Candidate {

    private final PlannedCampaign planned;
    private final Subject customer;
    private final Decision decision;
    private final @Nullable Recommendation recommendation;
    private final Facts facts;

    private @Nullable String language;
    private List<Channel> consented = List.of();
    private @Nullable Channel channel;
    private @Nullable Instant sendAt;
    private @Nullable ZoneId timeZone;
    private @Nullable Map<String, Object> variables;
    private @Nullable Fallback fallback;

    /** @param recommendation null where the campaign serves a segment */
    Candidate(
            PlannedCampaign planned,
            Subject customer,
            Decision decision,
            @Nullable Recommendation recommendation,
            Facts facts) {
        this.planned = planned;
        this.customer = customer;
        this.decision = decision;
        this.recommendation = recommendation;
        this.facts = facts;
    }

    PlannedCampaign planned() {
        return planned;
    }

    String customer() {
        return customer.id();
    }

    Decision decision() {
        return decision;
    }

    @Nullable
    Recommendation recommendation() {
        return recommendation;
    }

    /** The action that the campaign serves; null where it serves a segment. */
    @Nullable
    String action() {
        return planned.campaign().target() instanceof Target.Action action ? action.name() : null;
    }

    int priority() {
        return planned.campaign().priority().orElse(recommendation == null ? 0 : recommendation.priority());
    }

    @Nullable
    Object fact(String property) {
        return facts.value(customer, property);
    }

    @Nullable
    String text(String property) {
        return (String) fact(property);
    }

    /** Channels with consent and an address, best first. */
    List<Channel> consented() {
        return consented;
    }

    void consented(List<Channel> channels) {
        this.consented = channels;
    }

    @Nullable
    Channel chosen() {
        return channel;
    }

    /** Only after a channel was settled. */
    Channel channel() {
        return Objects.requireNonNull(channel);
    }

    void channel(Channel settled) {
        this.channel = settled;
    }

    @Nullable
    String address() {
        return channel == null ? null : text(channel.addressProperty());
    }

    String language() {
        if (language == null) {
            language = planned.campaign().languageFor(text("language"));
        }
        return language;
    }

    @Nullable
    Instant sendAt() {
        return sendAt;
    }

    @Nullable
    ZoneId timeZone() {
        return timeZone;
    }

    /** @param zone the customer's own; null where it isn't known and may be one of several */
    void sendAt(Instant moment, @Nullable ZoneId zone) {
        this.sendAt = moment;
        this.timeZone = zone;
    }

    @Nullable
    Map<String, Object> variables() {
        return variables;
    }

    void variables(Map<String, Object> ready) {
        this.variables = ready;
    }

    @Nullable
    Fallback fallback() {
        return fallback;
    }

    void fallback(@Nullable Fallback next) {
        this.fallback = next;
    }
}
