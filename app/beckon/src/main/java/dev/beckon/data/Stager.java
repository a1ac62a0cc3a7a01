package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import dev.beckon.database.Database;
import dev.beckon.database.DatabaseFailure;
import dev.beckon.database.Sql;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.feedback.SourceUnavailable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Brings the rows of a source into the data engine as they are, with the file and line they came from. */
final class Stager {

    private static final long SPREADSHEET_ROWS = 1_048_576;

    /** An address, a number with decimals or a day: never the name of a column. */
    private static final Pattern VALUE = Pattern.compile(
            "[^@\\s]+@[^@\\s]+\\.[^@\\s]+|[-+]?\\d+[.,]\\d+|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}([T ].*)?|\\+?\\d{7,}");

    private static final Pattern NOT_READ = Pattern.compile("(?i)\\.(xls|xlsb|ods|zip|7z|pdf|docx?|orc|avro|json)$");

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0E-\\x1F]");

    private static final int LONGEST_TITLE = 1_000;

    private final Database database;
    private final SourceFiles files;
    private final QualityBook book;

    Stager(Database database, SourceFiles files, QualityBook book) {
        this.database = database;
        this.files = files;
        this.book = book;
    }

    Staged stage(SourceSettings settings) {
        SourceBook page = book.of(settings.name());
        if (settings.jdbc().isPresent()) {
            return fromQuery(settings, page);
        }
        List<Path> paths = files.of(settings);
        Format format = settings.format()
                .orElseGet(() -> settings.fixed().isEmpty()
                        ? Format.of(paths.get(0).getFileName().toString())
                        : Format.FIXED);
        refuseUnknownFormat(settings, paths.get(0));
        return format == Format.PARQUET
                ? parquet(settings, paths)
                : rows(settings, paths, rowSource(settings, format, page), page);
    }

    private static RowSource rowSource(SourceSettings settings, Format format, SourceBook page) {
        return switch (format) {
            case JSONL -> new JsonRows(settings, page::warn);
            case XLSX -> new XlsxRows(settings, page::warn);
            default -> new TextRows(settings, format, page::warn);
        };
    }

    private Staged rows(SourceSettings settings, List<Path> paths, RowSource source, SourceBook page) {
        String name = tableName(settings);
        Path rows = database.folder().resolve(name + ".csv");
        Path rejected = database.folder().resolve(name + "-rejected.csv");
        Path file = paths.get(0);
        try (var staging = new Staging(rows, rejected)) {
            List<StagedColumn> columns = source.columns(paths);
            refuseOddHeader(settings, columns, paths.get(0));
            for (int i = 0; i < paths.size() && !columns.isEmpty(); i++) {
                long before = staging.readRows();
                file = paths.get(i);
                source.read(file, i, columns, staging);
                warnAboutCut(file, staging.readRows() - before, page);
            }
            staging.close();
            return load(settings, name, columns, paths, staging);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw UnreadableFile.of(settings, file, e);
        }
    }

    private static void refuseUnknownFormat(SourceSettings settings, Path file) {
        String name = file.getFileName().toString();
        if (settings.format().isEmpty() && NOT_READ.matcher(name).find()) {
            throw new ProblemsFound(
                    problem(settings, settings.prefix() + name + " is of a kind that Beckon doesn't read")
                            .hint(insteadOf(name.toLowerCase(Locale.ROOT))));
        }
    }

    private static String insteadOf(String name) {
        if (name.endsWith(".json")) {
            return "export it as JSON lines, an object a line, and call it .jsonl";
        }
        return name.endsWith(".xls") || name.endsWith(".xlsb") || name.endsWith(".ods")
                ? "open it and save it as .xlsx"
                : "save it as .csv, .xlsx or .parquet";
    }

    /** A file without a header would give its first row's values, say a person's address, to names and messages. */
    private static void refuseOddHeader(SourceSettings settings, List<StagedColumn> columns, Path file) {
        String name = settings.prefix() + file.getFileName();
        if (columns.isEmpty()) {
            throw new ProblemsFound(problem(settings, name + " is empty").hint("its export failed"));
        }
        if (columns.stream().anyMatch(column -> CONTROL.matcher(column.title()).find())) {
            throw new ProblemsFound(problem(settings, name + " isn't text: its first line has control characters")
                    .hint("it is of another kind than its name says, or damaged"));
        }
        boolean values = settings.header().isEmpty()
                && columns.stream()
                        .map(StagedColumn::title)
                        .anyMatch(title -> VALUE.matcher(title).matches());
        if (values) {
            throw new ProblemsFound(problem(settings, name + " seems to have no header: its first line holds values")
                    .hint("add 'header: false' and name the columns by number, or 'header: true' if it is one"));
        }
        if (columns.stream().anyMatch(column -> column.title().length() > LONGEST_TITLE)) {
            throw new ProblemsFound(problem(settings, name + " has a column name of more than 1,000 characters")
                    .hint("the file isn't a table, or 'delimiter' or 'format' are to be named"));
        }
    }

    private static Problem problem(SourceSettings settings, String message) {
        return Problem.at(settings.yaml().file(), settings.yaml().line(), 0, message);
    }

    private Staged fromQuery(SourceSettings settings, SourceBook page) {
        String name = tableName(settings);
        Path rows = database.folder().resolve(name + ".csv");
        Path rejected = database.folder().resolve(name + "-rejected.csv");
        try (var staging = new Staging(rows, rejected)) {
            List<StagedColumn> columns = new JdbcRows(settings).read(staging);
            staging.close();
            return load(settings, name, columns, List.of(), staging);
        }
    }

    private Staged load(
            SourceSettings settings, String name, List<StagedColumn> columns, List<Path> paths, Staging staging) {
        String table = "stage." + Sql.name(name);
        database.run("CREATE TABLE " + table + " AS SELECT * FROM "
                + csv(database.folder().resolve(name + ".csv"), columns));
        if (staging.rejectedRows() > 0) {
            database.run("INSERT INTO loaded.rejected SELECT " + Sql.text(settings.name())
                    + ", file, line, \"column\", \"value\", reason FROM "
                    + csv(database.folder().resolve(name + "-rejected.csv"), REJECTED));
        }
        return new Staged(settings, table, columns, paths, staging.readRows());
    }

    private static final List<StagedColumn> REJECTED = List.of(
            new StagedColumn("column", "column", "VARCHAR"),
            new StagedColumn("value", "value", "VARCHAR"),
            new StagedColumn("reason", "reason", "VARCHAR"));

    private static String csv(Path file, List<StagedColumn> columns) {
        String types = columns.stream()
                .map(column -> Sql.text(column.sql()) + ": " + Sql.text(column.type()))
                .collect(Collectors.joining(", ", ", ", ""));
        return "read_csv(" + Sql.text(file.toString()) + ", auto_detect=false, header=false, delim=',', quote='\"',"
                + " escape='\"', new_line='\\n', nullstr='', allow_quoted_nulls=false, max_line_size=16000000,"
                + " columns={'file': 'INTEGER', 'line': 'BIGINT'" + (columns.isEmpty() ? "" : types) + "})";
    }

    private Staged parquet(SourceSettings settings, List<Path> paths) {
        String list = paths.stream().map(path -> Sql.text(path.toString())).collect(Collectors.joining(", ", "[", "]"));
        String source = "read_parquet(" + list + ", filename='beckon file', file_row_number=true, union_by_name=true)";
        requireParquet(settings, paths);
        List<Described> described = described(settings, paths, source).stream()
                .filter(column ->
                        !column.name().equals("beckon file") && !column.name().equals("file_row_number"))
                .toList();
        List<StagedColumn> columns = IntStream.range(0, described.size())
                .mapToObj(i -> new StagedColumn(
                        described.get(i).name(),
                        "c" + (i + 1),
                        EngineTypes.simple(described.get(i).type())))
                .toList();
        String selected = IntStream.range(0, columns.size())
                .mapToObj(i -> ", "
                        + EngineTypes.cast(
                                described.get(i).name(), described.get(i).type()) + " AS "
                        + columns.get(i).sql())
                .collect(Collectors.joining());
        String file = paths.size() == 1 ? "0" : "CAST(list_position(" + list + ", \"beckon file\") - 1 AS INTEGER)";
        String view = "stage." + Sql.name(tableName(settings));
        database.run("CREATE VIEW " + view + " AS SELECT " + file + " AS file, file_row_number + 1 AS line" + selected
                + " FROM " + source);
        return new Staged(settings, view, columns, paths, database.count(view));
    }

    private record Described(String name, String type) {}

    private List<Described> described(SourceSettings settings, List<Path> paths, String source) {
        try {
            return database.rows(
                    "DESCRIBE SELECT * FROM " + source, row -> new Described(row.getString(1), row.getString(2)));
        } catch (DatabaseFailure e) {
            String files =
                    paths.stream().map(path -> path.getFileName().toString()).collect(Collectors.joining(", "));
            throw new SourceUnavailable(
                    settings.prefix() + files
                            + " can't be read as Parquet. Maybe it is damaged: export it or copy it again",
                    e);
        }
    }

    private static void requireParquet(SourceSettings settings, List<Path> paths) {
        for (Path path : paths) {
            if (!isParquet(path)) {
                throw new SourceUnavailable(settings.prefix() + path.getFileName()
                        + " isn't a whole Parquet file. Maybe it is still being written");
            }
        }
    }

    /** A Parquet file begins and ends with its mark. */
    private static boolean isParquet(Path path) {
        byte[] mark = {'P', 'A', 'R', '1'};
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] first = new byte[4];
            byte[] last = new byte[4];
            if (file.length() < 12) {
                return false;
            }
            file.readFully(first);
            file.seek(file.length() - 4);
            file.readFully(last);
            return Arrays.equals(first, mark) && Arrays.equals(last, mark);
        } catch (IOException e) {
            return false;
        }
    }

    private static void warnAboutCut(Path file, long rows, SourceBook page) {
        if (rows + 1 <= SPREADSHEET_ROWS && rows + 1 >= SPREADSHEET_ROWS - 2) {
            page.warn(
                    file.getFileName() + " ends at the row limit of spreadsheets (1,048,576): it was probably cut off");
        }
    }

    static String tableName(SourceSettings settings) {
        return settings.isNamed() ? settings.name().replace('.', '_') : "file";
    }
}
