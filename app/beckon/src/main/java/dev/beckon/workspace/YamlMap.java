package dev.beckon.workspace;

import dev.beckon.feedback.Nearest;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A map of a YAML file. Readers never throw for what a person wrote: they add a problem with file and line and return
 * a stand-in, so that all mistakes of a file are shown at once. Callers throw the collected problems before use.
 */
public final class YamlMap {

    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final MappingNode node;
    private final String file;
    private final String path;
    private final Problems problems;

    YamlMap(MappingNode node, String file, String path, Problems problems) {
        this.node = node;
        this.file = file;
        this.path = path;
        this.problems = problems;
        for (NodeTuple tuple : node.getValue()) {
            entries.put(((ScalarNode) tuple.getKeyNode()).getValue(), tuple);
        }
    }

    public String file() {
        return file;
    }

    /** 1-based line where this map begins; 0 for an empty file. */
    public int line() {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }

    public Set<String> keys() {
        return entries.keySet();
    }

    public boolean has(String key) {
        NodeTuple entry = entries.get(key);
        return entry != null && !entry.getValueNode().getTag().equals(Tag.NULL);
    }

    /** Adds a problem for each key that isn't one of these. */
    public YamlMap allowing(String... known) {
        var allowed = List.of(known);
        for (String key : entries.keySet()) {
            if (!allowed.contains(key)) {
                report(
                        key,
                        "unknown key '" + key + "'" + (path.isEmpty() ? "" : " in " + path),
                        Nearest.to(key, allowed)
                                .map(near -> "you meant '" + near + "'")
                                .orElse("one of " + String.join(", ", allowed)));
            }
        }
        return this;
    }

    /** The text of a scalar; a problem and "" where it is missing or no scalar. */
    public String text(String key) {
        return optionalText(key).orElseGet(() -> {
            if (!has(key)) {
                missing(key);
            }
            return "";
        });
    }

    public Optional<String> optionalText(String key) {
        return value(key, ScalarNode.class, "a single value").map(ScalarNode::getValue);
    }

    public String text(String key, String otherwise) {
        return optionalText(key).orElse(otherwise);
    }

    public boolean flag(String key, boolean otherwise) {
        return parsed(key, "true or false", text -> switch (text) {
                    case "true", "yes", "on" -> true;
                    case "false", "no", "off" -> false;
                    default -> null;
                })
                .orElse(otherwise);
    }

