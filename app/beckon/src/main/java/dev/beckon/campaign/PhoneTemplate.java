package dev.beckon.campaign;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is said in a call.
 *
 * @param script for TwiML: values escaped for XML
 * @param spoken the same as plain text
 * @param locale of the voice
 */
record PhoneTemplate(Template script, Template spoken, Locale locale, MessageTemplate.Parts parts)
        implements MessageTemplate {

    private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\s*\\R");
    private static final Pattern LINES = Pattern.compile("\\s*\\R\\s*");

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

    /** How often words are escaped and where paragraphs end is only seen in the finished text. */
    @Override
    public boolean surelyFits(Map<String, Object> values) {
        return false;
    }

    private String twiml(Map<String, Object> values) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>\n");
        boolean first = true;
        for (String paragraph : PARAGRAPHS.split(script.render(values).strip())) {
            if (!first) {
                xml.append("  <Pause length=\"1\"/>\n");
            }
            first = false;
            xml.append("  <Say language=\"")
                    .append(locale.toLanguageTag())
                    .append("\">")
                    .append(LINES.matcher(paragraph.strip()).replaceAll(" "))
                    .append("</Say>\n");
        }
        return xml.append("</Response>\n").toString();
    }
}
