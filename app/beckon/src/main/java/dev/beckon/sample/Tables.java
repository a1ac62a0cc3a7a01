package dev.beckon.sample;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The CSV files of a slice while they are being written. */
final class Tables implements Closeable {

    private final Map<SampleTable, CsvTable> open = new EnumMap<>(SampleTable.class);

    /** @param fileName how each table's file is called; gzipped if that ends in .gz */
    Tables(Path folder, boolean header, Function<SampleTable, String> fileName) throws IOException {
        for (SampleTable table : SampleTable.values()) {
            open.put(table, new CsvTable(folder.resolve(fileName.apply(table)), table.delimiter));
            if (header) {
                writeHeader(table);
            }
        }
    }

    CsvTable get(SampleTable table) {
        return Objects.requireNonNull(open.get(table));
    }

    Map<SampleTable, Long> rows() {
        var rows = new EnumMap<SampleTable, Long>(SampleTable.class);
        open.forEach((table, csv) -> rows.put(table, csv.rows()));
        return rows;
    }

    @Override
    public void close() throws IOException {
        for (CsvTable table : open.values()) {
            table.close();
        }
    }

    private void writeHeader(SampleTable table) throws IOException {
        CsvTable csv = get(table);
        for (SampleTable.Column column : table.columns) {
            csv.cell(column.name());
        }
        csv.endHeader();
    }
}
