package dev.beckon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.audience.Audience;
import dev.beckon.data.LoadOptions;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.deliver.SendingClock;
import dev.beckon.deliver.WorkspaceDelivery;
import dev.beckon.feedback.Progress;
import dev.beckon.plan.Policies;
import dev.beckon.store.Consents;
import dev.beckon.store.Run;
import dev.beckon.store.RunProgress;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run of six messages waits; meanwhile newer data come. What they say counts for the very next message. */
class NewerDataTest {

    private static final Environment ENVIRONMENT = new Environment(Map.<String, String>of()::get);
    private static final Instant FIRED = Instant.parse("2026-12-01T04:30:01Z");

    @TempDir
    private Path folder;

    private SmallCompany company;
    private WorkspaceStore store;

    @BeforeEach
    void aRunWaits() throws IOException {
        company = SmallCompany.in(folder, 6).schedule("cron: \"0 10 * * *\"");
        company.settings("""
                  suppressions: {files: suppressions.csv}
                delivery: {max-data-age: none}
                """).write("suppressions.csv", "address,channel,reason\nnobody@example.com,email,bounced\n");
        store = WorkspaceStore.open(company.open(), ENVIRONMENT);
        for (Instant time : List.of(FIRED.minusSeconds(60), FIRED)) {
            new Scheduler(company.open(), store, ENVIRONMENT, () -> time, Scheduler.Pace.USUAL).step();
        }
        assertThat(run().state()).isEqualTo(RunState.OPEN);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private Run run() {
        return new Runs(store.store()).find(1).orElseThrow();
    }

    @Test
    @Timeout(60)
    void denialsAndSuppressionsReachMessagesThatWait() throws Exception {
        company.write("consents.csv", Files.readString(folder.resolve("consents.csv")) + """
                c01,email,denied,2026-10-15
                c02,email,denied,2026-09-30
                c03,email,denied,2026-10-01
                """);
        company.write(
                "suppressions.csv", "address,channel,reason\nC04@EXAMPLE.COM,email,bounced\nc05@example.com,phone,x\n");
        preview();
        send();

        // c02 said no before they said yes; c03 on the same day, and then the denial counts; c05's is another channel.
        assertThat(dropped()).containsExactly("c00", "c02", "c05");
        assertThat(codes()).containsEntry("no-consent", 2L).containsEntry("suppressed", 1L);
    }

    @Test
    @Timeout(60)
    void denialsCountThoughTheirDateOrChannelCannotBeRead() throws Exception {
        company.write("consents.csv", Files.readString(folder.resolve("consents.csv")) + """
                c01,email,denied,
                c02,email,no,soon
                c03,,denied,2026-10-15
                c04,sms,denied,2026-10-15
                """);
        company.write(
                "beckon.yaml",
                Files.readString(folder.resolve("beckon.yaml"))
                        .replace("as-of: 2026-11-01", "as-of: 2026-11-01, max-rejected: 100%"));
        preview();
        send();

        assertThat(dropped()).containsExactly("c00", "c04", "c05");
        assertThat(codes()).containsEntry("no-consent", 3L);
    }

    @Test
    @Timeout(60)
    void wishesOfThoseWhoAreNoCustomersAnyMoreCount() throws Exception {
        String customers = Files.readString(folder.resolve("customers.csv"));
        company.write("customers.csv", customers.replaceAll("(?m)^c0[123],.*\\R", ""));
        company.write(
                "consents.csv",
                Files.readString(folder.resolve("consents.csv"))
                        + "c01,email,denied,2026-10-15\nc03,email,denied,2026-10-15\nc03,email,granted,2026-10-16\n");
        company.write("suppressions.csv", "customer-id,address,channel,reason\nc02,,email,asked\n");
        company.write(
                "beckon.yaml",
                Files.readString(folder.resolve("beckon.yaml"))
                        .replace("as-of: 2026-11-01", "as-of: 2026-11-01, max-rejected: 100%"));
        preview();
        send();

        assertThat(dropped()).containsExactly("c00", "c03", "c04", "c05");
        assertThat(codes()).containsEntry("no-consent", 1L).containsEntry("suppressed", 1L);
    }

    @Test
    void aPreviewOfAnEarlierDayTakesNothingBack() throws Exception {
        company.write(
                "consents.csv", Files.readString(folder.resolve("consents.csv")) + "c01,email,denied,2026-09-15\n");
        preview();
        send();

        assertThat(dropped()).contains("c01");
    }

    @Test
    void whoWithdrewTheirConsentIsNotPlannedUntilTheyGiveItAgain() throws Exception {
        new Consents(store.store())
                .add(List.of(new Consents.Consent(
                        "c01", "email", Consents.DENIED, Instant.parse("2026-10-20T08:00:00Z"), "unsubscribe", null)));
        assertThat(planned()).isEqualTo(5);

        company.write(
                "consents.csv", Files.readString(folder.resolve("consents.csv")) + "c01,email,granted,2026-10-21\n");
        assertThat(planned()).isEqualTo(6);
    }

    private void preview() {
        planned();
    }

    private long planned() {
        Workspace workspace = company.open();
        var settings = new Audience.Settings(1, Audience.Settings.CHUNK_SIZE, Progress.SILENT);
        try (var planned = PlannedRun.of(
                workspace,
                Audience.open(workspace, LoadOptions.defaults(), settings),
                Optional.empty(),
                Optional.of(FIRED.plusSeconds(10 * 86_400)))) {
            return planned.plans().get(0).messages();
        }
    }

    private void send() throws Exception {
        Workspace workspace = company.open();
        var delivery = WorkspaceDelivery.start(
                workspace,
                store,
                Policies.read(workspace),
                DeliveryConfig.read(workspace, ENVIRONMENT),
                SendingClock.rehearsal(),
                new SimpleMeterRegistry());
        try (delivery) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (run().state() != RunState.DONE && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
        }
        assertThat(run().state()).isEqualTo(RunState.DONE);
    }

    private List<String> dropped() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("out/dropped"))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString().substring(0, 3))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, Long> codes() {
        return new RunProgress(store.store())
                .codes(1).stream()
                        .collect(java.util.stream.Collectors.toMap(each -> each.code(), each -> each.messages()));
    }
}
