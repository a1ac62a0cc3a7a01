package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.feedback.Progress;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.workspace.Workspace;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One small table in every format gives the same loaded rows. */
class FormatsTest {

    private static final List<String> EXPECTED = List.of(
            "001 | o1 | 2024-03-05 10:30:00 | Cake, small | 2.0 | 2099",
            "002 | o2 | 2024-03-06 00:00:00 | 30\" Tart | 1.0 | -550",
            "002 | o3 | 2024-03-07 23:59:59 | missing | 3.0 | 10");
    private static final String COLUMNS =
            "    columns: {customer-id: who, order-id: invoice, date: placed, product: what, quantity: qty, amount: worth}\n";
    private static final String CREATE = "CREATE TABLE orders(invoice VARCHAR(9), who VARCHAR(9), placed TIMESTAMP,"
            + " what VARCHAR(30), qty INTEGER, worth NUMERIC(10, 2))";
    private static final String INSERT =
            "INSERT INTO orders VALUES ('o1', '001', '2024-03-05 10:30:00', 'Cake, small', 2, 20.99),"
                    + " ('o2', '002', '2024-03-06 00:00:00', '30\" Tart', 1, -5.50), ('o3', '002', '2024-03-07 23:59:59', NULL, 3, 0.10)";

    @TempDir
    private Path folder;

    private static String csv(String delimiter) {
        return String.join(
                "\n",
                String.join(delimiter, "invoice", "who", "placed", "what", "qty", "worth"),
                String.join(delimiter, "o1", "001", "2024-03-05 10:30:00", "\"Cake, small\"", "2", "20.99"),
                String.join(delimiter, "o2", "002", "2024-03-06", "\"30\"\" Tart\"", "1", "-5.50"),
                String.join(delimiter, "o3", "002", "2024-03-07 23:59:59", "", "3", "0.10"),
                "");
    }

    @Test
    void readsCsv() throws IOException {
        Files.writeString(folder.resolve("orders.csv"), csv(","));
        assertThat(loaded("files: orders.csv")).isEqualTo(EXPECTED);
    }

    @Test
    void readsThroughALinkedFolder() throws IOException {
        Path real = Files.createDirectories(folder.resolve("elsewhere/exports"));
        Files.writeString(real.resolve("orders-1.csv"), csv(","));
        Files.createSymbolicLink(folder.resolve("data"), real);
        assertThat(loaded("files: data/orders-*.csv")).isEqualTo(EXPECTED);
    }

    @Test
    void readsTsv() throws IOException {
        Files.writeString(folder.resolve("orders.tsv"), csv("\t"));
        assertThat(loaded("files: orders.tsv")).isEqualTo(EXPECTED);
    }

