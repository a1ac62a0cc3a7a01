package dev.beckon.plan;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.MessageRenderer;
import dev.beckon.campaign.MessageTemplate;
import dev.beckon.campaign.Variable;
import dev.beckon.campaign.Variable.Source;
import dev.beckon.decide.Decision.Recommendation;
import java.util.Optional;
import java.util.TreeMap;
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
        Campaign campaign = candidate.planned().campaign();
        Channel channel = candidate.channel();
        String language = candidate.language();
        MessageTemplate template = campaign.template(channel, language);
        var ready = new TreeMap<String, Object>();
        for (Variable variable : template.reads()) {
            Object value = valueOf(candidate, variable);
            Object shown = value == null ? null : campaign.ready(channel, language, variable, value);
            if (shown != null) {
                ready.put(variable.name(), shown);
            } else if (value != null && variable.source() == Source.PARAMETER) {
                return Stop.because(
                        "a parameter has the wrong type",
                        variable.name() + " isn't a " + variable.kind().key());
            } else if (template.needs().contains(variable)) {
                return Stop.because("a value is missing", variable.name());
            }
        }
        candidate.variables(ready);
        Optional<String> unfit = renderer.unfit(template, ready);
        return unfit.map(why -> Stop.because("the message doesn't fit its channel", why))
                .orElse(null);
    }

    private static @Nullable Object valueOf(Candidate candidate, Variable variable) {
        Recommendation recommendation = candidate.recommendation();
        return switch (variable.source()) {
            case PROPERTY -> candidate.fact(variable.name());
            case PARAMETER ->
                recommendation == null ? null : recommendation.parameters().get(variable.name());
            case SENDER -> null;
        };
    }
}
