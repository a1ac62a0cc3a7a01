package dev.beckon.features;

import dev.beckon.database.Sql;
import dev.beckon.facts.LinkedDemand;
import dev.beckon.facts.LinkedDemand.Kind;
import dev.beckon.facts.LinkedDemand.RowCondition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The query for the rows of one kind that can satisfy some linked pattern of the rules, in customer order. */
final class LinkedRowQuery {

    /** Beyond it a date may not be a date any more. */
    private static final long MOST_DAYS = 100_000;

    /** As features.sql has it: returns, gifts and corrections are no purchases. */
    private static final String IS_PURCHASE = "(amount > 0 OR amount = 0 AND coalesce(discount, 0) > 0)";

    private LinkedRowQuery() {}

    /**
     * @param asOf the as-of date as SQL
     * @return columns: number of the customer's row, from 0, then the fields of the fact in order; empty
     *     where no rule asks for rows of this kind
     */
    static Optional<String> of(Kind kind, List<LinkedDemand> demands, String asOf) {
        List<LinkedDemand> asked =
                demands.stream().filter(demand -> demand.kind() == kind).toList();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        String any = asked.stream()
                .map(demand -> "(" + matches(demand, asOf) + ")")
                .distinct()
                .collect(Collectors.joining(" OR "));
        return Optional.of("SELECT person.rowid AS customer, " + fields(kind) + "\nFROM (SELECT * FROM "
                + rows(kind, asOf) + " WHERE " + any + ") linked"
                + "\nJOIN facts.person ON person.customer_key = linked.customer_key\nORDER BY customer, line");
    }

    private static String matches(LinkedDemand demand, String asOf) {
        String own = conditions(demand, asOf);
        LinkedDemand with = demand.onlyWith();
        return with == null
                ? own
                : own + " AND customer_key IN (SELECT customer_key FROM " + rows(with.kind(), asOf) + " WHERE "
                        + matches(with, asOf) + ")";
    }

    private static String conditions(LinkedDemand demand, String asOf) {
        return demand.conditions().isEmpty()
                ? "TRUE"
                : demand.conditions().stream()
                        .map(condition -> since(condition, asOf).orElseGet(() -> condition(condition)))
                        .collect(Collectors.joining(" AND "));
    }

    /**
     * At most so many days ago means since that day began, which the engine tells without counting the days of each row. Of
     * events it knows the day, and the moment by another clock only.
     */
    private static Optional<String> since(RowCondition condition, String asOf) {
        if (!condition.field().equals("daysAgo") || !(condition.literals().get(0) instanceof Long days)) {
            return Optional.empty();
        }
        return days < 0 || days > MOST_DAYS
                ? Optional.empty()
                : switch (condition.operator()) {
                    case AT_MOST -> Optional.of("moment >= " + asOf + " - " + days);
                    case LESS -> Optional.of("moment >= " + asOf + " - " + days + " + 1");
                    case AT_LEAST -> Optional.of("moment < " + asOf + " - " + days + " + 1");
                    case MORE -> Optional.of("moment < " + asOf + " - " + days);
                    default -> Optional.empty();
                };
    }

    private static String condition(RowCondition condition) {
        String literals =
                condition.literals().stream().map(LinkedRowQuery::literal).collect(Collectors.joining(", "));
        String operator = switch (condition.operator()) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
            case LESS -> "<";
            case AT_MOST -> "<=";
            case MORE -> ">";
            case AT_LEAST -> ">=";
            case IN -> "IN";
            case NOT_IN -> "NOT IN";
        };
        boolean list = operator.endsWith("IN");
        return column(condition.field()) + " " + operator + " " + (list ? "(" + literals + ")" : literals);
    }

    private static String column(String field) {
        return switch (field) {
            case "product", "category", "amount", "type" -> field;
            case "daysAgo" -> "days_ago";
            default -> throw new IllegalArgumentException("Linked rows have no field " + field);
        };
    }

    private static String literal(Object value) {
        return value instanceof Number ? value.toString() : Sql.text(value.toString());
    }

    private static String fields(Kind kind) {
        return kind == Kind.PURCHASE ? "product, category, days_ago, amount" : "type, days_ago";
    }

    private static String rows(Kind kind, String asOf) {
        return kind == Kind.PURCHASE
                ? "(SELECT customer_key, line, product, category, amount, ordered_at AS moment, days_between(ordered_on, "
                        + asOf
                        + ") AS days_ago FROM input.order_lines LEFT JOIN input.products USING (product_key)"
                        + " LEFT JOIN input.categories USING (category_key) WHERE " + IS_PURCHASE + ") purchases"
                : "(SELECT customer_key, event_key AS line, type, happened_on AS moment, days_between(happened_on, "
                        + asOf + ") AS days_ago FROM input.events) events";
    }
}
