package dev.beckon.campaign;

import dev.beckon.feedback.Nearest;
import dev.beckon.feedback.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which variables a template reads, and which of them it can't do without, as they are found; and what it may not do. */
final class TemplateReads {

    private final Variables variables;
    private final TemplateText text;
    private final Problems problems;
    private final Set<Variable> reads = new HashSet<>();
    private final List<Variable> places = new ArrayList<>();
    private final Set<Variable> needs = new HashSet<>();
    private final Set<Variable> always = new HashSet<>();
    private final Map<Variable, Integer> lines = new HashMap<>();
    private int choices;

    TemplateReads(Variables variables, TemplateText text, Problems problems) {
        this.variables = variables;
        this.text = text;
        this.problems = problems;
    }

    Set<Variable> all() {
        return Set.copyOf(reads);
    }

    /** A variable stands here as often as in the template. */
    List<Variable> places() {
        return List.copyOf(places);
    }

    /** Those that are read where no {@code default} and no {@code is defined} covers their absence. */
    Set<Variable> needs() {
        return Set.copyOf(needs);
    }

    /** Those that are shown whatever is known of the customer. */
    Set<Variable> always() {
        return Set.copyOf(always);
    }

    /** The 1-based line of the text where each variable is needed first, or read where it isn't needed. */
    Map<Variable, Integer> lines() {
        return Map.copyOf(lines);
    }

    /** What this reads isn't shown to everybody. */
    void inChoice(Runnable reading) {
        choices++;
        reading.run();
        choices--;
    }

    Optional<Variable> find(String name) {
        return variables.find(name);
    }

    boolean resemblesVariable(String name) {
        return Nearest.to(name, variables.names()).isPresent();
    }

    void read(String name, int line, boolean mayBeMissing) {
        Optional<Variable> known = variables.find(name);
        if (known.isEmpty()) {
            unknown("variable", name, line, new TreeSet<>(variables.names()));
            return;
        }
        Variable variable = known.get();
        reads.add(variable);
        places.add(variable);
        lines.putIfAbsent(variable, line);
        if (choices == 0) {
            always.add(variable);
        }
        if (!mayBeMissing && variable.source() != Variable.Source.SENDER && needs.add(variable)) {
            lines.put(variable, line);
        }
    }

    void unknown(String what, String name, int line, Set<String> known) {
        String hint = Nearest.to(name, known)
                .map(near -> "you meant '" + near + "'")
                .orElse(
                        what.equals("variable")
                                ? "add it under 'parameters' in campaign.yaml if a rule gives it"
                                : "one of " + String.join(", ", new TreeSet<>(known)));
        refuse(line, "unknown " + what + " '" + name + "'", hint);
    }

    void refuse(int line, String message, @Nullable String hint) {
        problems.add(text.problem(line, message).hint(hint));
    }
}
