package dev.beckon.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which rows of a source {@code keep} lets through, as SQL. Conditions that can't be asked of their column are reported. */
final class KeptRows {

    private static final String DATE = "\\d{4}-\\d{2}-\\d{2}([ T]\\d{2}:\\d{2}(:\\d{2})?)?";

    private final SourceSql source;

    KeptRows(SourceSql source) {
        this.source = source;
    }

    /**
     * Empty where all rows are let through.
     *
     * @param unknown SQL of what holds where a value is missing
     */
    Optional<String> sql(String unknown) {
        List<String> conditions = new ArrayList<>();
        source.settings()
                .keep()
                .forEach((name, condition) -> comparison(name, condition)
                        .ifPresent(sql -> conditions.add("coalesce(" + sql + ", " + unknown + ")")));
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(conditions.stream().collect(Collectors.joining(" AND ", "(", ")")));
    }

    private Optional<String> comparison(String name, KeepCondition condition) {
        Optional<Cell> cell = source.cell(name);
        if (cell.isPresent()) {
            return typed(name, cell.get(), condition);
        }
        Optional<String> sql = source.column(name)
                .map(column -> condition.sql(
                        !condition.numeric()
                                ? source.raw(column)
                                : EngineTypes.isNumber(column.type()) ? column.sql() : number(source.raw(column))));
        if (sql.isEmpty()) {
            report(name, "there is no column '" + name + "'", null);
        }
        return sql;
    }

    private Optional<String> typed(String name, Cell cell, KeepCondition condition) {
        return switch (cell.field().kind()) {
            case MONEY, NUMBER, WHOLE ->
                condition.numeric()
                        ? Optional.of(condition.sql(cell.typed()))
                        : refused(name, condition, "a number", "\"> 0\"");
            case DATE, TIME ->
                condition.literals().stream().allMatch(literal -> literal.matches(DATE))
                        ? Optional.of(condition.sql(cell.typed()))
                        : refused(name, condition, "a date", "\">= 2026-01-31\"");
            case FLAG -> flag(name, cell, condition);
            default -> Optional.of(condition.sql(condition.numeric() ? number(cell.typed()) : cell.typed()));
        };
    }

    private Optional<String> flag(String name, Cell cell, KeepCondition condition) {
        List<String> meant = condition.literals().stream()
                .map(literal -> literal.toLowerCase(Locale.ROOT))
                .map(word -> Words.YES.contains(word) ? "true" : Words.NO.contains(word) ? "false" : word)
                .toList();
        return List.of("true", "false").containsAll(meant)
                ? Optional.of(
                        new KeepCondition(condition.operator(), meant).sql("CAST(" + cell.typed() + " AS VARCHAR)"))
                : refused(name, condition, "yes or no", "\"= yes\"");
    }

    private Optional<String> refused(String name, KeepCondition condition, String kind, String example) {
        report(
                name,
                "'" + name + "' is " + kind + " and can't be compared with '" + String.join(", ", condition.literals())
                        + "'",
                example);
        return Optional.empty();
    }

    private void report(String name, String message, @Nullable String hint) {
        source.settings().yaml().mapOrEmpty("keep").report(name, message, hint);
    }

    private static String number(String text) {
        return "TRY_CAST(" + text + " AS DOUBLE)";
    }
}
