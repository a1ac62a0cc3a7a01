package dev.beckon.store;

import static dev.beckon.store.MessageState.CANCELLED;
import static dev.beckon.store.MessageState.CLAIMED;
import static dev.beckon.store.MessageState.EXPIRED;
import static dev.beckon.store.MessageState.FAILED;
import static dev.beckon.store.MessageState.IN_DOUBT;
import static dev.beckon.store.MessageState.PLANNED;
import static dev.beckon.store.MessageState.SENDING;
import static dev.beckon.store.MessageState.SENT;
import static dev.beckon.store.MessageState.SUPPRESSED;
import static dev.beckon.store.StoreFixture.LEASE;
import static dev.beckon.store.StoreFixture.NOON;
import static dev.beckon.store.StoreFixture.address;
import static dev.beckon.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every database must do. */
abstract class StoreContract {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Admission GO = new Admission.Go();

    private final List<StoreFixture> nodes = new ArrayList<>();

    /** An empty database. */
    abstract StoreSettings fresh();

    private StoreFixture node(CapRule... caps) {
        return node(fresh(), caps);
    }

    private StoreFixture node(StoreSettings settings, CapRule... caps) {
        var node = new StoreFixture(settings, caps);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void closeNodes() {
        nodes.forEach(StoreFixture::close);
    }

    @Test
    void keepsWhatWasThereWhenItIsOpenedAgain() {
        StoreSettings settings = fresh();
        try (var first = new StoreFixture(settings)) {
            first.open("win-back", "asha", "ravi");
        }
        StoreFixture second = node(settings);
        assertThat(second.counts(second.prepare("win-back"))).isEqualTo(Map.of(PLANNED, 2L));
    }

    @Test
    void addsAMessageOnce() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha", "ravi");
        OutboxMessage sent = node.sendOne(run, NOON);
        node.outbox.add(
                run.number(), List.of(message(0, "asha"), message(1, "ravi"), message(2, "mira"), message(7, "ravi")));
        assertThat(sent.customer()).isEqualTo("asha");
        assertThat(node.counts(run)).isEqualTo(Map.of(SENT, 1L, PLANNED, 2L));
        assertThat(node.rows("SELECT id FROM contents ORDER BY id"))
                .as("nothing of asha's, and nothing of ravi's second")
                .containsExactly(id(run, 1), id(run, 2));
    }

    private static String id(Run run, long place) {
        return String.valueOf(MessageId.of(run.number(), 0, place));
    }

    @Test
    void claimsTheLongestDueFirstAndNoneBeforeItsTime() {
        StoreFixture node = node();
        Run run = node.prepare("win-back");
        node.outbox.add(
                run.number(),
                List.of(
                        message(0, "later", "email", NOON.plusMillis(1), null),
                        message(1, "now", "email", NOON, null),
                        message(2, "before", "email", NOON.minusSeconds(1), null),
                        message(3, "other", "whatsapp", NOON, null),
                        message(4, "now too", "email", NOON, null)));
        assertThat(node.claim(run, "a", 9)).as("being prepared").isEmpty();
        node.runs.open(run.number(), 0);
        assertThat(node.claim(run, "a", 2)).extracting(OutboxMessage::customer).containsExactly("before", "now");
        assertThat(node.claim(run, "a", 9)).extracting(OutboxMessage::customer).containsExactly("now too");
        assertThat(node.claim(run, "a", 9)).isEmpty();
        assertThat(node.outbox.isDue(run.number(), "test", "email", NOON)).isFalse();
        assertThat(node.outbox.isDue(run.number(), "test", "email", NOON.plusMillis(1)))
                .isTrue();
        assertThat(node.outbox.isDue(run.number(), "another", "whatsapp", NOON)).isFalse();
    }

