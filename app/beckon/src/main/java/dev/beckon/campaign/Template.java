package dev.beckon.campaign;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One compiled text with variables, for one place. Immutable and thread-safe. */
final class Template {

    /** What urlencode makes of one character, as no other filter makes more. */
    private static final int LONGEST_FILTERED = 9;

    private static final String VALUE =
            "\\{\\{\\s*\\w+\\s*(?:\\|\\s*default\\(\"[^\"{}]*[^\\s\"{}][^\"{}]*\"\\)\\s*)?}}";

    /** Text and values of which the first that isn't a blank prints something, as ready values are never blank. */
    private static final String PRINTED = "\\s*(?:[^\\s{}]|" + VALUE + ")(?:[^{}]|" + VALUE + ")*+";

    private static final Pattern ALWAYS_PRINTS = Pattern.compile(PRINTED + "|\\s*\\{%\\s*if [^%]*%}" + PRINTED
            + "(?:\\{%\\s*elseif [^%]*%}" + PRINTED + ")*+\\{%\\s*else\\s*%}" + PRINTED
            + "\\{%\\s*endif\\s*%}\\s*");

    private final TemplateText source;
    private final PebbleTemplate compiled;
    private final Set<Variable> reads;
    private final Set<Variable> needs;
    private final Set<Variable> always;
    private final List<Variable> places;
    private final Map<Variable, Integer> lines;

    private Template(TemplateText source, PebbleTemplate compiled, TemplateReads found) {
        this.source = source;
        this.compiled = compiled;
        this.reads = found.all();
        this.needs = found.needs();
        this.always = found.always();
        this.places = found.places();
        this.lines = found.lines();
    }

    /**
     * Compiles and checks a template.
     *
     * @return empty where it can't be used; the problems say why
     */
    static Optional<Template> compile(TemplateText text, Place place, Variables variables, Problems problems) {
        var mine = new Problems();
        var found = new TemplateReads(variables, text, mine);
        tree(text, mine).ifPresent(new TemplateReader(found)::read);
        problems.addAll(mine);
        return mine.isEmpty()
                ? Optional.of(
                        new Template(text, PebbleEngines.forRendering(place).getLiteralTemplate(text.text()), found))
                : Optional.empty();
    }

    /** The syntax tree; empty, and a problem, where a tag isn't known or complete. */
    static Optional<RootNode> tree(TemplateText text, Problems problems) {
        Optional<Problem> quotes = TypographicQuotes.in(text);
        if (quotes.isPresent()) {
            problems.add(quotes.get());
            return Optional.empty();
        }
        try {
            var read = PebbleEngines.forReading().getLiteralTemplate(text.text());
            return Optional.of((RootNode) read.getRootNode());
        } catch (PebbleException e) {
            int line = e.getLineNumber() == null ? 1 : e.getLineNumber();
            String message = String.valueOf(e.getPebbleMessage());
            String words = message.matches("(Unexpected (token|[^t])|Unclosed).*")
                    ? "a {{ variable }} or {% if %} isn't complete"
                    : message;
            problems.add(text.problem(line, words).hint("only {{ variable }} and {% if ... %} stand in a template"));
            return Optional.empty();
        }
    }

    Set<Variable> reads() {
        return reads;
    }

    Set<Variable> needs() {
        return needs;
    }

    /** Those that are shown whatever is known of the customer. */
    Set<Variable> always() {
        return always;
    }

    /** The file where the template begins. */
    String file() {
        return source.problem(1, "").file();
    }

    /** A problem at the place where the template needs, or else reads, a variable. */
    Problem problemAt(Variable variable, String message) {
        return source.problem(lines.getOrDefault(variable, 1), message);
    }

    /**
     * A number of characters that the rendered text never exceeds, told without rendering. For places that don't lengthen
     * values.
     */
    int atMost(Map<String, Object> values) {
        int length = source.text().length();
        int factor = source.text().indexOf('|') < 0 ? 1 : LONGEST_FILTERED;
        for (Variable place : places) {
            if (place.source() == Variable.Source.SENDER) {
                return Integer.MAX_VALUE;
            }
            length += values.get(place.name()) instanceof String text ? factor * text.length() : 0;
        }
        return length;
    }

    /** Whether the rendered text can't be blank, as ready values never are. */
    boolean alwaysPrints() {
        return ALWAYS_PRINTS.matcher(source.text()).matches();
    }

    /** @throws IllegalStateException if a value that the template needs isn't there, or the text grows too large */
    String render(Map<String, Object> values) {
        try {
            var out = new StringWriter();
            compiled.evaluate(out, values, Locale.ROOT);
            return out.toString();
        } catch (PebbleException e) {
            // Pebble's message names the whole template and may hold a value.
            throw new IllegalStateException(
                    "a template fails in line " + e.getLineNumber() + ": " + e.getPebbleMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
