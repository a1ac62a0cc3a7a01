package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.feedback.Nearest;
import dev.beckon.workspace.Company;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns the columns of one source into typed cells, each written as SQL over the staged rows. */
final class SourceSql {

    private static final String BLANKS = "' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8239) || chr(12288)";

    private final Database database;
    private final Staged staged;
    private final SourceSettings settings;
    private final Company company;
    private final SourceBook book;
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final Set<String> mapped = new LinkedHashSet<>();

    SourceSql(Database database, Staged staged, Company company, SourceBook book) {
        this.database = database;
        this.staged = staged;
        this.settings = staged.settings();
        this.company = company;
        this.book = book;
    }

    /**
     * Finds and types the columns of all fields of the source, and looks whether its filter can be asked; problems go to the
     * workspace's list.
     */
    void mapFields() {
        mapFields(settings.kind().fieldNames());
    }

    /** @param names of the fields that the source has */
    void mapFields(List<String> names) {
        settings.kind().fields().stream()
                .filter(field -> names.contains(field.name()))
                .forEach(field -> columnOf(field).ifPresent(column -> add(field, column)));
        kept();
    }

    /** Columns that say something else than what a customer is like become no attributes. */
    void leaveOut(Collection<String> titles) {
        mapped.addAll(titles);
    }

    /** A column whose name merely sounds like a field, such as age with the values 18-24 and 65+, isn't that field. */
    private boolean holds(Field field, StagedColumn column) {
        if (field.kind() != Field.Kind.WHOLE && field.kind() != Field.Kind.FLAG) {
            return true;
        }
        return database.number("SELECT count(v) - 2 * count(v) FILTER (t IS NULL) FROM (SELECT " + raw(column)
                                + " AS v, " + typed(field, column) + " AS t FROM " + staged.relation() + ")")
                        .orElse(0)
                >= 0;
    }

    private void add(Field field, StagedColumn column) {
        mapped.add(column.title());
        cells.put(field.name(), new Cell(field, column.title(), raw(column), typed(field, column)));
    }

    private Optional<StagedColumn> columnOf(Field field) {
        String written = settings.columns().get(field.name());
        if (written != null) {
            Optional<StagedColumn> column = column(written);
            if (column.isEmpty()) {
                reportMissing(field.name(), written);
            }
            return column;
        }
        Optional<StagedColumn> byName = field.takenByName()
                ? staged.columns().stream()
                        .filter(column -> Field.sameName(field.name(), column.title()))
                        .filter(column -> !settings.columns().containsValue(column.title()))
                        .filter(column -> settings.attributes().stream()
                                .noneMatch(attribute -> attribute.column().equals(column.title())))
                        .filter(column -> !settings.ignore().contains(column.title()))
                        .filter(column -> holds(field, column))
                        .findFirst()
                : Optional.empty();
        if (byName.isEmpty() && field.required()) {
            settings.report(
                    "columns",
                    "no column for '" + field.name() + "'",
                    "add '" + field.name() + ": COLUMN' under columns; the file has "
                            + String.join(", ", staged.titles()));
        }
        return byName;
    }

    void reportMissing(String key, String written) {
        settings.yaml()
                .mapOrEmpty("columns")
                .report(
                        key,
                        "source '" + settings.name() + "' has no column '" + written + "'",
                        Nearest.to(written, staged.titles())
                                .map(near -> "you meant '" + near + "'")
                                .orElse(
                                        staged.titles().isEmpty()
                                                ? "the file is empty"
                                                : "one of " + String.join(", ", staged.titles())));
    }

    Optional<StagedColumn> column(String written) {
        return staged.column(written).or(() -> byNumber(written));
    }

