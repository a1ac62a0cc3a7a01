package dev.beckon.campaign;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message approved beforehand, and what fills its blanks.
 *
 * @param file as messages name it
 * @param text the approved text; {@code {{1}}} stands for the variable 1
 * @param blanks the names of the variables in the order of the text, as often as they stand there
 * @param alwaysFilled whether no variable can be empty
 */
record WhatsAppTemplate(
        String file,
        String contentSid,
        SortedMap<String, Template> variables,
        String text,
        List<String> blanks,
        boolean alwaysFilled,
        MessageTemplate.Parts parts)
        implements MessageTemplate {

    /** What WhatsApp takes as the body of a template message. */
    static final int MAX_BODY = 1024;

    static final Pattern BLANK = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    WhatsAppTemplate(String file, String contentSid, SortedMap<String, Template> variables, String text) {
        this(
                file,
                contentSid,
                variables,
                text,
                BLANK.matcher(text).results().map(blank -> blank.group(1)).toList(),
                variables.values().stream().allMatch(Template::alwaysPrints),
                Parts.of(List.copyOf(variables.values())));
    }

    @Override
    public Set<Variable> reads() {
        return parts.reads();
    }

    @Override
    public Set<Variable> needs() {
        return parts.needs();
    }

    @Override
    public List<Template> templates() {
        return List.copyOf(variables.values());
    }

    @Override
    public Content.WhatsApp render(Map<String, Object> values) {
        var filled = new TreeMap<String, String>();
        variables.forEach((name, template) -> filled.put(name, template.render(values)));
        String body = BLANK.matcher(text).replaceAll(blank -> Matcher.quoteReplacement(filled.get(blank.group(1))));
        return new Content.WhatsApp(contentSid, filled, body);
    }

    /** An empty variable is refused by WhatsApp too. */
    @Override
    public Optional<String> unfit(Map<String, Object> values) {
        Content.WhatsApp message = render(values);
        return message.variables().entrySet().stream()
                .filter(variable -> variable.getValue().isBlank())
                .map(variable -> "the WhatsApp variable " + variable.getKey() + " is empty")
                .findFirst()
                .or(() -> MessageTemplate.limit("the WhatsApp text", message.text(), MAX_BODY));
    }

    @Override
    public boolean surelyFits(Map<String, Object> values) {
        long length = text.length();
        for (String blank : blanks) {
            length += Objects.requireNonNull(variables.get(blank)).atMost(values);
        }
        return alwaysFilled && length <= MAX_BODY;
    }
}
