package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which rows of a source {@code keep} lets through, as SQL. Conditions that can't be asked of their column are reported. */
final class KeptRows {

    private static final int DAY = "2026-01-31".length();

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

    /** A column that is mapped is asked as what it is, by either of its names. */
    private Optional<String> comparison(String name, KeepCondition condition) {
        Optional<String> title = source.column(name).map(StagedColumn::title);
        Optional<Cell> cell = source.cell(name)
                .or(() -> source.cells().stream()
                        .filter(each -> title.equals(Optional.of(each.title())))
                        .findFirst());
        return cell.isPresent() ? typed(name, cell.get(), condition) : untyped(name, condition);
    }

    private Optional<String> untyped(String name, KeepCondition condition) {
        Optional<StagedColumn> column = source.column(name);
        if (column.isEmpty()) {
            report(name, "there is no column '" + name + "'", null);
        }
        return column.map(found -> condition.sql(condition.numeric() ? number(found, condition) : source.raw(found)));
    }

    private Optional<String> typed(String name, Cell cell, KeepCondition condition) {
        Field.Kind kind = cell.field().kind();
        return switch (kind) {
            case MONEY, NUMBER, WHOLE ->
                condition.numeric() && condition.fits()
                        ? Optional.of(condition.sql(cell.typed()))
                        : refused(name, condition, "a number", "\"> 0\"");
            case DATE, TIME ->
                condition.literals().stream().allMatch(KeptRows::isTime)
                        ? Optional.of(condition.sql(cell.typed()))
                        : refused(name, condition, "a date", "\">= 2026-01-31\"");
            case FLAG, CHANNEL, CONSENT, MESSAGE_STATE -> words(name, cell, condition);
            default ->
                Optional.of(
                        condition.sql(condition.numeric() ? "TRY_CAST(" + cell.typed() + " AS DOUBLE)" : cell.typed()));
        };
    }

    /** Words of a file may be compared in any way that files write them, and only for being the same. */
    private Optional<String> words(String name, Cell cell, KeepCondition condition) {
        Field.Kind kind = cell.field().kind();
        List<String> meant = condition.literals().stream()
                .flatMap(word -> Words.meaning(cell.field(), word).stream())
                .toList();
        return meant.size() == condition.literals().size() && condition.asksWhich()
                ? Optional.of(
                        new KeepCondition(condition.operator(), meant).sql("CAST(" + cell.typed() + " AS VARCHAR)"))
                : refused(name, condition, "one of " + String.join(", ", Words.meanings(kind)), null);
    }

    private static boolean isTime(String literal) {
        try {
            return literal.length() == DAY
                    ? LocalDate.parse(literal).getYear() > 0
                    : LocalDateTime.parse(literal.replace(' ', 'T')).getYear() > 0;
        } catch (DateTimeParseException notATime) {
            return false;
        }
    }

    private Optional<String> refused(String name, KeepCondition condition, String kind, @Nullable String example) {
        report(
                name,
                "'" + name + "' is " + kind + " and can't be compared so: '" + condition.operator() + " "
                        + String.join(", ", condition.literals()) + "'",
                example);
        return Optional.empty();
    }

    private void report(String name, String message, @Nullable String hint) {
        source.settings().yaml().mapOrEmpty("keep").report(name, message, hint);
    }

    private String number(StagedColumn column, KeepCondition condition) {
        return EngineTypes.isNumber(column.type()) && condition.fits()
                ? column.sql()
                : "TRY_CAST(" + source.raw(column) + " AS DOUBLE)";
    }
}
