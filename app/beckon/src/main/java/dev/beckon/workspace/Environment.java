package dev.beckon.workspace;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills in {@code ${NAME}} in settings: secrets never stand in files. A setting that names a variable that isn't set is as
 * if it weren't there, so that one beckon.yaml serves a laptop and a server.
 */
public record Environment(Function<String, @Nullable String> variables) {

    /** That of this process. */
    public static final Environment OF_THE_PROCESS = new Environment(System::getenv);

    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /** The text of a setting with everything filled in; empty where it, or a variable that it names, isn't there. */
    public Optional<String> text(YamlMap map, String key) {
        return map.optionalText(key).flatMap(this::filled);
    }

    private Optional<String> filled(String text) {
        Matcher names = NAME.matcher(text);
        var filled = new StringBuilder();
        while (names.find()) {
            String value = variables.apply(names.group(1));
            if (value == null || value.isBlank()) {
                return Optional.empty();
            }
            names.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return Optional.of(names.appendTail(filled).toString());
    }

    /** As {@link YamlMap#parsed}, with everything filled in first. */
    public <T> Optional<T> parsed(YamlMap map, String key, String expected, Function<String, @Nullable T> parser) {
        return text(map, key).flatMap(text -> {
            Optional<T> value = attempt(parser, text);
            if (value.isEmpty()) {
                // The value may be a secret, so it isn't shown.
                map.report(key, "'" + key + "' must be " + expected, null);
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
}