    @Test
    void neverGivesAMessageToTwo() throws Exception {
        StoreSettings settings = fresh();
        List<StoreFixture> both = List.of(node(settings), node(settings));
        var customers = new String[200];
        for (int i = 0; i < customers.length; i++) {
            customers[i] = "c" + i;
        }
        Run run = both.get(0).open("win-back", customers);
        var claims = new ArrayList<Callable<List<Long>>>();
        for (StoreFixture node : both) {
            claims.add(() -> {
                var mine = new ArrayList<Long>();
                List<OutboxMessage> claimed = node.claim(run, "node", 7);
                while (!claimed.isEmpty()) {
                    assertThat(claimed.size()).isLessThanOrEqualTo(7);
                    claimed.forEach(each -> mine.add(each.id()));
                    claimed = node.claim(run, "node", 7);
                }
                return mine;
            });
        }
        List<List<Long>> taken = atOnce(claims);
        assertThat(taken.get(0)).doesNotContainAnyElementsOf(taken.get(1));
        assertThat(taken.get(0).size() + taken.get(1).size()).isEqualTo(customers.length);
    }

    private static <T> List<T> atOnce(List<Callable<T>> jobs) throws Exception {
        var barrier = new CyclicBarrier(jobs.size());
        var threads = Executors.newFixedThreadPool(jobs.size());
        try {
            var futures = new ArrayList<Future<T>>();
            for (Callable<T> job : jobs) {
                futures.add(threads.submit(() -> {
                    barrier.await();
                    return job.call();
                }));
            }
            var results = new ArrayList<T>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** As if its time had passed. */
    private static void endLeases(StoreFixture node) {
        node.change("UPDATE outbox SET lease_until = lease_until - 86400000 WHERE lease_until IS NOT NULL");
    }

    @Test
    void changesNothingForWhoeverLostTheLeaseToAnother() {
        OutboxMessage fresh = changesNothingForWhoeverLostTheLeaseTo("quick");
        StoreFixture node = nodes.get(0);
        assertThat(node.start(fresh, "slow")).as("another's").isInstanceOf(Admission.Leave.class);
        assertThat(node.start(fresh, "quick")).isEqualTo(GO);
    }

    @Test
    void changesNothingForWhoeverLostTheLeaseToThemselves() {
        OutboxMessage fresh = changesNothingForWhoeverLostTheLeaseTo("slow");
        StoreFixture node = nodes.get(0);
        assertThat(node.start(fresh, "slow")).isEqualTo(GO);
        OutboxMessage old = withFence(fresh, fresh.fence() - 1);
        String before = row(node);
        node.end(Ending.sent(old, "x"), "slow");
        node.end(Ending.again(old, "x", "x", NOON), "slow");
        endLeases(node);
        node.outbox.reap();
        node.end(Ending.sent(old, "x"), "slow");
        assertThat(before).startsWith("SENDING");
        assertThat(row(node)).startsWith("IN_DOUBT");
    }

    private static OutboxMessage withFence(OutboxMessage message, long fence) {
        return new OutboxMessage(
                message.id(),
                message.run(),
                message.campaign(),
                message.customer(),
                message.channel(),
                message.step(),
                message.provider(),
                message.address(),
                message.language(),
                message.timeZone(),
                message.notBefore(),
                message.expiresAt(),
                fence,
                message.attempts(),
                message.body());
    }

    /** @return as claimed by the second */
    private OutboxMessage changesNothingForWhoeverLostTheLeaseTo(String second) {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage old = node.claim(run, "slow", 1).get(0);
        assertThat(node.outbox.reap()).isEqualTo(new Outbox.Reaped(0, 0));
        endLeases(node);
        assertThat(node.start(old, "slow")).isInstanceOf(Admission.Leave.class);
        assertThat(node.outbox.reap()).isEqualTo(new Outbox.Reaped(1, 0));
        OutboxMessage fresh = node.claim(run, second, 1).get(0);
        assertThat(fresh.fence()).isEqualTo(old.fence() + 1);

        String before = row(node);
        assertThat(node.start(old, "slow")).isInstanceOf(Admission.Leave.class);
        node.outbox.release(old, "slow", NOON);
        node.outbox.drop(old, "slow", SUPPRESSED, "x");
        node.end(Ending.sent(old, "x"), "slow");
        node.end(Ending.again(old, "x", "x", NOON), "slow");
        node.end(Ending.inDoubt(old, "x", "x"), "slow");
        assertThat(row(node)).isEqualTo(before);
        assertThat(node.rows("SELECT count(*) FROM contents")).containsExactly("1");
        return fresh;
    }

    private static String row(StoreFixture node) {
        return node.rows("SELECT state, owner, fence, not_before, attempts, code, provider_id FROM outbox")
                .get(0);
    }

    @Test
    void isInDoubtOnceSendingOutlivesItsLease() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha", "ravi");
        OutboxMessage message = node.claim(run, "a", 1).get(0);
        node.start(message, "a");
        assertThat(node.outbox.reap()).isEqualTo(new Outbox.Reaped(0, 0));
        endLeases(node);
        assertThat(node.outbox.reap()).isEqualTo(new Outbox.Reaped(0, 1));
        assertThat(node.counts(run)).isEqualTo(Map.of(IN_DOUBT, 1L, PLANNED, 1L));
        assertThat(node.claim(run, "b", 9)).extracting(OutboxMessage::customer).containsExactly("ravi");

        node.end(Ending.sent(message, "SM1"), "a");
        assertThat(node.counts(run)).as("evidence").isEqualTo(Map.of(SENT, 1L, CLAIMED, 1L));
        assertThat(new Audit(node.store).newest(1).get(0).action()).isEqualTo("settle");
        assertThat(node.rows("SELECT count(*) FROM contents")).containsExactly("1");
    }

    @Test
    void sendsWhatComesBackToARunThatWasDone() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage message = inDoubt(node, run);
        node.runs.move(run.number(), Set.of(RunState.OPEN), RunState.DONE, null, "guard");
        node.end(Ending.again(message, "busy", "not taken", NOON.plusSeconds(1)), "a");
        node.outbox.reap();
        assertThat(node.runs.find(run.number()).orElseThrow().state()).isEqualTo(RunState.OPEN);
        assertThat(row(node)).isEqualTo("PLANNED null 1 " + (NOON.toEpochMilli() + 1000) + " 1 busy null");
    }

