package dev.beckon.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.feedback.Progress;
import dev.beckon.feedback.RefusedByPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedFilesTest {

    private static final LocalDate UNTIL = LocalDate.of(2026, 10, 31);

    @TempDir
    private Path temporary;

    @Test
    void sameSeedMakesTheSameBytesWhateverTheNumberOfThreads() throws Exception {
        Path one = write(1, "one", Format.CSV, 1);
        Path four = write(1, "four", Format.CSV, 4);

        assertThat(contents(one)).hasSize(8);
        assertThat(contents(four)).isEqualTo(contents(one));
    }

    @Test
    void anotherSeedMakesAnotherCompany() throws Exception {
        Map<String, List<Byte>> one = contents(write(1, "one", Format.CSV, 2));
        Map<String, List<Byte>> other = contents(write(2, "other", Format.CSV, 2));

        one.keySet().removeIf("products.csv"::equals);
        assertThat(one).allSatisfy((file, bytes) -> assertThat(other.get(file)).isNotEqualTo(bytes));
    }

    @Test
    void aSliceMadeAloneEqualsTheSameRowsOfTheWhole() throws Exception {
        var whole = Files.createDirectory(temporary.resolve("whole"));
        var slice = Files.createDirectory(temporary.resolve("slice"));
        try (var tables = new Tables(whole, false, SampleTable::plainCsvFile)) {
            new SampleCompany(7, UNTIL, 5).write(0, 300, tables);
        }
        try (var tables = new Tables(slice, false, SampleTable::plainCsvFile)) {
            new SampleCompany(7, UNTIL, 5).write(120, 80, tables);
        }

        for (SampleTable table : List.of(
                SampleTable.CUSTOMERS,
                SampleTable.ORDERS,
                SampleTable.EVENTS,
                SampleTable.CONSENTS,
                SampleTable.CONTACTS,
                SampleTable.TRUTH)) {
            String all = Files.readString(whole.resolve(table.plainCsvFile()));
            String part = Files.readString(slice.resolve(table.plainCsvFile()));
            assertThat(part).as(table.name()).isNotEmpty();
            assertThat(all).contains(part);
        }
    }

    @Test
    void parquetHoldsWhatCsvHolds() throws Exception {
        Path csv = write(3, "csv", Format.CSV, 2);
        Path parquet = write(3, "parquet", Format.PARQUET, 2);

        String count = "SELECT count(*), count(DISTINCT order_id), sum(TRY_CAST(trim(amount) AS DECIMAL(12,2)))"
                + " FROM read_csv('" + csv + "/orders.csv.gz', all_varchar = true)";
        String same = "SELECT count(*), count(DISTINCT order_id), sum(amount) FROM '" + parquet + "/orders-*.parquet'";
        assertThat(row(same)).isEqualTo(row(count));
        assertThat(row("SELECT count(*), count(birth_date) FROM '" + parquet + "/customers-*.parquet'"))
                .isEqualTo(row("SELECT count(*), count(birth_date) FROM read_csv('" + csv
                        + "/customers.csv', all_varchar = true)"));
    }

    @Test
    void aSmallerCompanyLeavesNoPartsOfALargerOneBehind() throws Exception {
        Path folder = write(1, "folder", Format.PARQUET, 2);
        company(1).write(10, folder, Format.CSV, 1, Progress.SILENT);

        assertThat(contents(folder).keySet()).noneMatch(file -> file.endsWith(".parquet"));
    }

    @Test
    void refusesAFolderWithSomebodysCustomers() throws Exception {
        Files.writeString(temporary.resolve("customers.csv"), "id,name\n1,Asha\n");

        assertThatThrownBy(() -> company(1).write(10, temporary, Format.CSV, 1, Progress.SILENT))
                .isInstanceOf(RefusedByPolicy.class)
                .hasMessageContaining("customers.csv")
                .hasMessageContaining("Maybe choose another folder");
        assertThat(temporary.resolve("customers.csv")).hasContent("id,name\n1,Asha\n");
    }

    @Test
    void refusesYearsWhoseFestivalsAreNotKnown() {
        assertThatThrownBy(() -> new SampleCompany(1, LocalDate.of(2031, 1, 1), 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2031-01-01")
                .hasMessageContaining("between 2026-01-01 and 2027-12-31");
    }

    private Path write(long seed, String name, Format format, int threads) throws IOException {
        Path folder = temporary.resolve(name);
        company(seed).write(2300, folder, format, threads, Progress.SILENT);
        return folder;
    }

    private static SampleCompany company(long seed) {
        return new SampleCompany(seed, UNTIL, 5);
    }

    private static Map<String, List<Byte>> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, List<Byte>>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), boxed(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static List<Byte> boxed(byte[] bytes) {
        var boxed = new Byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            boxed[i] = bytes[i];
        }
        return List.of(boxed);
    }

    private static List<String> row(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            var columns = Stream.<String>builder();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                columns.add(result.getString(column));
            }
            return columns.build().toList();
        }
    }
}
