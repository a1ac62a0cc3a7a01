package dev.beckon.workspace;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a YAML file into nodes that know their line, so that every mistake can be shown where it stands. Only plain
 * maps, lists and scalars: no tags, no aliases that expand without end, no duplicate keys.
 */
public final class StrictYaml {

    private static final long MAX_BYTES = 2_000_000;

    private StrictYaml() {}

    /**
     * @param shownAs the file's name in messages
     * @param problems where the mistakes that the returned map finds later are collected
     * @throws ProblemsFound if the file can't be read, isn't YAML or isn't a map
     */
    public static YamlMap read(Path file, String shownAs, Problems problems) {
        return parse(textOf(file, shownAs), shownAs, problems);
    }

    /** Like {@link #read}, from text. */
    public static YamlMap parse(String text, String shownAs, Problems problems) {
        Node root = compose(text, shownAs);
        if (root == null || root.getTag().equals(Tag.NULL)) {
            return new YamlMap(
                    new MappingNode(Tag.MAP, true, List.of(), null, null, DumperOptions.FlowStyle.BLOCK),
                    shownAs,
                    "",
                    problems);
        }
        if (root instanceof MappingNode map) {
            new KeyCheck(shownAs).visit(map);
            return new YamlMap(map, shownAs, "", problems);
        }
        throw new ProblemsFound(Problem.at(shownAs, 1, 1, "the file must be a list of 'key: value' lines"));
    }

    /** YAML allows lists and maps as keys; nobody means them. Duplicates are silently kept by the composer. */
    private static final class KeyCheck {

        private final String shownAs;
        private final Set<Node> around = Collections.newSetFromMap(new IdentityHashMap<>());

        KeyCheck(String shownAs) {
            this.shownAs = shownAs;
        }

        void visit(Node node) {
            if (!around.add(node)) {
                throw new ProblemsFound(problemAt(node, shownAs, "this holds itself, by an alias"));
            }
            if (node instanceof SequenceNode list) {
                list.getValue().forEach(this::visit);
            } else if (node instanceof MappingNode map) {
                keys(map);
            }
            around.remove(node);
        }

        private void keys(MappingNode map) {
            var seen = new HashSet<String>();
            for (NodeTuple entry : map.getValue()) {
                if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                    throw new ProblemsFound(problemAt(entry.getKeyNode(), shownAs, "a key must be a single word"));
                }
                if (!seen.add(key.getValue())) {
                    throw new ProblemsFound(
                            problemAt(key, shownAs, "the key '" + key.getValue() + "' stands here twice"));
                }
                visit(entry.getValueNode());
            }
        }
    }

    private static Problem problemAt(Node node, String shownAs, String message) {
        var mark = node.getStartMark();
        return Problem.at(shownAs, mark.getLine() + 1, mark.getColumn() + 1, message);
    }

    private static @Nullable Node compose(String text, String shownAs) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(10);
        options.setNestingDepthLimit(20);
        try {
            return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new ProblemsFound(Problem.at(
                    shownAs,
                    mark == null ? 0 : mark.getLine() + 1,
                    mark == null ? 0 : mark.getColumn() + 1,
                    "this isn't YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            throw new ProblemsFound(Problem.at(shownAs, 0, 0, "this isn't plain YAML: " + firstLine(e)));
        }
    }

    /** Limits of the reader: too many aliases, nested too deeply, an invisible character. */
    private static String firstLine(YAMLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("it can't be read");
    }

    private static String textOf(Path file, String shownAs) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ProblemsFound(Problem.at(shownAs, 0, 0, "there is no such file")
                        .hint("you are in another folder? Use --workspace DIR, or 'beckon init DIR' for a new one"));
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new ProblemsFound(Problem.at(shownAs, 0, 0, "the file is larger than 2 MB"));
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProblemsFound(Problem.at(shownAs, 0, 0, "the file can't be read as UTF-8 text"));
        }
    }
}
