package dev.beckon.deliver;

import static dev.beckon.store.MessageState.SENT;
import static dev.beckon.store.StoreFixture.NOON;
import static dev.beckon.store.StoreFixture.customers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.store.Databases;
import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.StoreFixture;
import dev.beckon.store.StoreSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several nodes on a server that comes and goes. */
class DeliveryOnPostgresTest {

    /** Recovery waits for it. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final RecordingMessenger provider = new RecordingMessenger();

    @Test
    void nodesShareTheWork() {
        StoreSettings settings = Databases.postgres();
        var second = new RecordingMessenger();
        try (var one = new StoreFixture(settings);
                var two = new StoreFixture(settings)) {
            Run run = one.open("win-back", customers(600));
            var deliveries = new Deliveries(one);
            // The second node's clock is a day ahead: leases are the database's all the same.
            try (var first = deliveries.start(provider.taking(Duration.ofMillis(2)));
                    var other = new Deliveries(two)
                            .clock(() -> NOON.plus(Duration.ofDays(1)))
                            .start(second.taking(Duration.ofMillis(2)))) {
                deliveries.await(run, RunState.DONE);
            }
            assertThat(one.counts(run)).isEqualTo(Map.of(SENT, 600L));
            assertThat(provider.attempts()).isNotEmpty();
            assertThat(second.attempts()).isNotEmpty();
            var all = new ArrayList<>(provider.customers());
            all.addAll(second.customers());
            assertThat(all).containsExactlyInAnyOrder(customers(600));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WITH due, BEFORE_STATEMENT",
        "WITH due, AFTER_COMMIT",
        "SET state = 'SENDING', BEFORE_STATEMENT",
        "SET state = 'SENDING', AFTER_COMMIT",
        "provider_id = $2, BEFORE_STATEMENT",
        "provider_id = $2, AFTER_COMMIT",
    })
    void aLostConnectionLosesAndDoublesNothing(String statement, CuttingProxy.Where where) throws Exception {
        StoreSettings direct = Databases.postgres();
        try (var proxy = new CuttingProxy(Databases.port());
                var watching = new StoreFixture(direct)) {
            String url = direct.url().replace(":" + Databases.port() + "/", ":" + proxy.port() + "/");
            try (var node = new StoreFixture(new StoreSettings(url + "?prepareThreshold=0", "postgres", null))) {
                Run run = watching.open("win-back", customers(60));
                proxy.cut(statement.replace("''", "'"), where);
                try (var delivery = new Deliveries(node).lease(SHORT).start(provider)) {
                    Deliveries.await("cut", proxy::hasCut);
                    new Deliveries(watching).await(run, RunState.DONE);
                }
                assertThat(watching.counts(run)).isEqualTo(Map.of(SENT, 60L));
                assertThat(provider.customers()).containsExactlyInAnyOrder(customers(60));
            }
        }
    }

    @Test
    void aServerThatIsKilledUnderLoadLosesAndDoublesNothing(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                var node = new StoreFixture(new StoreSettings(
                        "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres", null))) {
            Run run = node.open("win-back", customers(400));
            String options = Files.readString(data.resolve("postmaster.opts"));
            Process again = null;
            try (var delivery =
                    new Deliveries(node).lease(Duration.ofSeconds(8)).start(provider.taking(Duration.ofMillis(5)))) {
                Deliveries.await("under load", () -> provider.attempts().size() > 50);
                long pid = Long.parseLong(
                        Files.readAllLines(data.resolve("postmaster.pid")).get(0));
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                // In a container nobody may have buried the process yet: then the server takes itself for running.
                Files.delete(data.resolve("postmaster.pid"));
                Files.deleteIfExists(Path.of("/tmp/.s.PGSQL." + server.getPort() + ".lock"));
                again = restart(options);
                new Deliveries(node).await(run, RunState.DONE);
            } finally {
                if (again != null) {
                    again.destroyForcibly().waitFor();
                }
            }
            assertThat(provider.customers()).containsExactlyInAnyOrder(customers(400));
        }
    }

    /** By the command that the server wrote down, until the killed server's other processes have noticed. */
    private static Process restart(String options) throws Exception {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL doesn't run as root
        }
        Stream.of(options.strip().split(" "))
                .map(each -> each.replace("\"", ""))
                .forEach(command::add);
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                return process;
            }
            assertThat(System.nanoTime()).as("%s", command).isLessThan(deadline);
            Thread.sleep(100);
        }
    }
}
