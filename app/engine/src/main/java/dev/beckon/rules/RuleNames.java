package dev.beckon.rules;

import dev.beckon.rules.Syntax.Literal;
import dev.beckon.rules.Syntax.Statement;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that all rules of a set give: only what some rule assigns, tags or recommends can be asked for. */
final class RuleNames {

    /** Where messages can go. */
    static final List<String> CHANNELS = List.of("email", "whatsapp", "phone");

    private final Map<String, Set<String>> segmentsByDimension = new LinkedHashMap<>();
    private final Map<String, String> fileByDimension = new LinkedHashMap<>();
    private final Set<String> tags = new LinkedHashSet<>();
    private final Set<String> actions = new LinkedHashSet<>();
    private final Map<String, Map<String, Literal>> parameters = new LinkedHashMap<>();

    RuleNames(Collection<ParsedFile> files) {
        for (ParsedFile file : files) {
            for (Syntax.Rule rule : file.rules()) {
                for (Statement statement : rule.then()) {
                    collect(file.phase(), file.name(), statement.verb());
                    collectParameters(file.phase(), statement);
                }
            }
        }
    }

    private void collect(Phase phase, String file, Syntax.Call verb) {
        List<Literal> arguments = verb.arguments();
        if (phase == Phase.SEGMENTS && verb.name().equals("assign") && arguments.size() == 2) {
            String dimension = arguments.get(0).text();
            fileByDimension.putIfAbsent(dimension, file);
            segmentsByDimension
                    .computeIfAbsent(dimension, unused -> new LinkedHashSet<>())
                    .add(arguments.get(1).text());
        }
        if (phase == Phase.SEGMENTS && verb.name().equals("tag") && arguments.size() == 1) {
            tags.add(arguments.get(0).text());
        }
        if (phase == Phase.ACTIONS && verb.name().equals("recommend") && arguments.size() == 2) {
            actions.add(arguments.get(0).text());
        }
    }

    /** Only what every rule gives that recommends the action. */
    private void collectParameters(Phase phase, Statement statement) {
        Syntax.Call verb = statement.verb();
        if (phase != Phase.ACTIONS
                || !verb.name().equals("recommend")
                || verb.arguments().size() != 2) {
            return;
        }
        var given = new LinkedHashMap<String, Literal>();
        for (Syntax.Call with : statement.chained()) {
            if (with.name().equals("with") && with.arguments().size() == 2) {
                given.put(with.arguments().get(0).text(), with.arguments().get(1));
            }
        }
        Map<String, Literal> common =
                parameters.putIfAbsent(verb.arguments().get(0).text(), given);
        if (common != null) {
            common.keySet().retainAll(given.keySet());
        }
    }

    /** By action, a String, BigDecimal or Boolean as example of each parameter that all rules give with it. */
    Map<String, Map<String, Object>> parameters() {
        var examples = new LinkedHashMap<String, Map<String, Object>>();
        parameters.forEach((action, values) -> {
            var example = new LinkedHashMap<String, Object>();
            values.forEach((name, literal) -> {
                switch (literal.kind()) {
                    case TEXT -> example.put(name, literal.text());
                    case WHOLE, DECIMAL -> example.put(name, new BigDecimal(literal.text()));
                    case FLAG -> example.put(name, Boolean.valueOf(literal.text()));
                    case NULL -> {}
                }
            });
            examples.put(action, example);
        });
        return examples;
    }

    /** The file whose rules give the dimension its segments: the first one that does. */
    String fileOf(String dimension) {
        return fileByDimension.getOrDefault(dimension, "");
    }

    Map<String, Set<String>> segmentsByDimension() {
        return segmentsByDimension;
    }

    Set<String> segments() {
        Set<String> all = new LinkedHashSet<>();
        segmentsByDimension.values().forEach(all::addAll);
        return all;
    }

    Set<String> tags() {
        return tags;
    }

    Set<String> actions() {
        return actions;
    }
}
