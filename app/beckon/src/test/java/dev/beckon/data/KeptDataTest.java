package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.facts.Demand;
import dev.beckon.features.InputTables;
import dev.beckon.features.Rows;
import dev.beckon.feedback.Progress;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptDataTest {

    private static final String SETTINGS = """
            company: {currency: EUR}
            sources:
              customers: {files: customers.csv}
              orders: {files: orders.csv, max-rejected: 50%}
            """;

    @TempDir
    private Path folder;

    private String now = "2024-03-20T12:00:00Z";

    @BeforeEach
    void workspace() throws IOException {
        write("beckon.yaml", SETTINGS);
        write("customers.csv", "customer_id,city\nA,Pune\nB,Agra\n");
        write(
                "orders.csv",
                "customer_id,order_id,date,product,amount\nA,o1,2024-03-05,Box,10\nB,o2,2024-03-09,Peda,20\nX,o3,2024-03-01,Box,1\n");
    }

    @Test
    void theSameDataIsNotLoadedAgain() throws Exception {
        assertThat(city("A")).isEqualTo("Pune");
        changeWhatIsKept();
        assertThat(city("A")).isEqualTo("kept");
        write("beckon.yaml", SETTINGS + "policies: {minimum-age: 21}  # says nothing of data\n");
        assertThat(city("A")).isEqualTo("kept");
    }

    @Test
    void otherSettingsOtherDataAndOtherDaysAreLoadedAnew() throws Exception {
        assertThat(city("A")).isEqualTo("Pune");
        changeWhatIsKept();
        write("beckon.yaml", SETTINGS.replace("EUR", "USD"));
        assertThat(city("A")).isEqualTo("Pune");
        changeWhatIsKept();
        try (CustomerData data = load(options().asOf(LocalDate.of(2024, 4, 1)))) {
            assertThat(city(data, "A")).isEqualTo("Pune");
        }
        changeWhatIsKept();
        try (CustomerData data = load(options().afresh())) {
            assertThat(city(data, "A")).isEqualTo("Pune");
        }
        assertThat(kept()).hasSize(1);
    }

    @Test
    void aFileThatKeepsItsSizeAndTimeIsStillReadAnew() throws Exception {
        FileTime time = Files.getLastModifiedTime(folder.resolve("customers.csv"));
        assertThat(city("A")).isEqualTo("Pune");
        write("customers.csv", "customer_id,city\nA,Kota\nB,Agra\n");
        Files.setLastModifiedTime(folder.resolve("customers.csv"), time);
        assertThat(city("A")).isEqualTo("Kota");
    }

    @Test
    void whatOthersPutThereStays() throws Exception {
        load(options()).close();
        write("out/.facts/notes.txt", "mine");
        load(options().afresh()).close();
        CustomerData.forget(Workspace.open(folder));
        assertThat(folder.resolve("out/.facts/notes.txt")).hasContent("mine");
        try (var left = Files.list(folder.resolve("out/.facts"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void everythingElseIsAsInAFreshRun() throws Exception {
        String hash;
        QualityReport quality;
        try (CustomerData data = load(options())) {
            hash = data.hash();
            quality = data.quality();
        }
        String rejected = Files.readString(folder.resolve("out/rejected/orders.csv"));
        assertThat(rejected).contains("orders.csv,4,customer_id,X,");
        Files.delete(folder.resolve("out/rejected/orders.csv"));
        try (CustomerData data = load(options())) {
            assertThat(data.quality()).isEqualTo(quality);
            assertThat(data.hash()).isEqualTo(hash);
            assertThat(data.vocabulary().find("income")).isEmpty();
        }
        assertThat(folder.resolve("out/rejected/orders.csv")).hasContent(rejected);
        write("out/rejected/orders.csv", "something else");
        load(options()).close();
        assertThat(folder.resolve("out/rejected/orders.csv")).hasContent(rejected);
        try (CustomerData data = load(options().afresh())) {
            assertThat(data.hash()).isEqualTo(hash);
        }
    }

    @Test
    void oldDataIsRefusedThoughItIsKept() throws Exception {
        write("beckon.yaml", SETTINGS + "data: {max-data-age: 30d}\n");
        load(options()).close();
        now = "2024-06-01T12:00:00Z";
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> load(options()))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("2024-03-09");
        }
    }

    @Test
    void onlyFactsThatWereNeverAskedForAreComputed() throws Exception {
        var first = new Demand(
                InputTables.demand("orders", "city").properties(), List.of("Box"), List.of(), List.of(), List.of());
        var second = new Demand(
                InputTables.demand("orders", "recencyDays", "rfm", "country").properties(),
                List.of("Peda", "Box"),
                List.of(),
                List.of(),
                List.of());
        prepared(first);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + kept().get(0));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE facts.orders SET orders = 77 WHERE customer_key = 0");
        }
        Rows rows = prepared(second);
        assertThat(rows.get("A"))
                .containsEntry("orders", 77L)
                .containsEntry("recencyDays", 5L)
                .containsEntry("city", "Pune");
        assertThat(rows.get("B"))
                .containsEntry("orders", 1L)
                .containsEntry("recencyDays", 1L)
                .containsKey("rfm");
        assertThat(prepared(second).get("B")).isEqualTo(rows.get("B"));
    }

    @Test
    void aDamagedFileIsReplaced() throws Exception {
        assertThat(city("A")).isEqualTo("Pune");
        Files.writeString(kept().get(0), "damaged");
        assertThat(city("A")).isEqualTo("Pune");
        assertThat(city("A")).isEqualTo("Pune");
    }

    @Test
    void onlyItsOwnerMayLookIntoItAndItCanBeDeleted() throws Exception {
        load(options()).close();
        assertThat(kept()).hasSize(1);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("out/.facts"))))
                    .isEqualTo("rwx------");
        }
        CustomerData.forget(Workspace.open(folder));
        assertThat(kept()).isEmpty();
    }

    @Test
    void rowsOfADatabaseAreNeverKept() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("shop.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE o (customer_id TEXT, date TEXT, amount INTEGER)");
            statement.execute("INSERT INTO o VALUES ('A', '2024-03-05', 10)");
        }
        write(
                "beckon.yaml",
                "sources:\n  customers: {from: orders}\n  orders: {jdbc: {url: \"" + url
                        + "\", query: SELECT * FROM o}}\n");
        load(options()).close();
        assertThat(kept()).isEmpty();
    }

    private Rows prepared(Demand demand) throws SQLException {
        try (CustomerData data = load(options());
                var connection = data.connect()) {
            data.prepare(demand);
            return Rows.of(connection, "SELECT * FROM facts.customers");
        }
    }

    private void changeWhatIsKept() throws SQLException, IOException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + kept().get(0));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE loaded.customers SET city = 'kept'");
        }
    }

    private List<Path> kept() throws IOException {
        if (!Files.isDirectory(folder.resolve("out/.facts"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve("out/.facts"))) {
            return files.toList();
        }
    }

    private String city(String customer) {
        try (CustomerData data = load(options())) {
            return city(data, customer);
        }
    }

    private static String city(CustomerData data, String customer) {
        return data.database()
                .rows(
                        "SELECT city FROM input.customers WHERE customer_id = '" + customer + "'",
                        row -> row.getString(1))
                .get(0);
    }

    private CustomerData load(LoadOptions options) {
        return CustomerData.load(Workspace.open(folder), options);
    }

    private LoadOptions options() {
        return new LoadOptions(Optional.empty(), 2, Progress.SILENT, InstantSource.fixed(Instant.parse(now)));
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }
}
