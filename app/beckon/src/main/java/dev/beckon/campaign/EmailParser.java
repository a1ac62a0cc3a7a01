package dev.beckon.campaign;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Turns the files of an email in one language into its template, with the frame of all campaigns around the body. */
final class EmailParser {

    private static final String HTML = ".html";
    private static final String TXT = ".txt";
    private static final String SUBJECT = ".subject.txt";
    private static final String PREHEADER = ".preheader.txt";

    private final TemplateFiles files;
    private final Variables variables;
    private final Problems problems;
    private final String stem;
    private final String language;

    /** @param stem how the names of the files begin: {@code email.en} */
    EmailParser(TemplateFiles files, Variables variables, Problems problems, String stem, String language) {
        this.files = files;
        this.variables = variables;
        this.problems = problems;
        this.stem = stem;
        this.language = language;
    }

    Optional<EmailTemplate> read() {
        Optional<Template> subject = files.text(stem + SUBJECT)
                .flatMap(text -> oneLine(SUBJECT, text))
                .flatMap(text -> Template.compile(text, Place.LINE, variables, problems));
        Optional<String> page = written(HTML);
        Optional<String> plain = written(TXT);
        if (page.isEmpty()) {
            withoutPage(plain);
            return Optional.empty();
        }
        boolean whole = Frame.isWholePage(page.get());
        Optional<Template> html = page.flatMap(text -> whole ? own(HTML, text) : framed(HTML, text, preheader()))
                .flatMap(this::page);
        Optional<Template> text = plain.flatMap(each -> whole ? own(TXT, each) : framed(TXT, each, Map.of()))
                .flatMap(each -> compile(each, Place.TEXT));
        return subject.isPresent() && html.isPresent() && text.isPresent()
                ? Optional.of(new EmailTemplate(subject.get(), html.get(), text.get()))
                : Optional.empty();
    }

    private Optional<String> written(String kind) {
        Optional<String> text = files.text(stem + kind);
        if (text.isPresent() && text.get().isBlank()) {
            problems.add(Problem.at(files.shown(stem + kind), 0, 0, "there is nothing in this file")
                    .hint("write the email, or take its language out of campaign.yaml"));
            return Optional.empty();
        }
        return text;
    }

    /** Only the page says whether there is a frame around all, so that nothing else is asked of the other files. */
    private void withoutPage(Optional<String> plain) {
        preheader();
        plain.flatMap(text -> own(TXT, text))
                .ifPresent(text -> Template.compile(text, Place.TEXT, variables, problems));
    }

    private Optional<TemplateText> own(String kind, String text) {
        return Optional.of(TemplateText.of(text, files.shown(stem + kind), 1));
    }

    private Optional<TemplateText> oneLine(String kind, String text) {
        if (text.isBlank() || text.strip().lines().count() > 1) {
            String what = kind.equals(SUBJECT) ? "the subject" : "the line after the subject";
            String wrong = text.isBlank() ? " is empty" : " must be one line";
            problems.add(Problem.at(files.shown(stem + kind), 1, 0, what + wrong));
            return Optional.empty();
        }
        return own(kind, text.strip());
    }

    /** What inboxes show after the subject; an email may do without. */
    private Map<String, TemplateText> preheader() {
        Optional<TemplateText> line = files.optionalText(stem + PREHEADER).flatMap(text -> oneLine(PREHEADER, text));
        return Map.of(Frame.PREHEADER, line.orElseGet(() -> TemplateText.of("", files.shown(stem + PREHEADER), 1)));
    }

    /** Each part must be complete by itself, so that none can swallow what another shows. */
    private Optional<TemplateText> framed(String kind, String body, Map<String, TemplateText> others) {
        var parts = new HashMap<>(others);
        own(kind, body).ifPresent(text -> parts.put(Frame.CONTENT, text));
        Optional<Frame> frame = files.frame(language, kind);
        boolean complete = true;
        for (TemplateText part : parts.values()) {
            complete &= Template.tree(part, problems).isPresent();
        }
        Optional<TemplateText> joined = frame.flatMap(each -> each.around(parts, problems));
        return complete ? joined : Optional.empty();
    }

    private Optional<Template> page(TemplateText page) {
        HtmlCheck.check(page, problems);
        return compile(page, Place.HTML);
    }

    private Optional<Template> compile(TemplateText text, Place place) {
        return Template.compile(text, place, variables, problems).filter(template -> showsSender(template, text));
    }

    /** Marketing email without a way out and without the sender's address is unlawful in many countries. */
    private boolean showsSender(Template template, TemplateText text) {
        boolean complete = true;
        for (String needed : new String[] {Variables.POSTAL_ADDRESS, Variables.UNSUBSCRIBE_URL}) {
            Variable variable = variables.find(needed).orElseThrow();
            if (!template.reads().contains(variable)) {
                String last = text.stretches().get(text.stretches().size() - 1).file();
                problems.add(Problem.at(last, 0, 0, "an email must show {{ " + needed + " }}")
                        .hint("add it at the end"));
                complete = false;
            } else if (!template.always().contains(variable)) {
                problems.add(template.problemAt(variable, "{{ " + needed + " }} isn't shown to everybody")
                        .hint("move it out of the {% if %}"));
                complete = false;
            }
        }
        return complete;
    }
}
