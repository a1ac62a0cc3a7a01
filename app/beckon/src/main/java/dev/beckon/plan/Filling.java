package dev.beckon.plan;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.MessageRenderer;
import dev.beckon.campaign.MessageTemplate;
import dev.beckon.campaign.Variable;
import dev.beckon.campaign.Variable.Source;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of one message, ready for its template.
 *
 * @param stop why it can't be written as it should be; null if it can
 * @param about the variable that the stop is about; null if it is about the whole message
 */
record Filling(
        SortedMap<String, Object> values,
        @Nullable Stop stop,
        @Nullable Variable about) {

    /**
     * @param facts of the customer by name, null where missing
     * @param parameters that came with the recommendation
     */
    static Filling of(
            Campaign campaign,
            Channel channel,
            String language,
            Function<String, @Nullable Object> facts,
            Map<String, Object> parameters,
            MessageRenderer renderer) {
        MessageTemplate template = campaign.template(channel, language);
        var ready = new TreeMap<String, Object>();
        for (Variable variable : template.reads()) {
            Object value = valueOf(variable, facts, parameters);
            Object shown = value == null ? null : campaign.ready(channel, language, variable, value);
            if (shown != null) {
                ready.put(variable.name(), shown);
            } else if (value != null && variable.source() == Source.PARAMETER) {
                String isnt = variable.name() + " isn't a " + variable.kind().key();
                return new Filling(ready, Stop.because("a parameter has the wrong type", isnt), variable);
            } else if (template.needs().contains(variable)) {
                return new Filling(ready, Stop.because("a value is missing", variable.name()), variable);
            }
        }
        Stop stop = renderer.unfit(template, ready)
                .map(why -> Stop.because("the message doesn't fit its channel", why))
                .orElse(null);
        return new Filling(ready, stop, null);
    }

    private static @Nullable Object valueOf(
            Variable variable, Function<String, @Nullable Object> facts, Map<String, Object> parameters) {
        return switch (variable.source()) {
            case PROPERTY -> facts.apply(variable.name());
            case PARAMETER -> parameters.get(variable.name());
            case SENDER -> null;
        };
    }
}