    @Test
    void readsCompressedCsv() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("orders.csv.gz")))) {
            out.write(csv(";").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(loaded("files: orders.csv.gz")).isEqualTo(EXPECTED);
    }

    @Test
    void readsParquet() throws SQLException {
        inDuckDb("COPY orders TO '" + folder.resolve("orders.parquet") + "' (FORMAT parquet)");
        assertThat(loaded("files: orders.parquet")).isEqualTo(EXPECTED);
    }

    @Test
    void readsSeveralParquetFiles() throws SQLException {
        inDuckDb("COPY (FROM orders WHERE qty = 2) TO '" + folder.resolve("a.parquet") + "' (FORMAT parquet)");
        inDuckDb("COPY (FROM orders WHERE qty <> 2 ORDER BY placed) TO '" + folder.resolve("b.parquet")
                + "' (FORMAT parquet)");
        assertThat(loaded("files: \"*.parquet\"")).isEqualTo(EXPECTED);
    }

    @Test
    void readsJsonLines() throws SQLException {
        inDuckDb("COPY orders TO '" + folder.resolve("orders.jsonl") + "' (FORMAT json)");
        assertThat(loaded("files: orders.jsonl")).isEqualTo(EXPECTED);
    }

    @Test
    void readsSpreadsheets() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("orders.xlsx"))) {
            var workbook = new Workbook(out, "Beckon", "1.0");
            Worksheet sheet = workbook.newWorksheet("orders");
            List<String> header = List.of("invoice", "who", "placed", "what", "qty", "worth");
            for (int i = 0; i < header.size(); i++) {
                sheet.value(0, i, header.get(i));
            }
            row(sheet, 1, "o1", "001", "2024-03-05T10:30:00", "Cake, small", 2, 20.99);
            row(sheet, 2, "o2", "002", "2024-03-06T00:00:00", "30\" Tart", 1, -5.5);
            row(sheet, 4, "o3", "002", "2024-03-07T23:59:59", null, 3, 0.1);
            workbook.finish();
        }
        assertThat(loaded("files: orders.xlsx")).isEqualTo(EXPECTED);
    }

    @Test
    void namesAWorkbookThatLacksItsSheet() throws IOException {
        readsSpreadsheets();
        try (FileSystem parts = FileSystems.newFileSystem(folder.resolve("orders.xlsx"))) {
            Files.delete(parts.getPath("xl/worksheets/sheet1.xml"));
        }
        assertThatThrownBy(() -> loaded("files: orders.xlsx"))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("source 'orders' can't be read: orders.xlsx is damaged or isn't complete. Maybe open it and"
                        + " save it again as .xlsx");
    }

    private static void row(
            Worksheet sheet,
            int row,
            String invoice,
            String who,
            String at,
            @Nullable String what,
            int quantity,
            double worth) {
        sheet.value(row, 0, invoice);
        sheet.value(row, 1, who);
        sheet.value(row, 2, java.time.LocalDateTime.parse(at));
        sheet.style(row, 2).format("yyyy-mm-dd hh:mm:ss").set();
        if (what != null) {
            sheet.value(row, 3, what);
        }
        sheet.value(row, 4, quantity);
        sheet.value(row, 5, worth);
    }

    @Test
    void readsSqlite() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            statement.execute(INSERT);
        }
        assertThat(loaded("jdbc: {url: \"" + url + "\", query: \"SELECT * FROM orders ORDER BY invoice\"}"))
                .isEqualTo(EXPECTED);
    }

    @Test
    void readsPostgres() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            statement.execute(INSERT);
            assertThat(loaded("jdbc: {url: \"" + postgres.getJdbcUrl("postgres", "postgres")
                            + "\", query: \"SELECT * FROM orders ORDER BY invoice\"}"))
                    .isEqualTo(EXPECTED);
        }
    }

    @Test
    void tellsNothingOfTheDatabaseThatRefuses() {
        assertThatThrownBy(
                        () -> loaded("jdbc: {url: \"jdbc:postgresql://127.0.0.1:1/shop\", user: anna, password: s3cret,"
                                + " query: \"SELECT 1\"}"))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("source 'orders'")
                .message()
                .doesNotContain("s3cret", "anna", "127.0.0.1");
    }

    @Test
    void missesAFile() {
        assertThatThrownBy(() -> loaded("files: nowhere.csv"))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("source 'orders': there is no file nowhere.csv");
        assertThatThrownBy(() -> loaded("files: \"nowhere [1.csv\""))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("there is no file nowhere [1.csv");
    }

    private void inDuckDb(String copy) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            statement.execute(INSERT);
            statement.execute(copy);
        }
    }

    private List<String> loaded(String source) {
        try {
            Files.writeString(
                    folder.resolve("beckon.yaml"),
                    "company: {name: Formats, currency: EUR, time-zone: Asia/Kolkata}\n"
                            + "sources:\n  customers: {from: orders}\n  orders:\n    " + source + "\n" + COLUMNS);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        var options = new LoadOptions(Optional.of(LocalDate.of(2024, 12, 31)), 2, Progress.SILENT);
        try (CustomerData data = CustomerData.load(Workspace.open(folder), options)) {
            return data.database()
                    .rows(
                            "SELECT customer_id || ' | ' || o.id || ' | ' || ordered_at || ' | ' || coalesce(product,"
                                    + " 'missing') || ' | ' || quantity || ' | ' || amount FROM input.order_lines LEFT JOIN"
                                    + " input.products USING (product_key) JOIN input.customers USING (customer_key) JOIN (VALUES ('o1'), ('o2'), ('o3')) o(id)"
                                    + " ON order_key = hash(o.id) ORDER BY line",
                            row -> row.getString(1));
        }
    }
}