    private Optional<StagedColumn> byNumber(String written) {
        if (!written.matches("\\d{1,4}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(written);
        return number >= 1 && number <= staged.columns().size()
                ? Optional.of(staged.columns().get(number - 1))
                : Optional.empty();
    }

    /** The text of a value without outer blanks; null for a missing one, also where it is written in a word. */
    String raw(StagedColumn column) {
        if (!column.isText()) {
            return "CAST(" + column.sql() + " AS VARCHAR)";
        }
        return unlessMissing(trimmed(column));
    }

    /** The same of a column of consents, where a word that grants or denies never stands for a missing value. */
    String rawConsent(StagedColumn column) {
        Set<String> missing = settings.missing().stream()
                .filter(word -> !Words.isConsent(word))
                .collect(Collectors.toCollection(TreeSet::new));
        return column.isText() ? unlessMissing(trimmed(column), missing) : raw(column);
    }

    /**
     * The same for values that few rows share, such as addresses: to look at both ends of each is far cheaper than to trim
     * it. Where values are repeated, the engine trims each of them only once.
     */
    private String rawOfMany(StagedColumn column) {
        if (!column.isText()) {
            return raw(column);
        }
        String text = column.sql();
        // the engine turns a text round in a fifth of the time that it takes to find the last letter
        return unlessMissing("(CASE WHEN " + beginsVisibly(text) + " AND " + beginsVisibly("reverse(" + text + ")")
                + " THEN " + text + " ELSE " + trimmed(column) + " END)");
    }

    /** SQL that is true for texts that begin with a visible ASCII character. */
    private static String beginsVisibly(String text) {
        return text + " >= '!' AND " + text + " < chr(127)";
    }

    private static String trimmed(StagedColumn column) {
        return "nullif(trim(" + column.sql() + ", " + BLANKS + "), '')";
    }

    private String unlessMissing(String text) {
        return unlessMissing(text, settings.missing());
    }

    private static String unlessMissing(String text, Set<String> missing) {
        return missing.isEmpty()
                ? text
                : "(CASE WHEN lower(" + text + ") IN " + Sql.texts(missing) + " THEN NULL ELSE " + text + " END)";
    }

    String typed(Field field, StagedColumn column) {
        String raw = raw(column);
        return switch (field.kind()) {
            case ID ->
                new IdColumn(database, staged, book)
                        .sql(column, field.name().equals("customer-id") ? raw : rawOfMany(column));
            case TEXT -> "trim(replace(" + raw + ", chr(160), ' '))";
            case DATE -> dates(field.name(), column).date();
            case TIME ->
                settings.kind() == SourceKind.EVENTS
                                || settings.kind() == SourceKind.CONSENTS
                                || settings.kind() == SourceKind.SUPPRESSIONS
                                || settings.kind() == SourceKind.CONTACTS
                        ? dates(field.name(), column).utc(company.timeZone())
                        : dates(field.name(), column).wallTime(company.timeZone());
            case MONEY, NUMBER -> numbers(field.name(), column).decimal();
            case WHOLE -> numbers(field.name(), column).whole();
            case FLAG ->
                column.type().equals("BOOLEAN")
                        ? column.sql()
                        : field.name().equals(Words.DO_NOT_DISTURB) ? Words.leftAlone(raw) : Words.flag(raw);
            case EMAIL -> "to_email(" + rawOfMany(column) + ")";
            case PHONE ->
                (settings.possiblePhoneNumbers() ? "to_possible_phone(" : "to_valid_phone(") + rawOfMany(column)
                        + ", "
                        + Sql.text(company.country()) + ")";
            case LANGUAGE -> "to_language(" + raw + ")";
            case ZONE -> "to_zone(" + raw + ")";
            case CHANNEL -> Words.channel(raw);
            case CONSENT -> Words.consent(raw);
            case MESSAGE_STATE -> Words.messageState(raw);
        };
    }

    DateColumn dates(String field, StagedColumn column) {
        return new DateColumn(database, staged, field, column, raw(column));
    }

    NumberColumn numbers(String field, StagedColumn column) {
        return new NumberColumn(database, staged, book, field, column, raw(column), new ShownSign(database, this));
    }

    Optional<Cell> cell(String field) {
        return Optional.ofNullable(cells.get(field));
    }

    List<Cell> cells() {
        return new ArrayList<>(cells.values());
    }

    /** The typed value of a field, or a null of the type where the source has no such column. */
    String typedOrNull(String field, String type) {
        return cell(field).map(Cell::typed).orElse("CAST(NULL AS " + type + ")");
    }

    /** Columns that no field uses. */
    List<StagedColumn> unmapped() {
        return staged.columns().stream()
                .filter(column -> !mapped.contains(column.title()))
                .filter(column ->
                        settings.ignore().stream().noneMatch(ignored -> ignored.equalsIgnoreCase(column.title())))
                .toList();
    }

    Staged staged() {
        return staged;
    }

    SourceSettings settings() {
        return settings;
    }

    SourceBook book() {
        return book;
    }

    /** SQL that is true for the rows that {@code keep} lets through; empty where it lets all through. */
    Optional<String> kept() {
        return new KeptRows(this).sql("false");
    }

    /** The same, but whatever is missing or can't be read is let through. */
    Optional<String> perhapsKept() {
        return new KeptRows(this).sql("true");
    }

    static String date(LocalDate date) {
        return "DATE '" + date + "'";
    }
}
