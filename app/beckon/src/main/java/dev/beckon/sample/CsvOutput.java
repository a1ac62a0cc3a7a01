package dev.beckon.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** One CSV file a table. Gzipped ones are made of one gzip member a slice, which every reader takes for one file. */
final class CsvOutput implements Output {

    private static final int SLICE = 1000;

    private final Path folder;

    CsvOutput(Path folder) {
        this.folder = folder;
    }

    @Override
    public int sliceSize() {
        return SLICE;
    }

    @Override
    public Map<SampleTable, Long> make(SampleCompany company, Slice slice) throws IOException {
        try (var tables = new Tables(slice.folder(), slice.number() == 0, SampleTable::csvFile)) {
            company.write(slice.first(), slice.count(), tables);
            return tables.rows();
        }
    }

    @Override
    public void take(Slice slice) throws IOException {
        for (SampleTable table : SampleTable.values()) {
            Path target = folder.resolve(table.csvFile());
            try (var out = Files.newOutputStream(target, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                Files.copy(slice.folder().resolve(table.csvFile()), out);
            }
        }
    }

    @Override
    public WrittenTable written(SampleTable table, Path target, long rows) {
        return new WrittenTable(target.resolve(table.csvFile()), 1, rows);
    }
}
