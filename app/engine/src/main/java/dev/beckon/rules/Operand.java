package dev.beckon.rules;

import dev.beckon.facts.Bounds;
import dev.beckon.facts.Subject;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands left of an operator: a property, a call, or a field of a row. */
public final class Operand {

    private final String source;
    private final ValueType type;
    private final Unit unit;
    private final Bounds bounds;
    private final boolean canBeMissing;
    private final Function<CustomerType, Reader> reader;
    private final Optional<NamedValue> named;

    Operand(
            String source,
            ValueType type,
            Unit unit,
            Bounds bounds,
            boolean canBeMissing,
            Function<CustomerType, Reader> reader) {
        this(source, type, unit, bounds, canBeMissing, reader, Optional.empty());
    }

    /** @param named of the purchases that it is about */
    Operand(
            String source,
            ValueType type,
            Unit unit,
            Bounds bounds,
            boolean canBeMissing,
            Function<CustomerType, Reader> reader,
            Optional<NamedValue> named) {
        this.source = source;
        this.type = type;
        this.unit = unit;
        this.bounds = bounds;
        this.canBeMissing = canBeMissing;
        this.reader = reader;
        this.named = named;
    }

    /** As the rule writes it: {@code recencyDays}, {@code share("Furniture")}. */
    public String source() {
        return source;
    }

    public ValueType type() {
        return type;
    }

    public Unit unit() {
        return unit;
    }

    /** Between which its values are, as far as that is known. */
    Bounds bounds() {
        return bounds;
    }

    /** What it names of the data: the product of {@code bought("Jalebi")}. */
    Optional<NamedValue> named() {
        return named;
    }

    /** False for what always has an answer, such as {@code isIn("Champions")}. */
    boolean canBeMissing() {
        return canBeMissing;
    }

    /** Reads it off customers of this type and their rows. */
    Reader on(CustomerType customers) {
        return reader.apply(customers);
    }

    /** Of the operand's Java type; null where it is missing. */
    public @Nullable Object value(Match match) {
        Object fact = match.row() == null ? match.customer() : match.row();
        Reader of = on(match.type());
        if (of instanceof Reader.Text text) {
            return text.of(fact);
        }
        if (of instanceof Reader.Decimal decimal) {
            double value = decimal.of(fact);
            return Double.isNaN(value) ? null : (Double) value;
        }
        long value = ((Reader.Whole) of).of(fact);
        return value == Subject.MISSING ? null : boxed(value);
    }

    private Object boxed(long value) {
        return switch (type) {
            case FLAG -> value == 1;
            case DATE -> LocalDate.ofEpochDay(value);
            default -> value;
        };
    }
}
