package dev.beckon.data;

import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.facts.ValueType;
import dev.beckon.facts.Vocabulary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The different texts that stand in the data, such as all cities; of ids and names, of which everybody has their own, none. */
final class KnownTexts {

    private static final int MOST = 10_000;

    /** What features copy of purchases. */
    private static final Map<String, String> OF_PURCHASES =
            Map.of("favouriteProduct", "product", "favouriteCategory", "category");

    private static final Vocabulary STANDARD = Vocabulary.withAttributes(List.of());

    private final Database database;
    private final Map<String, String> columns = new HashMap<>();

    KnownTexts(Database database, Vocabulary vocabulary) {
        this.database = database;
        for (String field : List.of("gender", "city", "region", "country")) {
            columns.put(field, field);
        }
        columns.put("loyaltyTier", "loyalty_tier");
        vocabulary.properties().stream()
                .filter(property -> property.type() == ValueType.TEXT)
                .filter(property -> STANDARD.find(property.name()).isEmpty())
                .forEach(attribute -> columns.put(attribute.name(), attribute.name()));
    }

    /** Of a property of customers; empty if nobody can say. */
    Optional<List<String>> ofCustomers(String property) {
        String copied = OF_PURCHASES.get(property);
        return copied != null
                ? ofPurchases(copied)
                : Optional.ofNullable(columns.get(property)).flatMap(column -> texts(column, "customers"));
    }

    /** @param field {@code product} or {@code category} */
    Optional<List<String>> ofPurchases(String field) {
        return switch (field) {
            case "product" -> texts(field, "products");
            case "category" -> texts(field, "categories");
            default -> Optional.empty();
        };
    }

    Optional<List<String>> ofEvents(String field) {
        return field.equals("type") ? texts(field, "events") : Optional.empty();
    }

    private Optional<List<String>> texts(String column, String table) {
        String name = Sql.name(column);
        List<String> texts = database.rows(
                "SELECT DISTINCT " + name + " FROM input." + table + " WHERE " + name + " IS NOT NULL LIMIT "
                        + (MOST + 1),
                row -> row.getString(1));
        return texts.size() > MOST || texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }
}
