package dev.beckon.data;

import dev.beckon.data.Staged.StagedColumn;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** A sheet of a workbook: the first one, or the one that is named. Lines are the sheet's row numbers. */
final class XlsxRows implements RowSource {

    private final SourceSettings settings;
    private final Consumer<String> warnings;

    XlsxRows(SourceSettings settings, Consumer<String> warnings) {
        this.settings = settings;
        this.warnings = warnings;
    }

    @Override
    public List<StagedColumn> columns(List<Path> files) throws IOException {
        try (ReadableWorkbook workbook = workbook(files.get(0));
                Stream<Row> rows = sheet(workbook).openStream()) {
            Row first = firstRow(rows.iterator());
            if (first == null) {
                return List.of();
            }
            List<@Nullable String> values = values(first, first.getCellCount());
            return settings.header().orElse(true) ? Columns.of(values) : Columns.numbered(values.size());
        } catch (ExcelReaderException damaged) {
            throw new DamagedWorkbook(damaged);
        }
    }

    @Override
    public void read(Path file, int index, List<StagedColumn> columns, Staging staging) throws IOException {
        try (ReadableWorkbook workbook = workbook(file);
                Stream<Row> rows = sheet(workbook).openStream()) {
            Iterator<Row> iterator = rows.iterator();
            int[] places = new int[columns.size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = i;
            }
            if (settings.header().orElse(true)) {
                Row header = firstRow(iterator);
                if (header != null) {
                    places = places(header, columns);
                }
            }
            while (iterator.hasNext()) {
                Row row = iterator.next();
                if (!isBlank(row)) {
                    stage(row, index, places, staging);
                }
            }
        } catch (ExcelReaderException damaged) {
            throw new DamagedWorkbook(damaged);
        }
    }

    private static int[] places(Row header, List<StagedColumn> columns) {
        List<String> own = Columns.of(values(header, header.getCellCount())).stream()
                .map(StagedColumn::title)
                .toList();
        return columns.stream().mapToInt(column -> own.indexOf(column.title())).toArray();
    }

    private static void stage(Row row, int index, int[] places, Staging staging) {
        List<@Nullable String> values = values(row, row.getCellCount());
        var ordered = new ArrayList<@Nullable String>(places.length);
        for (int place : places) {
            ordered.add(place < 0 || place >= values.size() ? null : values.get(place));
        }
        staging.row(index, row.getRowNum(), ordered);
    }

    private ReadableWorkbook workbook(Path file) throws IOException {
        try {
            return new ReadableWorkbook(
                    Files.newInputStream(file), new org.dhatim.fastexcel.reader.ReadingOptions(true, false));
        } catch (IOException notAWorkbook) {
            throw new DamagedWorkbook(notAWorkbook);
        }
    }

    private Sheet sheet(ReadableWorkbook workbook) throws IOException {
        List<String> names = workbook.getSheets().map(Sheet::getName).toList();
        if (settings.sheet().isEmpty()) {
            warnOfOthers(names);
            return workbook.getFirstSheet();
        }
        String name = settings.sheet().get();
        return workbook.findSheet(name)
                .orElseThrow(() -> new IOException("there is no sheet '" + name + "'. Maybe " + quoted(names, " or ")));
    }

    private void warnOfOthers(List<String> names) {
        if (names.size() > 1) {
            warnings.accept("sheet '" + names.get(0) + "' is read, and not "
                    + quoted(names.subList(1, names.size()), ", ") + ". Maybe name another with 'sheet:'");
        }
    }

    private static String quoted(List<String> names, String between) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(between));
    }

    private static @Nullable Row firstRow(Iterator<Row> rows) {
        while (rows.hasNext()) {
            Row row = rows.next();
            if (!isBlank(row)) {
                return row;
            }
        }
        return null;
    }

    private static boolean isBlank(Row row) {
        return values(row, row.getCellCount()).stream().allMatch(value -> value == null || value.isBlank());
    }

    private static List<@Nullable String> values(Row row, int count) {
        var values = new ArrayList<@Nullable String>(count);
        for (int i = 0; i < count; i++) {
            values.add(text(row.getOptionalCell(i).orElse(null)));
        }
        return values;
    }

    private static @Nullable String text(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
            return null;
        }
        if (cell.getType() == CellType.NUMBER) {
            return isDate(cell)
                    ? DateText.fromSerial(cell.getRawValue())
                    : new BigDecimal(cell.getRawValue()).toPlainString();
        }
        return cell.getType() == CellType.BOOLEAN ? cell.asBoolean().toString() : cell.getText();
    }

    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        if (format == null) {
            return false;
        }
        String letters = format.replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "").toLowerCase(java.util.Locale.ROOT);
        return letters.contains("yy") || letters.contains("d") && letters.contains("m");
    }
}
