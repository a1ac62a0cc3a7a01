package dev.beckon.deliver.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.store.Databases;
import dev.beckon.store.StoreSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Some of the kills of {@code app/bench/kill.sh}: processes are killed at any moment, and nobody gets a message twice, and
 * none is lost.
 */
class KillTest {

    private static final int MESSAGES = 80;
    private static final double FAULTS = 0.1;

    @TempDir
    private Path folder;

    @Test
    void sendsNothingTwiceAndLosesNothing() throws Exception {
        var hits = new HashMap<Hit, Integer>();
        for (Report report : List.of(
                sqlite(Provider.SMTP, 6, false), postgres(1, Provider.TWILIO, 5), postgres(3, Provider.SMTP, 9))) {
            assertThat(report.violations()).as(report.line()).isEmpty();
            report.hits().forEach((hit, times) -> hits.merge(hit, times, Integer::sum));
        }
        assertThat(hits.get(Hit.KILL)).isEqualTo(20);
        assertThat(hits).as("or it would prove little").containsKeys(Hit.CLAIMED, Hit.SENDING, Hit.SENDING_TAKEN);
    }

    @Test
    void showsWhatTheNaiveRuleDoes() throws Exception {
        Report report = sqlite(Provider.SMTP, 5, true);
        assertThat(report.duplicates()).as("%s", report.line()).isPositive();
    }

    private Report sqlite(Provider provider, int kills, boolean naive) throws Exception {
        Path place = folder.resolve("sqlite-" + naive);
        return run(
                new StoreSettings("jdbc:sqlite:" + place.resolve("store.db"), null, null),
                1,
                provider,
                kills,
                naive,
                place);
    }

    private Report postgres(int nodes, Provider provider, int kills) throws Exception {
        return run(Databases.postgres(), nodes, provider, kills, false, folder.resolve("postgres-" + nodes));
    }

    private static Report run(StoreSettings store, int nodes, Provider provider, int kills, boolean naive, Path place)
            throws Exception {
        var scenario = new Scenario(
                place.getFileName().toString(),
                store.url(),
                store.user(),
                nodes,
                provider,
                kills,
                MESSAGES,
                FAULTS,
                1,
                naive,
                place);
        try (var harness = new Harness(scenario)) {
            return harness.run();
        }
    }
}
