package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.beckon.feedback.ProblemsFound;
import dev.beckon.feedback.Progress;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.workspace.Workspace;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials come from the environment and come out nowhere. */
class SecretsTest {

    private static final String ROWS =
            "CREATE TABLE orders AS SELECT 'A' AS customer_id, '2024-03-05' AS date, 1.5 AS amount";
    private static final String QUERY = "SELECT customer_id, date, amount FROM orders";

    @TempDir
    private Path folder;

    @Test
    void takesTheAddressOfADatabaseFromTheEnvironment() throws IOException, SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("shop.db");
        make(url);

        assertThat(loaded("url: \"${SHOP_URL}\"", QUERY, Map.of("SHOP_URL", url)))
                .isEqualTo(1);
    }

    @Test
    void takesPartsOfTheAddressUserAndPassword() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            make(postgres.getJdbcUrl("postgres", "postgres"));
            make(postgres.getJdbcUrl("postgres", "postgres"), "ALTER USER postgres PASSWORD 's3cret'");

            assertThat(loaded(
                            "url: \"jdbc:postgresql://localhost:${PORT}/postgres\", user: \"${SHOP_USER}\", password:"
                                    + " \"${SHOP_PASSWORD}\"",
                            QUERY,
                            Map.of(
                                    "PORT",
                                    String.valueOf(postgres.getPort()),
                                    "SHOP_USER",
                                    "postgres",
                                    "SHOP_PASSWORD",
                                    "s3cret")))
                    .isEqualTo(1);
        }
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        assertThatThrownBy(() -> loaded(
                        "url: \"${SHOP_URL}\", user: anna, password: \"${SHOP_PASSWORD}\"", QUERY, Map.of("A", "b")))
                .isInstanceOf(ProblemsFound.class)
                .hasMessageContaining("beckon.yaml:5")
                .hasMessageContaining("the environment variable SHOP_URL isn't set")
                .hasMessageContaining("the environment variable SHOP_PASSWORD isn't set");
    }

    @Test
    void keepsSecretsOfPostgresToItself() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            var environment = Map.of("PORT", String.valueOf(postgres.getPort()), "SHOP_PASSWORD", "s3cret");
            String server = "jdbc:postgresql://localhost:${PORT}/postgres";
            assertSilent("url: \"" + server + "?user=anna&password=${SHOP_PASSWORD}\"", "SELECT 1", environment);
            assertSilent(
                    "url: \"" + server + "\", user: postgres, password: \"${SHOP_PASSWORD}\"",
                    "SELECT CAST('priya@example.com' AS INTEGER)",
                    environment);
            assertSilent(
                    "url: \"jdbc:postgresql://anna:${SHOP_PASSWORD}@localhost:port/shop\"", "SELECT 1", environment);
        }
    }

    @Test
    void keepsSecretsOfSqliteToItself() throws IOException {
        assertSilent(
                "url: \"jdbc:sqlite:/nowhere/${SHOP_PASSWORD}.db?password=${SHOP_PASSWORD}\"",
                "SELECT 1",
                Map.of("SHOP_PASSWORD", "s3cret"));
        assertSilent("url: \"jdbc:other://${SHOP_PASSWORD}\"", "SELECT 1", Map.of("SHOP_PASSWORD", "s3cret"));
    }

    private void assertSilent(String login, String query, Map<String, String> environment) throws IOException {
        Throwable thrown = catchThrowable(() -> loaded(login, query, environment));

        var trace = new StringWriter();
        assertThat(thrown).isInstanceOf(SourceUnavailable.class).hasMessageContaining("source 'orders'");
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("s3cret", "anna", "priya", "localhost");
    }

    private static void make(String url) throws SQLException {
        make(url, ROWS);
    }

    private static void make(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long loaded(String login, String query, Map<String, String> environment) throws IOException {
        Files.writeString(
                folder.resolve("beckon.yaml"),
                "company: {currency: EUR}\nsources:\n  customers: {from: orders}\n  orders:\n    jdbc: {" + login
                        + ", query: \"" + query + "\"}\n");
        var options = new LoadOptions(Optional.of(LocalDate.of(2024, 12, 31)), 2, Progress.SILENT);
        try (CustomerData data = new DataLoader(Workspace.open(folder), options, environment::get).load()) {
            return data.customers();
        }
    }
}
