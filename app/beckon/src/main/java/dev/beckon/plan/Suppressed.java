package dev.beckon.plan;

import dev.beckon.campaign.Channel;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stops who unsubscribed from, bounced on or complained about every channel that is left, and settles on the first that
 * isn't suppressed.
 */
final class Suppressed implements CustomerGate {

    private final ContactHistory history;

    Suppressed(ContactHistory history) {
        this.history = history;
    }

    @Override
    public String key() {
        return "suppressed";
    }

    @Override
    public String title() {
        return "suppressed";
    }

    @Override
    public @Nullable Stop stop(Candidate candidate) {
        var reasons = new LinkedHashMap<Channel, String>();
        for (Channel channel : candidate.consented()) {
            String reason = reason(candidate, channel);
            if (reason == null) {
                candidate.channel(channel);
                return null;
            }
            reasons.put(channel, reason);
        }
        String detail = reasons.entrySet().stream()
                .map(each -> each.getKey().key() + ": " + each.getValue())
                .collect(Collectors.joining("; "));
        return Stop.because(reasons.values().iterator().next(), detail);
    }

    /** Why nobody may write to this customer on this channel; null: they may. */
    @Nullable
    String reason(Candidate candidate, Channel channel) {
        String known = candidate.text(channel.suppressionProperty());
        if (known != null) {
            return known;
        }
        String address = Objects.requireNonNull(candidate.text(channel.addressProperty()));
        return history.suppression(candidate.customer(), channel, address).orElse(null);
    }
}
