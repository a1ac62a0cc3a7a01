package dev.beckon.store;

import static dev.beckon.store.StoreFixture.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How much goes out, of all nodes together. */
abstract class LanesContract extends StoreContract {

    @Test
    void aLanesRateIsThatOfAllNodesTogether() {
        StoreSettings settings = fresh();
        StoreFixture one = node(settings);
        StoreFixture two = node(settings);
        var customers = new String[40];
        for (int i = 0; i < customers.length; i++) {
            customers[i] = "c" + i;
        }
        Run run = one.open("win-back", customers);
        // One in ten seconds, so that no time worth a message passes meanwhile; a bucket holds one at least.
        var slow = new Lanes.Limits(0.1, 0);
        assertThat(claimed(one, run, 9, slow)).isEqualTo(1);
        assertThat(claimed(two, run, 9, slow)).isZero();
        one.change("UPDATE lanes SET next_free = next_free - 10000000");
        assertThat(claimed(two, run, 9, slow)).isEqualTo(1);
        assertThat(claimed(one, run, 9, slow)).isZero();
        // Ten a second. The bucket is full an hour later and holds ten; what a node finds nothing for stays in it.
        one.change("UPDATE lanes SET next_free = 0");
        var quick = new Lanes.Limits(10, 0);
        assertThat(one.claim(run, "whatsapp", "a", 9, LEASE, quick).messages()).isEmpty();
        assertThat(claimed(one, run, 4, quick)).isEqualTo(4);
        assertThat(claimed(two, run, 100, quick)).isBetween(6, 16);
    }

    private static int claimed(StoreFixture node, Run run, int most, Lanes.Limits limits) {
        return node.claim(run, "email", "a", most, LEASE, limits).messages().size();
    }

    @Test
    void aLanesDayIsThatOfAllNodesTogether() {
        StoreSettings settings = fresh();
        StoreFixture one = node(settings);
        StoreFixture two = node(settings);
        Run run = one.open("win-back", "a", "b", "c", "d", "e", "f", "g");
        var limits = new Lanes.Limits(0, 3);
        var first = one.claim(run, "email", "a", 2, LEASE, limits);
        assertThat(first.messages()).hasSize(2);
        assertThat(claimed(two, run, 9, limits)).isEqualTo(1);
        assertThat(claimed(one, run, 9, limits)).isZero();
        one.lanes.giveBack("email/test", first.day() - 1);
        assertThat(claimed(one, run, 9, limits)).as("another day's").isZero();
        one.lanes.giveBack("email/test", first.day());
        assertThat(claimed(two, run, 9, limits)).isEqualTo(1);
        one.change("UPDATE lanes SET day = day - 1");
        assertThat(claimed(one, run, 9, limits)).as("the next day").isEqualTo(3);
    }

    @Test
    void nothingGoesOutOnAStoppedOrPausedLane() {
        StoreFixture node = node();
        Run run = node.open("win-back", "a", "b", "c");
        node.lanes.stop("email/test", "401 wrong password");
        assertThat(node.claim(run, "a", 1)).isEmpty();
        node.lanes.resume("email/test", "anna");
        assertThat(node.claim(run, "a", 1)).hasSize(1);
        node.lanes.pause("email/test", Duration.ofHours(1));
        Instant until = node.lanes.find("email/test").orElseThrow().pausedUntil();
        node.lanes.pause("email/test", Duration.ofSeconds(30));
        assertThat(node.lanes.find("email/test").orElseThrow().pausedUntil())
                .as("a shorter pause")
                .isEqualTo(until);
        assertThat(node.claim(run, "a", 1)).isEmpty();
        node.change("UPDATE lanes SET paused_until = paused_until - 3600000");
        assertThat(node.claim(run, "a", 1)).hasSize(1);
        assertThat(new Audit(node.store).newest(9))
                .extracting(entry -> entry.action() + " " + entry.subject() + " " + entry.detail())
                .contains("stop lane email/test 401 wrong password", "resume lane email/test null");
    }
}