    public OptionalLong whole(String key) {
        Optional<Long> value = parsed(key, "a whole number", text -> {
            try {
                return Long.valueOf(text.replace("_", ""));
            } catch (NumberFormatException e) {
                return null;
            }
        });
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** A whole number within these bounds. */
    public OptionalLong whole(String key, long least, long most) {
        OptionalLong value = whole(key);
        if (value.isPresent() && (value.getAsLong() < least || value.getAsLong() > most)) {
            String bounds = most == Long.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
            report(key, "'" + key + "' is " + value.getAsLong() + " but must be " + bounds, null);
            return OptionalLong.empty();
        }
        return value;
    }

    /** Reads a scalar with a parser that returns null, or throws a RuntimeException, for what it doesn't understand. */
    public <T> Optional<T> parsed(String key, String expected, Function<String, @Nullable T> parser) {
        return optionalText(key).flatMap(text -> {
            Optional<T> value = attempt(parser, text);
            if (value.isEmpty()) {
                report(key, "'" + key + "' is '" + text + "' but must be " + expected, null);
            }
            return value;
        });
    }

    private static <T> Optional<T> attempt(Function<String, @Nullable T> parser, String text) {
        try {
            return Optional.ofNullable(parser.apply(text));
        } catch (RuntimeException notUnderstood) {
            return Optional.empty();
        }
    }

    /** One of these words; a problem with the nearest where it is another. */
    public Optional<String> oneOf(String key, List<String> words) {
        return optionalText(key).filter(text -> {
            if (!words.contains(text)) {
                report(
                        key,
                        "'" + key + "' is '" + text + "' but must be one of " + String.join(", ", words),
                        Nearest.to(text, words)
                                .map(near -> "you meant '" + near + "'")
                                .orElse(null));
            }
            return words.contains(text);
        });
    }

    public Optional<YamlMap> map(String key) {
        return value(key, MappingNode.class, "a map of 'key: value' lines").map(map -> child(key, map));
    }

    /** The map, or an empty one where the key is missing. */
    public YamlMap mapOrEmpty(String key) {
        return map(key).orElseGet(() -> child(
                key,
                new MappingNode(
                        Tag.MAP,
                        true,
                        List.of(),
                        node.getStartMark(),
                        node.getEndMark(),
                        DumperOptions.FlowStyle.BLOCK)));
    }

    /** The texts of a list, or of a single scalar; empty where the key is missing. */
    public List<String> texts(String key) {
        if (!has(key)) {
            return List.of();
        }
        Node value = node(key);
        if (value instanceof ScalarNode scalar) {
            return List.of(scalar.getValue());
        }
        var texts = new ArrayList<String>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                report(key, "'" + key + "' must be a list of single values", null);
            }
        }
        return texts;
    }

    /** The maps of a list; empty where the key is missing. */
    public List<YamlMap> maps(String key) {
        var maps = new ArrayList<YamlMap>();
        if (has(key)) {
            for (Node item : items(key)) {
                if (item instanceof MappingNode map) {
                    maps.add(child(key, map));
                } else {
                    report(key, "'" + key + "' must be a list of maps", null);
                }
            }
        }
        return maps;
    }

    /** True if the value under the key is a map. */
    public boolean isMap(String key) {
        return has(key) && node(key) instanceof MappingNode;
    }

    /** True if the value under the key is a list. */
    public boolean isList(String key) {
        return has(key) && node(key) instanceof SequenceNode;
    }

    /** 1-based line of the key, or of the map where it hasn't that key. */
    public int lineOf(String key) {
        NodeTuple entry = entries.get(key);
        return entry == null ? line() : entry.getKeyNode().getStartMark().getLine() + 1;
    }

    /** Adds a problem at the key's place. */
    public void report(String key, String message, @Nullable String hint) {
        NodeTuple entry = entries.get(key);
        int column = entry == null ? 0 : entry.getKeyNode().getStartMark().getColumn() + 1;
        problems.add(Problem.at(file, lineOf(key), column, message).hint(hint));
    }

    public Problems problems() {
        return problems;
    }

    /** What is written, without comments and layout: equal for equal settings. */
    public String content() {
        var content = new StringBuilder();
        append(content, node);
        return content.toString();
    }

    private static void append(StringBuilder content, Node node) {
        if (node instanceof MappingNode map) {
            content.append('{');
            for (NodeTuple tuple : map.getValue()) {
                append(content, tuple.getKeyNode());
                append(content, tuple.getValueNode());
            }
            content.append('}');
        } else if (node instanceof SequenceNode list) {
            content.append('[');
            list.getValue().forEach(item -> append(content, item));
            content.append(']');
        } else if (node instanceof ScalarNode scalar) {
            content.append(node.getTag())
                    .append(' ')
                    .append(scalar.getValue().length())
                    .append(' ')
                    .append(scalar.getValue());
        }
    }

    private void missing(String key) {
        report(key, "'" + key + "' is missing" + (path.isEmpty() ? "" : " in " + path), null);
    }

    private YamlMap child(String key, MappingNode map) {
        return new YamlMap(map, file, path.isEmpty() ? key : path + "." + key, problems);
    }

    private List<Node> items(String key) {
        return value(key, SequenceNode.class, "a list")
                .map(SequenceNode::getValue)
                .orElse(List.of());
    }

    private Node node(String key) {
        return Objects.requireNonNull(entries.get(key)).getValueNode();
    }

    private <N extends Node> Optional<N> value(String key, Class<N> kind, String expected) {
        if (!has(key)) {
            return Optional.empty();
        }
        Node value = node(key);
        if (!kind.isInstance(value)) {
            report(key, "'" + key + "' must be " + expected, null);
            return Optional.empty();
        }
        return Optional.of(kind.cast(value));
    }
}
