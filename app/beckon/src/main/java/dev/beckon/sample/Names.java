package dev.beckon.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Given and family names per language, read from names.csv. */
final class Names {

    /** @param own the name in the language's own script; null where that is Latin */
    record Name(String latin, @Nullable String own) {}

    private final Map<String, List<Name>> byLanguageAndKind = new HashMap<>();

    Names() {
        var resource = Objects.requireNonNull(Names.class.getResourceAsStream("names.csv"), "names.csv");
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param gender F, M or NB; those of NB come from both lists */
    Name given(String language, String gender, Dice dice) {
        String kind = gender.equals("NB") ? (dice.chance(.5) ? "F" : "M") : gender;
        return dice.oneOf(list(language, kind));
    }

    Name family(String language, Dice dice) {
        return dice.oneOf(list(language, "L"));
    }

    private List<Name> list(String language, String kind) {
        return Objects.requireNonNull(byLanguageAndKind.get(language + kind), language + kind);
    }

    private void add(String line) {
        String[] cells = line.split(",", -1);
        byLanguageAndKind
                .computeIfAbsent(cells[0] + cells[1], key -> new ArrayList<>())
                .add(new Name(cells[2], cells[3].isEmpty() ? null : cells[3]));
    }
}
