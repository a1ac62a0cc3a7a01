package dev.beckon.audience;

import dev.beckon.data.CustomerData;
import dev.beckon.feedback.Nearest;
import dev.beckon.feedback.Problem;
import dev.beckon.rules.NamedValue;
import dev.beckon.rules.Place;
import dev.beckon.rules.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds texts in rules that nothing in the data has, such as a misspelt city: such a condition holds for nobody, or for all. */
public final class UnknownValues {

    /** So few that all of them can be named. */
    private static final int MOST_NAMED = 8;

    private record Column(NamedValue.Of of, String name) {}

    private final CustomerData data;
    private final Map<Column, Optional<List<String>>> known = new HashMap<>();
    private final List<Problem> warnings = new ArrayList<>();

    private UnknownValues(CustomerData data) {
        this.data = data;
    }

    /** One warning for each value of each rule, in the order of the rules. */
    public static List<Problem> of(Collection<Rule> rules, CustomerData data) {
        var unknown = new UnknownValues(data);
        rules.forEach(rule -> rule.namedValues().forEach((value, place) -> unknown.look(rule, value, place)));
        return List.copyOf(unknown.warnings);
    }

    private void look(Rule rule, NamedValue value, Place place) {
        known.computeIfAbsent(new Column(value.of(), value.name()), column -> data.texts(column.of(), column.name()))
                .filter(texts -> !texts.contains(value.value()))
                .ifPresent(texts -> warnings.add(Problem.at(place.file(), place.line(), place.column(), message(value))
                        .inRule(rule.ref().name())
                        .hint(hint(value.value(), texts))));
    }

    private static String message(NamedValue value) {
        String quoted = "'" + value.value() + "'";
        return switch (value.of()) {
            case CUSTOMER -> "no customer has " + quoted + " as " + value.name();
            case PURCHASE -> "no order has the " + value.name() + " " + quoted;
            case EVENT -> "no event has the " + value.name() + " " + quoted;
        };
    }

    private static @Nullable String hint(String value, List<String> texts) {
        return Nearest.to(value, texts).map(near -> "you meant '" + near + "'").orElseGet(() -> all(texts));
    }

    private static @Nullable String all(List<String> texts) {
        if (texts.isEmpty() || texts.size() > MOST_NAMED) {
            return null;
        }
        return (texts.size() == 1 ? "'" : "one of '")
                + String.join("', '", texts.stream().sorted().toList()) + "'";
    }
}
