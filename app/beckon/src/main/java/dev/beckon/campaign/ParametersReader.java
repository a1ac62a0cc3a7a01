package dev.beckon.campaign;

import dev.beckon.campaign.Variable.Kind;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Nearest;
import dev.beckon.workspace.YamlMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code parameters} of campaign.yaml. */
final class ParametersReader {

    private static final Map<String, Kind> OTHER_WORDS = Map.ofEntries(
            Map.entry("string", Kind.TEXT),
            Map.entry("percent", Kind.NUMBER),
            Map.entry("percentage", Kind.NUMBER),
            Map.entry("integer", Kind.NUMBER),
            Map.entry("int", Kind.NUMBER),
            Map.entry("whole", Kind.NUMBER),
            Map.entry("decimal", Kind.NUMBER),
            Map.entry("float", Kind.NUMBER),
            Map.entry("amount", Kind.MONEY),
            Map.entry("price", Kind.MONEY),
            Map.entry("currency", Kind.MONEY),
            Map.entry("day", Kind.DATE),
            Map.entry("boolean", Kind.FLAG),
            Map.entry("bool", Kind.FLAG));

    private final Vocabulary vocabulary;
    private final YamlMap yaml;

    private ParametersReader(Vocabulary vocabulary, YamlMap yaml) {
        this.vocabulary = vocabulary;
        this.yaml = yaml;
    }

    /** Also those whose kind isn't known, so that templates that show them aren't wrong too. */
    static Map<String, Kind> read(YamlMap campaign, Vocabulary vocabulary) {
        var reader = new ParametersReader(vocabulary, campaign.mapOrEmpty("parameters"));
        var parameters = new LinkedHashMap<String, Kind>();
        for (String name : reader.yaml.keys()) {
            reader.checkName(name);
            parameters.put(name, reader.kind(name));
        }
        return parameters;
    }

    private void checkName(String name) {
        if (!name.matches("[a-z][A-Za-z0-9]*")) {
            yaml.report(name, "'" + name + "' isn't a name for a parameter", "letters and digits, such as discount");
        } else if (vocabulary.find(name).isPresent()) {
            String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            yaml.report(
                    name,
                    "'" + name + "' is a fact about customers already",
                    "call it 'offered" + capital + "' here and in the rule");
        }
    }

    private Kind kind(String name) {
        String written = yaml.text(name);
        Optional<Kind> kind = Kind.of(written);
        if (kind.isPresent() || written.isEmpty()) {
            return kind.orElse(Kind.TEXT);
        }
        Optional<Kind> meant = Optional.ofNullable(OTHER_WORDS.get(written.toLowerCase(Locale.ROOT)))
                .or(() -> Nearest.to(written, Kind.keys()).flatMap(Kind::of));
        yaml.report(
                name,
                "'" + name + "' is '" + written + "' but must be one of " + String.join(", ", Kind.keys()),
                meant.map(each -> "you meant '" + each.key() + "'").orElse(null));
        return meant.orElse(Kind.TEXT);
    }
}
