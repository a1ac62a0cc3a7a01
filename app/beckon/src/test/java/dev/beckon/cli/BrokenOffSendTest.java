package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.deliver.peers.ScriptedSmtpServer;
import dev.beckon.deliver.peers.SmtpFault;
import dev.beckon.deliver.peers.SmtpFault.Slow;
import dev.beckon.deliver.peers.SmtpFault.Stage;
import dev.beckon.schedule.SmallCompany;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody presses Ctrl-C while {@code beckon send} talks with a real SMTP server: nothing is in doubt, none comes twice. */
class BrokenOffSendTest {

    private static final int CUSTOMERS = 40;

    @TempDir
    private Path folder;

    private Path workspace;

    @BeforeEach
    void company() throws IOException {
        workspace = Files.createDirectory(folder.resolve("company"));
        SmallCompany.in(workspace, CUSTOMERS).campaign("");
    }

    @Test
    @Timeout(120)
    void goesOnWhereItEnded() throws Exception {
        try (var server = new ScriptedSmtpServer()) {
            server.faults(stage -> stage == Stage.DOT
                    ? Optional.of(new SmtpFault(stage, new Slow(Duration.ofMillis(300))))
                    : Optional.empty());
            new SmallCompany(workspace).settings("""
                    policies: {quiet-hours: {email: none}}
                    delivery: {max-data-age: none, public-url: "https://example.com"}
                    channels: {email: {from: a@example.com, workers: 2, smtp: {host: 127.0.0.1, port: %d, tls: none}}}
                    """.formatted(server.port()));
            var company = new SampleWorkspace(workspace);
            String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            assertThat(company.run("preview", "hello", "--at", now).exitCode()).isZero();

            Process sending = process("send", "hello");
            while (server.accepted().size() < 5) {
                assertThat(sending.isAlive()).as(log()).isTrue();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            sending.destroy();
            assertThat(sending.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
            int sent = server.accepted().size();
            String left = company.run("runs", "show", "1").out();
            server.faults();
            var again = company.run("send", "hello");

            assertThat(sent).as(log()).isBetween(5, CUSTOMERS - 1);
            assertThat(log()).contains("Broken off", "beckon send hello");
            assertThat(left)
                    .containsPattern("sent +" + sent + "\\b")
                    .containsPattern("planned +" + (CUSTOMERS - sent) + "\\b")
                    .doesNotContain("in doubt", "sending");
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(again.out()).containsPattern("sent +" + CUSTOMERS + "\\b");
            assertThat(server.accepted().stream().map(ScriptedSmtpServer.Accepted::to))
                    .hasSize(CUSTOMERS)
                    .doesNotHaveDuplicates();
        }
    }

    private Process process(String... command) throws IOException {
        var builder = new ProcessBuilder(new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.beckon.cli.Main")));
        builder.command().addAll(List.of(command));
        builder.command().addAll(List.of("--workspace", workspace.toString()));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
