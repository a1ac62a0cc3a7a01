package dev.beckon.campaign;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One compiled text with variables, for one place. Immutable and thread-safe. */
final class Template {

    private final PebbleTemplate compiled;
    private final Set<Variable> reads;
    private final Set<Variable> needs;

    private Template(PebbleTemplate compiled, Set<Variable> reads, Set<Variable> needs) {
        this.compiled = compiled;
        this.reads = reads;
        this.needs = needs;
    }

    /**
     * Compiles and checks a template.
     *
     * @param firstLine the 1-based line of the file where the text begins
     * @return empty where it can't be used; the problems say why
     */
    static Optional<Template> compile(
            String text, Place place, Variables variables, String file, int firstLine, Problems problems) {
        try {
            var tree = PebbleEngines.forReading().getLiteralTemplate(text);
            var mine = new Problems();
            var reader = new TemplateReader(variables, file, firstLine, mine);
            reader.read((RootNode) tree.getRootNode());
            problems.addAll(mine);
            return mine.isEmpty()
                    ? Optional.of(new Template(
                            PebbleEngines.forRendering(place).getLiteralTemplate(text), reader.reads(), reader.needs()))
                    : Optional.empty();
        } catch (PebbleException e) {
            int line = e.getLineNumber() == null ? 1 : e.getLineNumber();
            problems.add(Problem.at(file, firstLine - 1 + line, 0, e.getPebbleMessage())
                    .hint("only {{ variable }} and {% if ... %} stand in a template"));
            return Optional.empty();
        }
    }

    Set<Variable> reads() {
        return reads;
    }

    Set<Variable> needs() {
        return needs;
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
