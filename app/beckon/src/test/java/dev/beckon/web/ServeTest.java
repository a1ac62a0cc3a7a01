package dev.beckon.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.UnsubscribeTokens;
import dev.beckon.schedule.SmallCompany;
import dev.beckon.store.Census;
import dev.beckon.store.Databases;
import dev.beckon.store.MessageId;
import dev.beckon.store.MessageState;
import dev.beckon.store.Run;
import dev.beckon.store.RunProgress;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL, a campaign that is due in seconds, and somebody who opts out while it is being sent. */
class ServeTest {

    private static final int CUSTOMERS = 16;

    @TempDir
    private Path folder;

    @Test
    void aCampaignRunsByItselfOnceIsStoppedInTheMiddleAndGoesOn() throws Exception {
        Map<String, String> environment = Map.of(
                "BECKON_KEY",
                "a key for tests that is long enough",
                "BECKON_STORE",
                Databases.postgres().url());
        SmallCompany company = SmallCompany.in(folder, CUSTOMERS).campaign("").settings("""
                delivery: {max-data-age: none}
                store: {url: "${BECKON_STORE}", user: postgres}
                channels: {email: {rate: 2/s, workers: 2}}
                """);
        try (WorkspaceStore store = WorkspaceStore.open(company.open(), new Environment(environment::get));
                ServedProcess one = ServedProcess.begin(folder, folder.resolve("one.log"), environment);
                ServedProcess two = ServedProcess.begin(folder, folder.resolve("two.log"), environment)) {
            one.ready();
            two.ready();
            Instant due = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
            company.schedule("once: \"" + due + "\"");
            await(() -> !dropped().isEmpty());

            // Whose turn comes last opts out now, by the link in their message.
            String last = token(store, CUSTOMERS - 1);
            assertThat(two.get(last).statusCode()).isEqualTo(200);
            assertThat(two.post(last, "List-Unsubscribe=One-Click")).isEqualTo(200);
            assertThat(one.terminate()).isEqualTo(143);
            assertThat(two.terminate()).isEqualTo(143);
            assertThat(dropped().size()).isLessThan(CUSTOMERS - 1);
            assertThat(new Census(store.store()).take())
                    .extracting(Census.Count::state)
                    .doesNotContain(MessageState.CLAIMED, MessageState.SENDING, MessageState.IN_DOUBT);
            assertThat(dropped()).doesNotContain(customer(CUSTOMERS - 1));

            try (ServedProcess three = ServedProcess.begin(folder, folder.resolve("three.log"), environment)) {
                three.ready();
                var runs = new Runs(store.store());
                await(() -> runs.all().get(0).state() == RunState.DONE);
                assertThat(runs.all()).extracting(Run::name).containsExactly("hello@" + due);
                assertThat(new RunProgress(store.store()).counts(1))
                        .isEqualTo(Map.of(MessageState.SENT, (long) CUSTOMERS - 1, MessageState.SUPPRESSED, 1L));
                assertThat(dropped())
                        .isEqualTo(IntStream.range(0, CUSTOMERS - 1)
                                .mapToObj(ServeTest::customer)
                                .collect(Collectors.toSet()));
                assertThat(three.get("/actuator/health").body()).contains("\"status\":\"UP\"");
                assertThat(three.get("/actuator/prometheus").body())
                        .contains("beckon_send_seconds_count{lane=\"email/drop-folder\",outcome=\"Accepted\"}");
                assertThat(three.get("/").body()).contains("hello", "done").doesNotContain("example.com");
                assertThat(three.terminate()).isEqualTo(143);
            }
        }
        assertThat(files()).hasSize(CUSTOMERS - 1);
        for (String log : List.of("one.log", "two.log", "three.log")) {
            assertThat(folder.resolve(log)).content().doesNotContain("example.com", "ERROR", "Exception");
        }
    }

    private static String token(WorkspaceStore store, int place) {
        var tokens = new UnsubscribeTokens(store.secret());
        String link = tokens.link(
                Optional.empty(),
                tokens.subject(MessageId.of(1, 0, place), Channel.EMAIL, customer(place) + "@example.com"));
        return link.substring(link.indexOf("/u/"));
    }

    private static String customer(int place) {
        return "c%02d".formatted(place);
    }

    /** Customers whose message is in the drop folder. */
    private Set<String> dropped() throws IOException {
        return files().stream().map(name -> name.substring(0, 3)).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> files() throws IOException {
        Path emails = folder.resolve("out/dropped/email/hello");
        if (!Files.isDirectory(emails)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(emails)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml") && !name.startsWith("."))
                    .toList();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
