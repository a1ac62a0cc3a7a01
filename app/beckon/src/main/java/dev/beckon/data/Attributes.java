package dev.beckon.data;

import dev.beckon.data.SourceSettings.AttributeSettings;
import dev.beckon.data.Staged.StagedColumn;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.facts.Property;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes a property of each further column of the customers, typed by all of its values. */
final class Attributes {

    /**
     * @param sql its value over the staged row, in the engine's type for the property
     * @param raw the text as it stands in the file
     */
    record Attribute(Property property, String sql, String raw, String column) {}

    private static final String WHOLE = "'[-+]?(0|[1-9]\\d{0,17})(\\.0+)?'";
    private static final String NUMBER = "'[-+]?(0|[1-9]\\d{0,14})?(\\.\\d{1,12})?([eE][-+]?\\d{1,2})?'";
    private static final List<String> FLAGS = List.of("true", "false", "yes", "no", "y", "n", "t", "f");

    private final Database database;
    private final SourceSql source;
    private final int minorDigits;
    private final List<Attribute> all = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();

    Attributes(Database database, SourceSql source, int minorDigits) {
        this.database = database;
        this.source = source;
        this.minorDigits = minorDigits;
    }

    /** @param unmappedToo false where only the columns named under {@code attributes} are wanted */
    List<Attribute> find(boolean unmappedToo) {
        Set<String> named = new TreeSet<>();
        for (AttributeSettings setting : source.settings().attributes()) {
            Optional<StagedColumn> column = source.column(setting.column());
            if (column.isEmpty()) {
                source.settings()
                        .yaml()
                        .mapOrEmpty("attributes")
                        .report(
                                setting.name(),
                                "source '" + source.settings().name() + "' has no column '" + setting.column() + "'",
                                "one of " + String.join(", ", source.staged().titles()));
            }
            column.ifPresent(found -> {
                named.add(found.title());
                add(setting.name(), found, setting.type());
            });
        }
        if (unmappedToo) {
            for (StagedColumn column : source.unmapped()) {
                if (!named.contains(column.title()) && !isPersonal(column)) {
                    add(AttributeNames.camelCase(column.title()), column, Optional.empty());
                }
            }
        }
        return all;
    }

    private void add(String name, StagedColumn column, Optional<String> forced) {
        Kind kind = forced.map(type -> forced(type, column)).orElseGet(() -> inferred(column));
        Optional<String> better = AttributeNames.betterThan(name, kind.type());
        if (better.isPresent()) {
            refuse(name, column, better.get());
        } else if (!names.add(name)) {
            source.settings()
                    .report(
                            "attributes",
                            "two columns would be called '" + name + "'",
                            "rename one under attributes: {otherName: \"" + column.title() + "\"}");
        } else {
            String meaning = "column '" + column.title() + "' of source "
                    + source.settings().name();
            all.add(new Attribute(
                    new Property(name, kind.type(), kind.unit(), column.title(), meaning, Property.Origin.ATTRIBUTE),
                    kind.sql(),
                    source.raw(column),
                    column.title()));
        }
    }

    private void refuse(String name, StagedColumn column, String better) {
        source.settings()
                .report(
                        "attributes",
                        "column '" + column.title() + "' can't be a property '" + name
                                + "': that name has a meaning of its own",
                        "attributes: {" + better + ": \"" + column.title()
                                + "\"}, or map it under columns, or name it under ignore");
    }

    /** The type of an attribute with the SQL of its value. */
    private record Kind(ValueType type, Unit unit, String sql) {}

    private Kind forced(String type, StagedColumn column) {
        String decimal = type.equals("money") || type.equals("number") || type.equals("whole")
                ? source.numbers(column.title(), column).decimal()
                : "";
        return switch (type) {
            case "money" ->
                new Kind(
                        ValueType.WHOLE,
                        Unit.MONEY,
                        "TRY_CAST(round(" + decimal + " * " + java.math.BigDecimal.TEN.pow(minorDigits)
                                + ") AS BIGINT)");
            case "number" -> new Kind(ValueType.NUMBER, Unit.NONE, "TRY_CAST(" + decimal + " AS DOUBLE)");
            case "whole" ->
                new Kind(
                        ValueType.WHOLE,
                        Unit.NONE,
                        source.numbers(column.title(), column).whole());
            case "flag" ->
                new Kind(
                        ValueType.FLAG,
                        Unit.NONE,
                        column.type().equals("BOOLEAN") ? column.sql() : Words.flag(source.raw(column)));
            case "date" ->
                new Kind(
                        ValueType.DATE,
                        Unit.NONE,
                        source.dates(column.title(), column).date());
            default -> text(column);
        };
    }

