package dev.beckon.campaign;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is said in a call.
 *
 * @param script for TwiML: values escaped for XML
 * @param spoken the same as plain text
 * @param locale of the voice
 */
record PhoneTemplate(Template script, Template spoken, Locale locale, MessageTemplate.Parts parts)
        implements MessageTemplate {

    /** The telephone provider takes 4000 characters along with a call; the rest is for voices and opting out. */
    static final int MAX_TWIML = 3200;

    PhoneTemplate(Template script, Template spoken, Locale locale) {
        this(script, spoken, locale, Parts.of(List.of(script)));
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
        return List.of(script);
    }

    @Override
    public String file() {
        return script.file();
    }

    @Override
    public Content.Phone render(Map<String, Object> values) {
        return new Content.Phone(twiml(values), spoken.render(values).strip());
    }

    @Override
    public Optional<String> unfit(Map<String, Object> values) {
        return MessageTemplate.limit("the call", twiml(values), MAX_TWIML);
    }

    private String twiml(Map<String, Object> values) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>\n");
        boolean first = true;
        for (String paragraph : script.render(values).strip().split("\\R\\s*\\R")) {
            if (!first) {
                xml.append("  <Pause length=\"1\"/>\n");
            }
            first = false;
            xml.append("  <Say language=\"")
                    .append(locale.toLanguageTag())
                    .append("\">")
                    .append(paragraph.strip().replaceAll("\\s*\\R\\s*", " "))
                    .append("</Say>\n");
        }
        return xml.append("</Response>\n").toString();
    }
}
