package dev.beckon.data;

import com.ibm.icu.text.Transliterator;
import dev.beckon.facts.Property;
import dev.beckon.facts.StandardProperties;
import dev.beckon.facts.ValueType;
import dev.beckon.rules.ReservedNames;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What columns of the data are called as facts. */
final class AttributeNames {

    private static final Transliterator TO_ASCII = Transliterator.getInstance("Any-Latin; Latin-ASCII");

    private static final int LONGEST = 80;

    private AttributeNames() {}

    /** {@code Marital Status}, {@code marital_status} and {@code MARITAL-STATUS} give {@code maritalStatus}. */
    static String camelCase(String column) {
        String ascii = TO_ASCII.transliterate(column)
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .replaceAll("[^A-Za-z0-9]+", " ")
                .strip();
        String joined = Arrays.stream(ascii.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT)
                        + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        if (joined.isEmpty() || Character.isDigit(joined.charAt(0))) {
            joined = "Column" + joined;
        }
        return joined.substring(0, 1).toLowerCase(Locale.ROOT)
                + joined.substring(1, Math.min(LONGEST, joined.length()));
    }

    /** Another name, if rules couldn't use this one. */
    static Optional<String> betterThan(String name, ValueType type) {
        boolean standard = StandardProperties.ALL.stream().map(Property::name).anyMatch(name::equals);
        if (!standard && ReservedNames.allow(name)) {
            return Optional.empty();
        }
        String stem = name.matches("get[A-Z0-9].*")
                ? "column" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
                : name;
        return Optional.of(stem + (standard && type == ValueType.TEXT ? "Band" : "Value"));
    }
}
