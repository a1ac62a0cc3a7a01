package dev.beckon.decide.twin;

import dev.beckon.facts.Demand;
import dev.beckon.facts.Event;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Purchase;
import dev.beckon.facts.Subject;
import dev.beckon.rules.CustomerType;
import dev.beckon.rules.CustomerType.Accessor;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of facts the customers that the engine decides about. */
final class Subjects {

    private final CustomerType type;
    private final Demand demand;
    private final Map<Field, Accessor> properties = new LinkedHashMap<>();

    Subjects(CustomerType type, Demand demand) {
        this.type = type;
        this.demand = demand;
        for (String property : demand.properties()) {
            properties.put(
                    field(property),
                    type.accessor(type.vocabulary().find(property).orElseThrow()));
        }
    }

    private static Field field(String property) {
        try {
            return Facts.class.getDeclaredField(property);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("Rules read " + property + ", which the twin doesn't know", e);
        }
    }

    Subject subject(Facts of) {
        Subject subject = type.create(of.id);
        properties.forEach((field, accessor) -> accessor.set(subject, value(field, of)));
        subject.demanded(
                demand.boughtProducts().stream()
                        .mapToLong(product -> lastBought(product, of))
                        .toArray(),
                demand.shareCategories().stream()
                        .mapToDouble(category -> share(category, of))
                        .toArray(),
                new String[0]);
        return subject;
    }

    private static @Nullable Object value(Field field, Facts of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long lastBought(String product, Facts of) {
        Long daysAgo = switch (product) {
            case "Kesar Peda Fudge" -> of.kesarPedaFudge;
            case "Jalebi Donuts" -> of.jalebiDonuts;
            case "Filter Coffee Rasmalai" -> of.filterCoffeeRasmalai;
            case "Thandai Tiramisu" -> of.thandaiTiramisu;
            default -> throw new IllegalStateException("Rules ask for " + product + ", which the twin doesn't know");
        };
        return daysAgo == null ? Subject.MISSING : daysAgo;
    }

    private static double share(String category, Facts of) {
        Double share = switch (category) {
            case "Gift Boxes" -> of.giftBoxes;
            case "Spreads" -> of.spreads;
            default -> throw new IllegalStateException("Rules ask for " + category + ", which the twin doesn't know");
        };
        return share == null ? Double.NaN : share;
    }

    static List<LinkedFact> rows(Facts of, Subject customer) {
        Stream<LinkedFact> purchases = of.purchases.stream()
                .map(line -> new Purchase(customer, line.product(), line.category(), line.daysAgo(), line.amount()));
        Stream<LinkedFact> events = of.events.stream().map(event -> new Event(customer, event.type(), event.daysAgo()));
        return Stream.concat(purchases, events).toList();
    }
}
