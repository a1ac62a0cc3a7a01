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
        for (Report report :
                List.of(sqlite(Provider.SMTP, 6), postgres(1, Provider.TWILIO, 5), postgres(3, Provider.SMTP, 9))) {
            assertThat(report.violations()).as(report.line()).isEmpty();
            report.hits().forEach((hit, times) -> hits.merge(hit, times, Integer::sum));
        }
        assertThat(hits.get(Hit.KILL)).isEqualTo(20);
        assertThat(hits).as("or it would prove little").containsKey(Hit.CLAIMED);
        assertThat(hits.getOrDefault(Hit.SENDING, 0) + hits.getOrDefault(Hit.SENDING_TAKEN, 0))
                .isPositive();
    }

    @Test
    void showsWhatTheNaiveRuleDoes() throws Exception {
        Report report = naive(1);
        for (int seed = 2; report.duplicates() == 0 && seed <= 15; seed++) {
            report = naive(seed);
        }
        assertThat(report.duplicates()).as("%s", report.line()).isPositive();
    }

    /** With many slow answers, so that some of the few kills hit what was taken. */
    private Report naive(long seed) throws Exception {
        Path place = folder.resolve("naive-" + seed);
        StoreSettings store = sqlite(place);
        return run(scenario(store, 1, Provider.TWILIO, 6, 0.4, seed, true, place));
    }

    private static StoreSettings sqlite(Path place) {
        return new StoreSettings("jdbc:sqlite:" + place.resolve("store.db"), null, null);
    }

    private Report sqlite(Provider provider, int kills) throws Exception {
        Path place = folder.resolve("sqlite");
        return run(scenario(sqlite(place), 1, provider, kills, FAULTS, 1, false, place));
    }

    private Report postgres(int nodes, Provider provider, int kills) throws Exception {
        Path place = folder.resolve("postgres-" + nodes);
        return run(scenario(Databases.postgres(), nodes, provider, kills, FAULTS, 1, false, place));
    }

    private static Scenario scenario(
            StoreSettings store,
            int nodes,
            Provider provider,
            int kills,
            double faults,
            long seed,
            boolean naive,
            Path place) {
        return new Scenario(
                place.getFileName().toString(),
                store.url(),
                store.user(),
                nodes,
                provider,
                kills,
                MESSAGES,
                faults,
                seed,
                naive,
                place);
    }

    private static Report run(Scenario scenario) throws Exception {
        try (var harness = new Harness(scenario)) {
            return harness.run();
        }
    }
}
