package dev.beckon.campaign;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Company;
import dev.beckon.workspace.StrictYaml;
import dev.beckon.workspace.YamlMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Turns the files of one channel and language into a message template. */
final class TemplateParser {

    private static final String SAMPLE_LINK = "https://example.com/unsubscribe/sample";
    private static final Pattern CODE = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}|\\{#.*?#}", Pattern.DOTALL);

    private final TemplateFiles files;
    private final Variables variables;
    private final Problems problems;

    TemplateParser(TemplateFiles files, Variables variables, Problems problems) {
        this.files = files;
        this.variables = variables;
        this.problems = problems;
    }

    Optional<EmailTemplate> email(String stem, String language) {
        return new EmailParser(files, variables, problems, stem, language).read();
    }

    Optional<WhatsAppTemplate> whatsApp(String stem) {
        String name = stem + ".yaml";
        if (files.text(name).isEmpty()) {
            return Optional.empty();
        }
        int before = problems.list().size();
        try {
            YamlMap yaml = StrictYaml.read(files.path(name), files.shown(name), problems)
                    .allowing("content", "text", "variables");
            String sid = yaml.text("content");
            if (!sid.matches("HX[0-9a-fA-F]{32}")) {
                yaml.report(
                        "content",
                        "'content' must be HX and 32 hexadecimal digits",
                        "copy it from the provider's list of approved templates");
            }
            String text = yaml.text("text").strip();
            var blanks = new TreeMap<String, Template>();
            YamlMap map = yaml.mapOrEmpty("variables");
            for (String key : map.keys()) {
                compile(map.text(key), Place.LINE, name, map.lineOf(key)).ifPresent(each -> blanks.put(key, each));
            }
            sameBlanks(yaml, text, map.keys());
            return problems.list().size() == before
                    ? Optional.of(new WhatsAppTemplate(files.shown(name), sid, blanks, text))
                    : Optional.empty();
        } catch (ProblemsFound unreadable) {
            unreadable.problems().forEach(problems::add);
            return Optional.empty();
        }
    }

    private static void sameBlanks(YamlMap yaml, String text, Set<String> filled) {
        var blanks = new HashSet<String>();
        WhatsAppTemplate.BLANK.matcher(text).results().forEach(blank -> blanks.add(blank.group(1)));
        for (String blank : blanks) {
            if (!filled.contains(blank)) {
                yaml.report(
                        "text", "nothing fills the blank {{" + blank + "}}", "add '" + blank + "' under 'variables'");
            }
        }
        for (String variable : filled) {
            if (!blanks.contains(variable)) {
                yaml.report("variables", "the text has no blank {{" + variable + "}}", null);
            }
        }
    }

    Optional<PhoneTemplate> phone(String stem, Locale locale) {
        String name = stem + ".txt";
        Optional<String> text = files.text(name);
        if (text.isPresent() && text.get().isBlank()) {
            problems.add(Problem.at(files.shown(name), 1, 0, "the call script is empty"));
            return Optional.empty();
        }
        return text.map(each -> each.strip()).flatMap(script -> {
            Optional<Template> spoken = compile(script, Place.TEXT, name, 1);
            return spoken.flatMap(plain ->
                    compile(xmlOf(script), Place.XML, name, 1).map(xml -> new PhoneTemplate(xml, plain, locale)));
        });
    }

    /** The words escaped, the variables and tags between them left as they are. */
    private static String xmlOf(String script) {
        var xml = new StringBuilder();
        int end = 0;
        for (var code : (Iterable<MatchResult>) CODE.matcher(script).results()::iterator) {
            xml.append(Place.escapeXml(script.substring(end, code.start()))).append(code.group());
            end = code.end();
        }
        return xml.append(Place.escapeXml(script.substring(end))).toString();
    }

    private Optional<Template> compile(String text, Place place, String name, int firstLine) {
        return Template.compile(TemplateText.of(text, files.shown(name), firstLine), place, variables, problems);
    }

    private void showsWayOut(Content.Email email, Company company, String shownAs) {
        WayOut.complaints(email, SAMPLE_LINK, company.postalAddress())
                .forEach((part, complaint) -> problems.add(Problem.at(shownAs + part, 0, 0, complaint)
                        .hint("it is hidden or commented out; write it in plain words at the end")));
    }

    /** Renders with every variable there, and with only those that are needed. */
    boolean tryOut(MessageTemplate template, Company company, LocalFormat format, String shownAs) {
        return tries(template, template.reads(), company, format, shownAs)
                && tries(template, template.needs(), company, format, shownAs);
    }

    private boolean tries(
            MessageTemplate template, Set<Variable> given, Company company, LocalFormat format, String shownAs) {
        Map<String, Object> values = new HashMap<>();
        given.forEach(variable -> values.put(variable.name(), format.sample(variable)));
        var all = MessageRenderer.withSender(values, company, SAMPLE_LINK);
        try {
            if (template.render(all) instanceof Content.Email email) {
                showsWayOut(email, company, shownAs);
            }
            template.unfit(all).ifPresent(why -> problems.add(Problem.at(shownAs, 0, 0, why)));
            return template.unfit(all).isEmpty();
        } catch (IllegalStateException e) {
            problems.add(Problem.at(shownAs, 0, 0, String.valueOf(e.getMessage())));
            return false;
        }
    }
}
