package dev.beckon.rules;

import static dev.beckon.facts.Unit.COUNT;
import static dev.beckon.facts.Unit.DAYS;
import static dev.beckon.facts.Unit.MONEY;
import static dev.beckon.facts.Unit.NONE;
import static dev.beckon.facts.ValueType.FLAG;
import static dev.beckon.facts.ValueType.NUMBER;
import static dev.beckon.facts.ValueType.TEXT;
import static dev.beckon.facts.ValueType.WHOLE;

import dev.beckon.facts.Event;
import dev.beckon.facts.LinkedDemand;
import dev.beckon.facts.Property;
import dev.beckon.facts.Purchase;
import dev.beckon.facts.Unit;
import java.util.Map;
import java.util.TreeMap;

/** Everything that conditions can read. */
final class Operands {

    static final Operand ACTION = new Operand(
            "action", TEXT, NONE, "action", true, match -> match.customer().getAction());

    static final Operand ACTION_PRIORITY = new Operand(
            "actionPriority",
            WHOLE,
            COUNT,
            "actionPriority",
            true,
            match -> match.customer().getActionPriority());

    private static final Map<String, Operand> PURCHASE_FIELDS = byName(
            new Operand(
                    "product",
                    TEXT,
                    NONE,
                    "product",
                    true,
                    match -> purchase(match).product()),
            new Operand(
                    "category",
                    TEXT,
                    NONE,
                    "category",
                    true,
                    match -> purchase(match).category()),
            new Operand(
                    "daysAgo",
                    WHOLE,
                    DAYS,
                    "daysAgo",
                    true,
                    match -> purchase(match).daysAgo()),
            new Operand(
                    "amount",
                    WHOLE,
                    MONEY,
                    "amount",
                    true,
                    match -> purchase(match).amount()));

    private static final Map<String, Operand> EVENT_FIELDS = byName(
            new Operand("type", TEXT, NONE, "type", true, match -> event(match).type()),
            new Operand(
                    "daysAgo",
                    WHOLE,
                    DAYS,
                    "daysAgo",
                    true,
                    match -> event(match).daysAgo()));

    private Operands() {}

    static Map<String, Operand> fields(LinkedDemand.Kind kind) {
        return kind == LinkedDemand.Kind.PURCHASE ? PURCHASE_FIELDS : EVENT_FIELDS;
    }

    static Operand of(Property property) {
        return new Operand(
                property.name(),
                property.type(),
                property.unit(),
                property.name(),
                true,
                match -> match.type().accessor(property).get(match.customer()));
    }

    static Operand isIn(String segment, int code) {
        return mark("isIn(\"" + segment + "\")", code);
    }

    static Operand tagged(String tag, int code) {
        return mark("tagged(\"" + tag + "\")", code);
    }

    private static Operand mark(String source, int code) {
        return new Operand(
                source,
                FLAG,
                NONE,
                "marked(" + code + ")",
                false,
                match -> match.customer().marked(code));
    }

    static Operand previousSegment(String dimension, int index) {
        return new Operand(
                "previousSegment(\"" + dimension + "\")",
                TEXT,
                NONE,
                "previousSegment(" + index + ")",
                true,
                match -> match.customer().previousSegment(index));
    }

    static Operand bought(String product, int index) {
        return new Operand(
                "bought(\"" + product + "\")",
                FLAG,
                NONE,
                "bought(" + index + ")",
                false,
                match -> match.customer().bought(index));
    }

    static Operand boughtWithin(String product, long days, int index) {
        return new Operand(
                "boughtWithin(\"" + product + "\", " + days + ")",
                FLAG,
                NONE,
                "boughtWithin(" + index + ", " + days + "L)",
                false,
                match -> match.customer().boughtWithin(index, days));
    }

    static Operand share(String category, int index) {
        return new Operand(
                "share(\"" + category + "\")",
                NUMBER,
                Unit.SHARE,
                "shareOfSpend(" + index + ")",
                true,
                match -> match.customer().shareOfSpend(index));
    }

    private static Purchase purchase(Match match) {
        if (match.row() instanceof Purchase purchase) {
            return purchase;
        }
        throw new IllegalStateException("A purchase is asked for where there is none");
    }

    private static Event event(Match match) {
        if (match.row() instanceof Event event) {
            return event;
        }
        throw new IllegalStateException("An event is asked for where there is none");
    }

    private static Map<String, Operand> byName(Operand... operands) {
        Map<String, Operand> byName = new TreeMap<>();
        for (Operand operand : operands) {
            byName.put(operand.source(), operand);
        }
        return Map.copyOf(byName);
    }
}
