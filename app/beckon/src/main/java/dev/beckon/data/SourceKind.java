package dev.beckon.data;

import static dev.beckon.data.Field.onlyMapped;
import static dev.beckon.data.Field.optional;
import static dev.beckon.data.Field.required;

import dev.beckon.data.Field.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a source can hold, with Beckon's columns for it. */
enum SourceKind {
    CUSTOMERS(
            required("customer-id", Kind.ID),
            optional("first-name", Kind.TEXT),
            optional("last-name", Kind.TEXT),
            optional("full-name", Kind.TEXT),
            optional("email", Kind.EMAIL),
            optional("phone", Kind.PHONE),
            optional("birth-date", Kind.DATE),
            optional("age", Kind.WHOLE),
            optional("gender", Kind.TEXT),
            optional("city", Kind.TEXT),
            optional("region", Kind.TEXT),
            optional("country", Kind.TEXT),
            optional("language", Kind.LANGUAGE),
            optional("time-zone", Kind.ZONE),
            optional("rural", Kind.FLAG),
            optional("loyalty-tier", Kind.TEXT),
            optional("signup-date", Kind.DATE),
            optional("do-not-disturb", Kind.FLAG),
            optional("preferred-channel", Kind.CHANNEL)),
    ORDERS(
            required("customer-id", Kind.ID),
            optional("order-id", Kind.ID),
            required("date", Kind.TIME),
            optional("product", Kind.TEXT),
            optional("category", Kind.TEXT),
            optional("quantity", Kind.NUMBER),
            optional("unit-price", Kind.MONEY),
            optional("amount", Kind.MONEY),
            optional("discount", Kind.MONEY),
            optional("cost", Kind.MONEY),
            optional("profit", Kind.MONEY),
            optional("currency", Kind.TEXT),
            onlyMapped("type", Kind.TEXT)),
    EVENTS(
            optional("event-id", Kind.ID),
            required("customer-id", Kind.ID),
            required("type", Kind.TEXT),
            required("at", Kind.TIME)),
    CONSENTS(
            required("customer-id", Kind.ID),
            required("channel", Kind.CHANNEL),
            required("state", Kind.CONSENT),
            optional("at", Kind.TIME)),
    SUPPRESSIONS(
            optional("customer-id", Kind.ID),
            optional("address", Kind.TEXT),
            optional("channel", Kind.CHANNEL),
            optional("reason", Kind.TEXT),
            optional("at", Kind.TIME)),
    CONTACTS(
            required("customer-id", Kind.ID),
            required("channel", Kind.CHANNEL),
            required("at", Kind.TIME),
            optional("campaign", Kind.TEXT),
            optional("state", Kind.MESSAGE_STATE)),
    LOOKUP();

    private final List<Field> fields;

    SourceKind(Field... fields) {
        this.fields = List.of(fields);
    }

    /** What it means if there is a source without rows, where that may do harm. */
    Optional<String> withoutRows() {
        return switch (this) {
            case CUSTOMERS -> Optional.of("there is nobody to write to");
            case CONSENTS -> Optional.of("nobody consented");
            case SUPPRESSIONS -> Optional.of("nobody is suppressed");
            default -> Optional.empty();
        };
    }

    /** As beckon.yaml names it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Field> fields() {
        return fields;
    }

    List<String> fieldNames() {
        return fields.stream().map(Field::name).toList();
    }

    Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
