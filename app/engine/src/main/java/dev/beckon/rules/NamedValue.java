package dev.beckon.rules;

/**
 * A text of the data that a rule names, such as {@code "Pune"} in {@code city == "Pune"}.
 *
 * @param name property of the customer, or field of the row
 */
public record NamedValue(Of of, String name, String value) {

    public enum Of {
        CUSTOMER,
        PURCHASE,
        EVENT
    }
}
