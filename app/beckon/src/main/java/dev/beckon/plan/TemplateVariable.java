package dev.beckon.plan;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.MessageRenderer;
import dev.beckon.decide.Decision.Recommendation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stops whose message can't be written as it should be: a value that the template needs is missing, a parameter isn't of
 * the type that the campaign declares, or the finished subject, WhatsApp text or call is longer than its channel takes. The
 * others get a fallback: the next channel that isn't suppressed and whose message can be written.
 */
final class TemplateVariable implements CustomerGate {

    private final MessageRenderer renderer;
    private final Suppressed suppressed;

    TemplateVariable(MessageRenderer renderer, Suppressed suppressed) {
        this.renderer = renderer;
        this.suppressed = suppressed;
    }

    @Override
    public String key() {
        return "template-variable";
    }

    @Override
    public String title() {
        return "a value for the message is missing or unfit";
    }

    @Override
    public @Nullable Stop stop(Candidate candidate) {
        Filling filling = filling(candidate, candidate.channel());
        if (filling.stop() == null) {
            candidate.variables(filling.values());
            candidate.fallback(fallback(candidate));
        }
        return filling.stop();
    }

    private Filling filling(Candidate candidate, Channel channel) {
        Recommendation recommendation = candidate.recommendation();
        return Filling.of(
                candidate.planned().campaign(),
                channel,
                candidate.language(),
                candidate::fact,
                recommendation == null ? Map.of() : recommendation.parameters(),
                renderer);
    }

    /** Email never needs one: an address that doesn't work is suppressed, and its sender isn't told in time. */
    private @Nullable Fallback fallback(Candidate candidate) {
        if (candidate.channel() == Channel.EMAIL) {
            return null;
        }
        List<Channel> channels = candidate.consented();
        for (Channel next : channels.subList(channels.indexOf(candidate.channel()) + 1, channels.size())) {
            if (suppressed.reason(candidate, next) == null) {
                Filling filling = filling(candidate, next);
                if (filling.stop() == null) {
                    return new Fallback(
                            next,
                            Objects.requireNonNull(candidate.text(next.addressProperty())),
                            PermittedHours.zone(candidate.text("timeZone")).orElse(null),
                            filling.values());
                }
            }
        }
        return null;
    }
}
