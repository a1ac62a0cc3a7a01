package dev.beckon.rules;

import dev.beckon.facts.Property;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import dev.beckon.facts.Vocabulary;
import java.util.List;

/** A vocabulary with an attribute of every kind. */
public final class Attributes {

    private Attributes() {}

    public static Vocabulary ofEveryKind() {
        return Vocabulary.withAttributes(List.of(
                attribute("education", ValueType.TEXT, Unit.NONE),
                attribute("children", ValueType.WHOLE, Unit.COUNT),
                attribute("income", ValueType.WHOLE, Unit.MONEY),
                attribute("rating", ValueType.NUMBER, Unit.NONE),
                attribute("basket", ValueType.NUMBER, Unit.MONEY),
                attribute("member", ValueType.FLAG, Unit.NONE),
                attribute("joined", ValueType.DATE, Unit.NONE)));
    }

    private static Property attribute(String name, ValueType type, Unit unit) {
        return new Property(name, type, unit, name, "a column", Property.Origin.ATTRIBUTE);
    }
}