    @Test
    void cancelsWhatComesBackToARunThatWasStopped() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage message = inDoubt(node, run);
        node.runs.move(run.number(), Set.of(RunState.OPEN), RunState.STOPPED, null, "anna");
        node.end(Ending.again(message, "busy", "not taken", NOON), "a");
        node.outbox.reap();
        assertThat(node.counts(run)).isEqualTo(Map.of(CANCELLED, 1L));
        assertThat(node.rows("SELECT id FROM contents")).isEmpty();
    }

    private static OutboxMessage inDoubt(StoreFixture node, Run run) {
        OutboxMessage message = node.claim(run, "a", 1).get(0);
        node.start(message, "a");
        endLeases(node);
        node.outbox.reap();
        assertThat(node.counts(run)).isEqualTo(Map.of(IN_DOUBT, 1L));
        return message;
    }

    @Test
    void putsBackWhatWasNeverSentWhetherItsMarkWasKeptOrNot() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage claimed = node.claim(run, "a", 1).get(0);
        node.end(Ending.uncounted(claimed, "store", "away", NOON), "a");
        assertThat(row(node)).isEqualTo("PLANNED null 1 " + NOON.toEpochMilli() + " 0 store null");
        OutboxMessage marked = node.claim(run, "a", 1).get(0);
        node.start(marked, "a");
        node.end(Ending.uncounted(marked, "store", "away", NOON), "a");
        assertThat(row(node)).isEqualTo("PLANNED null 2 " + NOON.toEpochMilli() + " 0 store null");
    }

    @Test
    void sendsOnlyWhileItsRunIsOpen() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha", "ravi");
        List<OutboxMessage> both = node.claim(run, "a", 2);
        node.runs.move(run.number(), Set.of(RunState.OPEN), RunState.PAUSED, null, "anna");
        assertThat(node.start(both.get(0), "a")).isInstanceOf(Admission.Leave.class);
        assertThat(node.counts(run)).isEqualTo(Map.of(PLANNED, 1L, CLAIMED, 1L));
        assertThat(node.claim(run, "a", 9)).as("paused").isEmpty();
        node.change("UPDATE runs SET state = 'STOPPED'"); // between claim and check, by another node
        assertThat(node.start(both.get(1), "a")).isEqualTo(new Admission.Dropped(CANCELLED, "stopped"));
    }

    @Test
    void sendsUntilTheMomentItExpires() {
        StoreFixture node = node();
        Run run = node.prepare("win-back");
        Instant end = NOON.plusSeconds(60);
        node.agree("asha");
        node.agree("ravi");
        node.outbox.add(
                run.number(), List.of(message(0, "asha", "email", NOON, end), message(1, "ravi", "email", NOON, end)));
        node.runs.open(run.number(), 0);
        List<OutboxMessage> both = node.claim(run, "a", 2);
        assertThat(node.start(both.get(0), "a", end.minusMillis(1))).isEqualTo(GO);
        assertThat(node.start(both.get(1), "a", end)).isEqualTo(new Admission.Dropped(EXPIRED, "expired"));
    }

    @Test
    void neverSendsToWhoeverDidNotAgreeOrIsSuppressed() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha", "ravi", "mira", "uma", "tara", "lena");
        node.suppressions.add(" ASHA@example.test", "email", "complained", "anna");
        node.suppressions.add(address("ravi"), Suppressions.ANY, "asked", "anna");
        node.suppressions.add(address("mira"), "phone", "asked", "anna");
        node.consents.add(List.of(
                new Consents.Consent("uma", "email", Consents.DENIED, NOON, "unsubscribe", null),
                new Consents.Consent("tara", "phone", Consents.DENIED, NOON, "unsubscribe", null),
                // As old as the grant: the denial counts.
                new Consents.Consent("lena", "email", Consents.DENIED, Instant.EPOCH, "unsubscribe", null)));
        assertThat(node.claim(run, "a", 9).stream().map(each -> node.start(each, "a")))
                .containsExactly(
                        new Admission.Dropped(SUPPRESSED, "suppressed"),
                        new Admission.Dropped(SUPPRESSED, "suppressed"),
                        GO,
                        new Admission.Dropped(SUPPRESSED, "no-consent"),
                        GO,
                        new Admission.Dropped(SUPPRESSED, "no-consent"));
        assertThat(node.suppressions.remove(address("ravi"), Suppressions.ANY, "anna"))
                .isTrue();
        assertThat(node.suppressions.remove(address("ravi"), Suppressions.ANY, "anna"))
                .isFalse();
        assertThat(node.suppressions.snapshot().reason("email", address("ravi")))
                .isEmpty();
        assertThat(node.suppressions.snapshot().reason("email", address("asha")))
                .contains("complained");
        assertThat(node.suppressions.snapshot().reason("whatsapp", address("asha")))
                .isEmpty();
        assertThat(node.rows("SELECT action, subject, detail FROM audit").toString())
                .contains("suppress email", "unsuppress any")
                .doesNotContain("@", "example.test", "asha", "ravi");
    }

    @Test
    void aNewerGrantCountsAgain() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        node.consents.add(List.of(
                new Consents.Consent("asha", "email", Consents.DENIED, NOON, "unsubscribe", null),
                new Consents.Consent("asha", "email", Consents.GRANTED, NOON.minusMillis(1), "data", null)));
        assertThat(Objects.requireNonNull(node.consents.saidToUs().get("asha email"))
                        .state())
                .isEqualTo(Consents.DENIED);
        node.consents.add(
                List.of(new Consents.Consent("asha", "email", Consents.GRANTED, NOON.plusMillis(1), "form", null)));
        assertThat(node.start(node.claim(run, "a", 1).get(0), "a")).isEqualTo(GO);
    }

    @Test
    void countsMessagesWithinACapsTimeAndNoOthers() {
        StoreFixture node = node(new CapRule(null, 2, DAY));
        new Contacts(node.store, node.suppressions.snapshot())
                .add(List.of(
                        // Exactly a day before: out. A millisecond later: in.
                        new Contacts.Contact("asha", "phone", NOON.minus(DAY)),
                        new Contacts.Contact("ravi", "phone", NOON.minus(DAY).plusMillis(1)),
                        new Contacts.Contact("asha", "email", NOON.minusSeconds(1)),
                        new Contacts.Contact("ravi", "email", NOON.minusSeconds(1))));
        Run run = node.open("win-back", "asha", "ravi");
        assertThat(node.claim(run, "a", 2).stream().map(each -> node.start(each, "a")))
                .containsExactly(GO, new Admission.Dropped(SUPPRESSED, "frequency-cap"));
    }

    @Test
    void countsAChannelsCapOnThatChannelOnly() {
        StoreFixture node = node(new CapRule("email", 1, DAY));
        new Contacts(node.store, node.suppressions.snapshot())
                .add(List.of(
                        new Contacts.Contact("asha", "whatsapp", NOON.minusSeconds(1)),
                        new Contacts.Contact("ravi", "email", NOON.minusSeconds(1))));
        Run run = node.open("win-back", "asha", "ravi");
        node.consents.add(List.of(new Consents.Consent("ravi", "whatsapp", Consents.GRANTED, NOON, "data", null)));
        node.outbox.add(run.number(), List.of(message(2, "ravi", "whatsapp", NOON, null)));
        assertThat(node.claim(run, "a", 2).stream().map(each -> node.start(each, "a")))
                .containsExactly(GO, new Admission.Dropped(SUPPRESSED, "frequency-cap"));
        OutboxMessage byWhatsApp = node.claim(run, "whatsapp", "a", 1, LEASE, StoreFixture.NO_LIMITS)
                .messages()
                .get(0);
        assertThat(node.start(byWhatsApp, "a")).isEqualTo(GO);
    }

    @Test
    void capsCountWhatACustomerMayHaveGot() {
        StoreFixture node = node(new CapRule(null, 1, DAY));
        String[] people = {"sending", "sent", "doubt", "failed", "again"};
        Run first = node.open("first", people);
        for (OutboxMessage each : node.claim(first, "a", 9)) {
            assertThat(node.start(each, "a")).isEqualTo(GO);
            switch (each.customer()) {
                case "sent" -> node.end(Ending.sent(each, "x"), "a");
                case "doubt" -> node.end(Ending.inDoubt(each, "x", "x"), "a");
                case "failed" -> node.end(Ending.failed(each, "x", "x"), "a");
                case "again" -> node.end(Ending.again(each, "x", "x", NOON.plusSeconds(9)), "a");
                default -> assertThat(each.customer()).isEqualTo("sending");
            }
        }
        Run second = node.open("second", people);
        Admission capped = new Admission.Dropped(SUPPRESSED, "frequency-cap");
        assertThat(node.claim(second, "b", 9).stream().map(each -> node.start(each, "b")))
                .containsExactly(capped, capped, capped, GO, GO);
    }

    @Test
    void onlyOneOfTwoAtOnceIsTheLastAllowed() throws Exception {
        StoreSettings settings = fresh();
        List<StoreFixture> both =
                List.of(node(settings, new CapRule(null, 1, DAY)), node(settings, new CapRule(null, 1, DAY)));
        for (int i = 0; i < 20; i++) {
            String customer = "c" + i;
            var starts = new ArrayList<Callable<Admission>>();
            for (StoreFixture node : both) {
                String owner = "node" + starts.size();
                Run run = node.open("campaign-" + i + owner, customer);
                OutboxMessage message = node.claim(run, owner, 1).get(0);
                // Whoever asked first may come second.
                Instant moment = NOON.plusMillis(starts.size());
                starts.add(() -> node.start(message, owner, moment));
            }
            assertThat(atOnce(starts))
                    .containsExactlyInAnyOrder(GO, new Admission.Dropped(SUPPRESSED, "frequency-cap"));
        }
    }

    @Test
    void aRunIsBegunOnceForItsCampaignAndFireTime() throws Exception {
        StoreSettings settings = fresh();
        List<StoreFixture> both = List.of(node(settings), node(settings));
        var begins = new ArrayList<Callable<List<Long>>>();
        for (StoreFixture node : both) {
            begins.add(() -> {
                var numbers = new ArrayList<Long>();
                for (int i = 0; i < 30; i++) {
                    numbers.add(node.prepare("campaign-" + i).number());
                }
                return numbers;
            });
        }
        List<List<Long>> numbers = atOnce(begins);
        assertThat(numbers.get(0)).isEqualTo(numbers.get(1)).doesNotHaveDuplicates();
        Run other =
                both.get(0).runs.begin(new Runs.NewRun("campaign-1", NOON, "another plan", "2026-11-02", 1, 1, null));
        assertThat(other.plan()).isEqualTo("plan");
    }

    @Test
    void differentRunsBegunAtOnceGetNumbersOfTheirOwn() throws Exception {
        StoreSettings settings = fresh();
        var begins = new ArrayList<Callable<List<Long>>>();
        for (int i = 0; i < 3; i++) {
            StoreFixture node = node(settings);
            String name = "node" + i + "-";
            begins.add(() -> {
                var numbers = new ArrayList<Long>();
                for (int j = 0; j < 20; j++) {
                    numbers.add(node.prepare(name + j).number());
                }
                return numbers;
            });
        }
        assertThat(atOnce(begins).stream().flatMap(List::stream)).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void stoppingCancelsWhatIsNotBeingSentAndForgetsIt() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha", "ravi", "mira");
        List<OutboxMessage> two = node.claim(run, "a", 2);
        node.start(two.get(0), "a");
        assertThat(node.runs.move(run.number(), Set.of(RunState.OPEN), RunState.STOPPED, "enough", "anna"))
                .isTrue();
        assertThat(node.counts(run)).isEqualTo(Map.of(SENDING, 1L, CANCELLED, 2L));
        assertThat(node.start(two.get(1), "a")).isInstanceOf(Admission.Leave.class);
        node.end(Ending.sent(two.get(0), "x"), "a");
        assertThat(node.counts(run)).isEqualTo(Map.of(SENT, 1L, CANCELLED, 2L));
        assertThat(node.rows("SELECT id FROM contents")).isEmpty();
        assertThat(node.runs.move(run.number(), Set.of(RunState.PAUSED), RunState.OPEN, null, "anna"))
                .isFalse();
    }

    @Test
    void aCanaryGoesFirst() {
        StoreFixture node = node();
        Run run = node.prepare("win-back");
        node.outbox.add(run.number(), List.of(message(0, "a"), message(1, "b"), message(2, "c")));
        node.runs.open(run.number(), 2);
        assertThat(node.runs.find(run.number()).orElseThrow().canary()).isTrue();
        assertThat(node.outbox.isCanaryWaiting(run.number())).isTrue();
        assertThat(node.claim(run, "a", 9)).extracting(OutboxMessage::customer).containsExactly("a", "b");
        assertThat(node.outbox.isCanaryWaiting(run.number())).isFalse();
        node.runs.openWhole(run.number());
        assertThat(node.claim(run, "a", 9)).extracting(OutboxMessage::customer).containsExactly("c");
    }

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

    @Test
    void fiveSoftBouncesInARowSuppressAnAddress() {
        StoreFixture node = node();
        for (int i = 0; i < 10; i++) {
            // The fifth message arrives: no five in a row before the tenth.
            OutboxMessage message =
                    node.claim(node.open("campaign-" + i, "asha"), "a", 1).get(0);
            assertThat(node.start(message, "a", NOON.plusSeconds(i))).isEqualTo(GO);
            node.end(
                    i == 4
                            ? Ending.sent(message, "x")
                            : Ending.failed(message, "452", "mailbox full").softly(),
                    "a");
            assertThat(node.suppressions
                            .snapshot()
                            .reason("email", address("asha"))
                            .isPresent())
                    .as("after message " + i)
                    .isEqualTo(i == 9);
        }
        assertThat(node.rows("SELECT state FROM outbox WHERE state = 'FAILED'")).hasSize(9);
    }

    @Test
    void anOutcomeCanSuppressTheAddress() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage message = node.claim(run, "a", 1).get(0);
        node.start(message, "a");
        node.end(Ending.failed(message, "5.1.1", "no such user").suppressing("bounced"), "a");
        assertThat(node.counts(run)).isEqualTo(Map.of(FAILED, 1L));
        assertThat(node.suppressions.snapshot().reason("email", address("asha")))
                .contains("bounced");
    }

    @Test
    void writesDownWhateverAProviderSays() {
        StoreFixture node = node();
        Run run = node.open("win-back", "asha");
        OutboxMessage message = node.claim(run, "a", 1).get(0);
        node.start(message, "a");
        node.end(Ending.inDoubt(message, "\u0000", "half \uD83C of a cake \uD83C\uDF70\r\n" + "x".repeat(5000)), "a");
        assertThat(node.rows("SELECT code, detail FROM outbox").get(0))
                .startsWith("? half ? of a cake \uD83C\uDF70??xx");
    }

    @Test
    void keepsNothingOfWorkThatFails() {
        StoreFixture node = node();
        assertThatThrownBy(() -> node.store.transaction(connection -> {
                    Rows.change(connection, "INSERT INTO facts_of_store (name, value) VALUES ('a', 'b')");
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(node.rows("SELECT name FROM facts_of_store WHERE name = 'a'"))
                .isEmpty();
    }

    @Test
    void noExceptionTellsAnAddress() {
        StoreFixture node = node();
        Run run = node.prepare("win-back");
        String missing = System.getProperty("a language that isn't there");
        var refused =
                new NewMessage(0, "asha", "email", "test", address("asha"), missing, null, NOON, null, new byte[0]);
        assertThatThrownBy(() -> node.outbox.add(run.number(), List.of(refused)))
                .isInstanceOf(StoreUnavailable.class)
                .satisfies(thrown -> {
                    for (Throwable each = thrown; each != null; each = each.getCause()) {
                        assertThat(String.valueOf(each.getMessage())).doesNotContain("asha");
                    }
                });
    }

    @Test
    void aRestoredStoreSendsNothingThatMayHaveGoneOut() {
        StoreFixture node = node();
        Run open = node.open("open", "asha", "ravi", "mira");
        List<OutboxMessage> two = node.claim(open, "a", 2);
        node.start(two.get(0), "a");
        Run halfWritten = node.runs.begin(beginning("half", node.store.now().minusSeconds(60)));
        assertThat(new Backup(node.store).hold("anna")).isEqualTo(1);
        assertThat(node.counts(open)).isEqualTo(Map.of(IN_DOUBT, 1L, PLANNED, 2L));
        assertThat(node.claim(open, "b", 9)).isEmpty();
        assertThat(node.start(two.get(1), "a")).isInstanceOf(Admission.Leave.class);

        node.outbox.add(halfWritten.number(), List.of(message(0, "uma")));
        node.runs.open(halfWritten.number(), 0);
        // Sent after the backup was made, which knows nothing of it.
        Run unknown = node.runs.begin(beginning("unknown", node.store.now().minusSeconds(60)));
        node.outbox.add(unknown.number(), List.of(message(0, "tara")));
        node.runs.open(unknown.number(), 0);
        for (Run each : List.of(halfWritten, unknown)) {
            assertThat(node.runs.find(each.number()).orElseThrow().state()).isEqualTo(RunState.HELD);
            assertThat(node.claim(each, "b", 9)).isEmpty();
        }
        node.runs.move(unknown.number(), Set.of(RunState.HELD), RunState.OPEN, null, "anna");
        assertThat(node.claim(unknown, "b", 9)).hasSize(1);
        Run later = node.runs.begin(beginning("later", node.store.now().plusSeconds(60)));
        node.runs.open(later.number(), 0);
        assertThat(node.runs.find(later.number()).orElseThrow().state()).isEqualTo(RunState.OPEN);
    }

    private static Runs.NewRun beginning(String campaign, Instant fireAt) {
        return new Runs.NewRun(campaign, fireAt, "plan", "2026-11-02", 1, 1, null);
    }

    @Test
    void theClockIsTheDatabases() {
        StoreFixture node = node();
        Instant before = node.store.now();
        Instant now = node.store.clock().instant();
        assertThat(now).isBetween(before.minusMillis(1), node.store.now().plusMillis(1));
    }
}
