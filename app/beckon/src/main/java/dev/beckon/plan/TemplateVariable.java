package dev.beckon.plan;

import dev.beckon.campaign.MessageRenderer;
import dev.beckon.decide.Decision.Recommendation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stops whose message can't be written as it should be: a value that the template needs is missing, a parameter isn't of
 * the type that the campaign declares, or the finished subject, WhatsApp text or call is longer than its channel takes.
 */
final class TemplateVariable implements CustomerGate {

    private final MessageRenderer renderer;

    TemplateVariable(MessageRenderer renderer) {
        this.renderer = renderer;
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
        Recommendation recommendation = candidate.recommendation();
        Filling filling = Filling.of(
                candidate.planned().campaign(),
                candidate.channel(),
                candidate.language(),
                candidate::fact,
                recommendation == null ? Map.of() : recommendation.parameters(),
                renderer);
        if (filling.stop() == null) {
            candidate.variables(filling.values());
        }
        return filling.stop();
    }
}
