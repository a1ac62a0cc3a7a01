package dev.beckon.campaign;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
            if (holdsControls(values.get(variable.name()))) {
                return Optional.of("the subject's " + variable.name() + " holds a line break");
            }
        }
        return MessageTemplate.limit("the subject", subject.render(values).strip(), MAX_SUBJECT);
    }

    @Override
    public boolean surelyFits(Map<String, Object> values) {
        for (Variable variable : subject.reads()) {
            if (holdsControls(values.get(variable.name()))) {
                return false;
            }
        }
        return subject.atMost(values) <= MAX_SUBJECT;
    }

    private static boolean holdsControls(@Nullable Object value) {
        if (value instanceof String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isISOControl(text.charAt(i))) {
                    return true;
                }
            }
        }
        return false;
    }
}
