package dev.beckon.data;

import dev.beckon.database.Sql;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A comparison that a row must meet to be loaded, such as {@code > 0} or {@code in paid, shipped}. A missing value
 * meets none.
 *
 * @param operator one of the SQL comparison operators, IN or NOT IN
 */
record KeepCondition(String operator, List<String> literals) {

    private static final Pattern COMPARISON = Pattern.compile("(>=|<=|!=|=|>|<)\\s*(.+)");
    private static final Pattern MEMBER = Pattern.compile("(in|not in)\\s+(.+)");

    /** Null where the text isn't a condition. */
    static @Nullable KeepCondition parse(String text) {
        var comparison = COMPARISON.matcher(text.strip());
        if (comparison.matches()) {
            String operator = comparison.group(1).equals("!=") ? "<>" : comparison.group(1);
            return new KeepCondition(operator, List.of(comparison.group(2).strip()));
        }
        var member = MEMBER.matcher(text.strip());
        if (member.matches()) {
            return new KeepCondition(
                    member.group(1).toUpperCase(java.util.Locale.ROOT),
                    Arrays.stream(member.group(2).split(",")).map(String::strip).toList());
        }
        return null;
    }

    /** True if all literals are numbers, so that values are compared as numbers. */
    boolean numeric() {
        return literals.stream().allMatch(literal -> literal.matches("[-+]?\\d+(\\.\\d+)?"));
    }

    /** True if all literals are numbers of a length that exact columns may have. */
    boolean fits() {
        return literals.stream().allMatch(literal -> literal.matches("[-+]?\\d{1,18}(\\.\\d{1,9})?"));
    }

    /** True if it asks for values that are the same, or not. */
    boolean asksWhich() {
        return operator.endsWith("IN") || operator.equals("=") || operator.equals("<>");
    }

    /** SQL that is true for rows to keep and false or null for the others. */
    String sql(String expression) {
        String list = literals.stream().map(this::literal).collect(Collectors.joining(", "));
        return expression + " " + operator + (operator.endsWith("IN") ? " (" + list + ")" : " " + list);
    }

    private String literal(String written) {
        if (!numeric()) {
            return Sql.text(written);
        }
        String plain = new BigDecimal(written).toPlainString();
        return fits() ? plain : "CAST(" + Sql.text(plain) + " AS DOUBLE)";
    }
}
