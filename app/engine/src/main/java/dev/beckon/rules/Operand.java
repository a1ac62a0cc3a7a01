package dev.beckon.rules;

import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands left of an operator: a property, a call, or a field of a row.
 *
 * @param source as the rule writes it: {@code recencyDays}, {@code share("Furniture")}
 * @param drl as the generated rule reads it
 * @param canBeMissing false for what always has an answer, such as {@code isIn("Champions")}
 */
public record Operand(
        String source,
        ValueType type,
        Unit unit,
        String drl,
        boolean canBeMissing,
        Function<Match, @Nullable Object> reader) {

    public @Nullable Object value(Match match) {
        return reader.apply(match);
    }
}
