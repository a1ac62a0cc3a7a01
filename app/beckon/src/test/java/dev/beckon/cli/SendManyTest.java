package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.plan.Planning;
import dev.beckon.plan.Policies;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workspace {@code every-gate} with everybody 417 times: 10,008 customers, of whom every gate stops somebody. */
class SendManyTest {

    private static final String AT = "2026-11-02T04:30:00Z";
    private static final int COPIES = 417;

    @TempDir
    private Path folder;

    @Test
    void whatWasPreviewedIsInTheDropFolderOneEach() throws Exception {
        SampleWorkspace workspace = SampleWorkspace.everyGate(folder);
        multiply();

        assertThat(workspace.run("preview", "--at", AT).exitCode()).isZero();
        assertThat(customers("out/*/messages.csv", "customer_id")).hasSizeGreaterThan(1000);
        assertThat(gatesThatStopped()).containsExactlyInAnyOrderElementsOf(gates());
        for (String campaign : List.of("voucher", "tasting")) {
            List<String> planned = customers("out/" + campaign + "/messages.csv", "customer_id");
            assertThat(workspace.run("send", campaign).exitCode()).isZero();
            assertThat(dropped(campaign)).isEqualTo(planned);
            List<String> files = files(campaign);
            assertThat(workspace.run("send", campaign).exitCode()).isZero();
            assertThat(files(campaign)).isEqualTo(files);
        }
    }

    private void multiply() throws SQLException, IOException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var sql = connection.createStatement()) {
            multiply(
                    sql,
                    "customers",
                    "id || '-' || i AS id, name, replace(email, '@', '-' || i || '@') AS email, '+' ||"
                            + " (phone::BIGINT + 10 * i) AS phone, * EXCLUDE (id, name, email, phone, i)");
            for (String table : List.of("consents", "suppressions", "contacts")) {
                multiply(sql, table, "\"customer-id\" || '-' || i AS \"customer-id\", * EXCLUDE (\"customer-id\", i)");
            }
        }
        Path voucher = folder.resolve("campaigns/voucher/campaign.yaml");
        Files.writeString(voucher, Files.readString(voucher).replace("budget: 0.88", "budget: 300"));
        Path tasting = folder.resolve("campaigns/tasting/campaign.yaml");
        Files.writeString(tasting, Files.readString(tasting).replace("recipients: 2", "recipients: 700"));
    }

    private void multiply(Statement sql, String table, String columns) throws SQLException {
        Path file = folder.resolve("data").resolve(table + ".csv");
        sql.execute("CREATE TABLE " + table + " AS SELECT " + columns + " FROM read_csv('" + file
                + "', all_varchar = true), (SELECT unnest(range(" + COPIES + ")) AS i)");
        sql.execute("COPY " + table + " TO '" + file + "' (HEADER)");
    }

    private Set<String> gates() {
        Workspace opened = Workspace.open(folder);
        var gates = new TreeSet<String>();
        Planning.gates(Policies.read(opened), opened.company()).forEach(gate -> gates.add(gate.key()));
        return gates;
    }

    private Set<String> gatesThatStopped() throws SQLException {
        return new TreeSet<>(customers("out/*/skips.csv", "DISTINCT gate"));
    }

    private List<String> customers(String csv, String column) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var query = connection.createStatement();
                var rows = query.executeQuery("SELECT " + column + " FROM read_csv('" + folder.resolve(csv)
                        + "', all_varchar = true, quote = '\"') ORDER BY 1")) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private List<String> dropped(String campaign) throws IOException {
        return files(campaign).stream()
                .map(name -> name.substring(0, name.lastIndexOf('-')))
                .sorted()
                .toList();
    }

    private List<String> files(String campaign) throws IOException {
        var names = new ArrayList<String>();
        for (String channel : List.of("email", "whatsapp")) {
            Path dropped = folder.resolve("out/dropped").resolve(channel).resolve(campaign);
            if (Files.isDirectory(dropped)) {
                try (Stream<Path> all = Files.list(dropped)) {
                    all.map(file -> file.getFileName() + "").forEach(names::add);
                }
            }
        }
        names.sort(null);
        return names;
    }
}
