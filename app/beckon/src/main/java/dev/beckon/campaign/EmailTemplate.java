package dev.beckon.campaign;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Subject, page and plain text of an email. */
record EmailTemplate(Template subject, Template html, Template text, MessageTemplate.Parts parts)
        implements MessageTemplate {

    /** Longer ones are cut by every mail program. */
    static final int MAX_SUBJECT = 200;

    EmailTemplate(Template subject, Template html, Template text) {
        this(subject, html, text, Parts.of(List.of(subject, html, text)));
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
        return List.of(subject, html, text);
    }

    @Override
    public String file() {
        return subject.file();
    }

    @Override
    public Content render(Map<String, Object> values) {
        return new Content.Email(
                subject.render(values).strip(),
                html.render(values),
                text.render(values).stripTrailing() + "\n");
    }

    @Override
    public Optional<String> unfit(Map<String, Object> values) {
        for (Variable variable : subject.reads()) {
            if (values.get(variable.name()) instanceof String text
                    && text.codePoints().anyMatch(Character::isISOControl)) {
                return Optional.of("the subject's " + variable.name() + " holds a line break");
            }
        }
        if (subject.atMost(values) <= MAX_SUBJECT) {
            return Optional.empty();
        }
        return MessageTemplate.limit("the subject", subject.render(values).strip(), MAX_SUBJECT);
    }
}
