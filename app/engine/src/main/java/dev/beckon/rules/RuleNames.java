package dev.beckon.rules;

import dev.beckon.rules.Syntax.Literal;
import dev.beckon.rules.Syntax.Statement;
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

    RuleNames(Collection<ParsedFile> files) {
        for (ParsedFile file : files) {
            for (Syntax.Rule rule : file.rules()) {
                for (Statement statement : rule.then()) {
                    collect(file.phase(), file.name(), statement.verb());
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
