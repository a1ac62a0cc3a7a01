package dev.beckon.rules;

import static dev.beckon.facts.Unit.COUNT;
import static dev.beckon.facts.Unit.DAYS;
import static dev.beckon.facts.Unit.MONEY;
import static dev.beckon.facts.Unit.NONE;
import static dev.beckon.facts.ValueType.FLAG;
import static dev.beckon.facts.ValueType.NUMBER;
import static dev.beckon.facts.ValueType.TEXT;
import static dev.beckon.facts.ValueType.WHOLE;

import dev.beckon.facts.Bounds;
import dev.beckon.facts.Event;
import dev.beckon.facts.LinkedDemand;
import dev.beckon.facts.Property;
import dev.beckon.facts.Purchase;
import dev.beckon.facts.Subject;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that conditions can read. */
final class Operands {

    static final Operand ACTION = text("action", NONE, fact -> ((Subject) fact).action());

    static final Operand ACTION_PRIORITY =
            whole("actionPriority", COUNT, new Bounds(0, 1000), fact -> ((Subject) fact).actionPriority());

    private static final Map<String, Operand> PURCHASE_FIELDS = byName(
            text("product", NONE, fact -> ((Purchase) fact).product()),
            text("category", NONE, fact -> ((Purchase) fact).category()),
            whole("daysAgo", DAYS, Bounds.FROM_ZERO, fact -> unboxed(((Purchase) fact).daysAgo())),
            whole("amount", MONEY, Bounds.FROM_ZERO, fact -> unboxed(((Purchase) fact).amount())));

    private static final Map<String, Operand> EVENT_FIELDS = byName(
            text("type", NONE, fact -> ((Event) fact).type()),
            whole("daysAgo", DAYS, Bounds.FROM_ZERO, fact -> unboxed(((Event) fact).daysAgo())));

    private Operands() {}

    static Map<String, Operand> fields(LinkedDemand.Kind kind) {
        return kind == LinkedDemand.Kind.PURCHASE ? PURCHASE_FIELDS : EVENT_FIELDS;
    }

    static Operand of(Property property) {
        return new Operand(
                property.name(),
                property.type(),
                property.unit(),
                property.bounds(),
                true,
                customers ->
                        reader(property.type(), customers.accessor(property).slot()));
    }

    private static Reader reader(ValueType type, int slot) {
        return switch (type) {
            case TEXT -> (Reader.Text) fact -> ((Subject) fact).text(slot);
            case NUMBER -> new Reader.DecimalSlot(slot);
            case WHOLE, FLAG, DATE -> new Reader.WholeSlot(slot);
        };
    }

    static Operand isIn(String segment, int code) {
        return answer("isIn(\"" + segment + "\")", new Reader.Mark(code));
    }

    static Operand tagged(String tag, int code) {
        return answer("tagged(\"" + tag + "\")", new Reader.Mark(code));
    }

    static Operand bought(String product, int index) {
        return answer("bought(\"" + product + "\")", fact -> ((Subject) fact).bought(index) ? 1 : 0, product(product));
    }

    static Operand boughtWithin(String product, long days, int index) {
        return answer(
                "boughtWithin(\"" + product + "\", " + days + ")",
                fact -> ((Subject) fact).boughtWithin(index, days) ? 1 : 0,
                product(product));
    }

    static Operand previousSegment(String dimension, int index) {
        return text("previousSegment(\"" + dimension + "\")", NONE, fact -> ((Subject) fact).previousSegment(index));
    }

    static Operand share(String category, int index) {
        Reader.Decimal reader = fact -> ((Subject) fact).shareOfSpend(index);
        return new Operand(
                "share(\"" + category + "\")",
                NUMBER,
                Unit.SHARE,
                Bounds.NONE,
                true,
                customers -> reader,
                Optional.of(new NamedValue(NamedValue.Of.PURCHASE, "category", category)));
    }

    private static NamedValue product(String name) {
        return new NamedValue(NamedValue.Of.PURCHASE, "product", name);
    }

    /** What is true or false of every customer. */
    private static Operand answer(String source, Reader.Whole reader) {
        return new Operand(source, FLAG, NONE, Bounds.NONE, false, customers -> reader);
    }

    private static Operand answer(String source, Reader.Whole reader, NamedValue named) {
        return new Operand(source, FLAG, NONE, Bounds.NONE, false, customers -> reader, Optional.of(named));
    }

    private static Operand text(String source, Unit unit, Reader.Text reader) {
        return new Operand(source, TEXT, unit, Bounds.NONE, true, customers -> reader);
    }

    private static Operand whole(String source, Unit unit, Bounds bounds, Reader.Whole reader) {
        return new Operand(source, WHOLE, unit, bounds, true, customers -> reader);
    }

    private static long unboxed(@Nullable Long value) {
        return value == null ? Subject.MISSING : value;
    }

    private static Map<String, Operand> byName(Operand... operands) {
        Map<String, Operand> byName = new TreeMap<>();
        for (Operand operand : operands) {
            byName.put(operand.source(), operand);
        }
        return Map.copyOf(byName);
    }
}