    private Kind text(StagedColumn column) {
        return new Kind(ValueType.TEXT, Unit.NONE, "replace(" + source.raw(column) + ", chr(160), ' ')");
    }

    private Kind inferred(StagedColumn column) {
        String raw = source.raw(column);
        if (column.isText()) {
            return inferredFromText(column, raw);
        }
        if (column.type().equals("DATE") || column.type().startsWith("TIMESTAMP")) {
            return new Kind(ValueType.DATE, Unit.NONE, "CAST(" + column.sql() + " AS DATE)");
        }
        if (column.type().equals("BOOLEAN")) {
            return new Kind(ValueType.FLAG, Unit.NONE, column.sql());
        }
        return column.type().equals("BIGINT")
                ? new Kind(ValueType.WHOLE, Unit.NONE, column.sql())
                : new Kind(ValueType.NUMBER, Unit.NONE, "CAST(" + column.sql() + " AS DOUBLE)");
    }

    private Kind inferredFromText(StagedColumn column, String raw) {
        record Counts(long values, long flags, long whole, long number, long dotted, long dotThree) {}
        Counts counts = database.rows(
                        "SELECT count(v), count(*) FILTER (lower(v) IN " + Sql.texts(FLAGS)
                                + "), count(*) FILTER (regexp_full_match(v, " + WHOLE
                                + ")), count(*) FILTER (regexp_full_match(v, " + NUMBER
                                + ")), count(*) FILTER (contains(v, '.')), count(*) FILTER (regexp_full_match(v, "
                                + NumberColumn.DOT_THREE + ")) FROM (SELECT " + raw + " AS v FROM "
                                + source.staged().relation() + ")",
                        row -> new Counts(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)))
                .get(0);
        if (counts.values() == 0) {
            return text(column);
        }
        if (counts.flags() == counts.values()) {
            return new Kind(ValueType.FLAG, Unit.NONE, Words.flag(raw));
        }
        Optional<Character> decimal = source.settings().decimal();
        boolean thousands = decimal.map(sign -> sign == ',').orElse(counts.dotted() == counts.dotThree());
        if (counts.number() == counts.values() && counts.dotted() > 0 && thousands) {
            return forced("number", column);
        }
        if (counts.whole() == counts.values()) {
            return new Kind(
                    ValueType.WHOLE, Unit.NONE, "TRY_CAST(regexp_replace(" + raw + ", '\\.0+$', '') AS BIGINT)");
        }
        if (counts.number() == counts.values()) {
            return new Kind(ValueType.NUMBER, Unit.NONE, "TRY_CAST(" + raw + " AS DOUBLE)");
        }
        return writtenForPeople(column, raw, counts.values());
    }

    private Kind writtenForPeople(StagedColumn column, String raw, long values) {
        record Counts(long numbers, long separated, long dates) {}
        Counts counts = database.rows(
                        "SELECT " + sum("number_shape(v) <> 'unreadable'") + ", "
                                + sum("number_shape(v) NOT IN ('unreadable', 'whole')") + ", "
                                + sum("date_shape(v) NOT IN ('unreadable', " + Sql.text(DateText.SERIAL) + ", "
                                        + Sql.text(DateText.COMPACT) + ")")
                                + " FROM (SELECT " + raw + " AS v, count(*) AS n FROM "
                                + source.staged().relation() + " GROUP BY v HAVING v IS NOT NULL)",
                        row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)))
                .get(0);
        if (counts.dates() == values) {
            return forced("date", column);
        }
        return counts.numbers() == values && counts.separated() > 0 ? forced("number", column) : text(column);
    }

    private static String sum(String condition) {
        return "CAST(coalesce(sum(n) FILTER (" + condition + "), 0) AS BIGINT)";
    }

    /** Addresses of people that nobody mapped must not become facts that rules and reports show. */
    private boolean isPersonal(StagedColumn column) {
        if (!column.isText()) {
            return false;
        }
        String raw = source.raw(column);
        boolean personal = database.number(
                                "SELECT count(*) FILTER (regexp_full_match(v, '[^@\\s]+@[^@\\s]+\\.[^@\\s]+')) * 2 - count(v)"
                                        + " FROM (SELECT " + raw + " AS v FROM "
                                        + source.staged().relation() + ")")
                        .orElse(0)
                > 0;
        if (personal) {
            source.book()
                    .warn(
                            "column '" + column.title()
                                    + "' holds email addresses and isn't mapped: left out. Map it as 'email', or name it under ignore");
        }
        return personal;
    }
}
