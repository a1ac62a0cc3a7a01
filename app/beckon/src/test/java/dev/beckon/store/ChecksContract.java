package dev.beckon.store;

import static dev.beckon.store.MessageState.CANCELLED;
import static dev.beckon.store.MessageState.CLAIMED;
import static dev.beckon.store.MessageState.EXPIRED;
import static dev.beckon.store.MessageState.PLANNED;
import static dev.beckon.store.MessageState.SUPPRESSED;
import static dev.beckon.store.StoreFixture.LEASE;
import static dev.beckon.store.StoreFixture.NOON;
import static dev.beckon.store.StoreFixture.address;
import static dev.beckon.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stops a message right before it is sent. */
abstract class ChecksContract extends StoreContract {

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
        assertThat(node.consents.saidToUs()).extracting(Consents.Consent::state).containsExactly(Consents.DENIED);
        node.consents.add(
                List.of(new Consents.Consent("asha", "email", Consents.GRANTED, NOON.plusMillis(1), "form", null)));
        assertThat(node.start(node.claim(run, "a", 1).get(0), "a")).isEqualTo(GO);
    }

    private static final Instant KNOWN = NOON.minusSeconds(10);

    private static Consents.Consent ofData(String customer, String state, Instant at, @Nullable String evidence) {
        return new Consents.Consent(customer, "email", state, at, Consents.OF_DATA, evidence);
    }

    private static Consents.Consent said(String customer, Instant at) {
        return new Consents.Consent(customer, "email", Consents.DENIED, at, "unsubscribe", null);
    }

    private Admission afterwards(StoreFixture node, Consents.Consent... words) {
        Run run = node.open("win-back " + List.of(words).hashCode(), "asha");
        for (Consents.Consent word : words) {
            if (word.source().equals(Consents.OF_DATA)) {
                node.consents.addOfData(List.of(word), KNOWN);
            } else {
                node.consents.add(List.of(word));
            }
        }
        return node.start(node.claim(run, "a", 1).get(0), "a");
    }

    @Test
    void aDenialOfNewerDataCountsWhateverItsDate() {
        Instant granted = NOON.minusSeconds(60);
        Instant before = granted.minusSeconds(60);
        assertThat(afterwards(
                        node(), ofData("asha", "granted", granted, "plan"), ofData("asha", "denied", before, null)))
                .isEqualTo(new Admission.Dropped(SUPPRESSED, "no-consent"));
    }

    @Test
    void aDenialOfOlderDataDoesNotCountAgainstALaterGrant() {
        Instant granted = KNOWN.plusSeconds(1);
        assertThat(afterwards(
                        node(), ofData("asha", "granted", granted, "plan"), ofData("asha", "denied", KNOWN, null)))
                .isEqualTo(GO);
        assertThat(afterwards(
                        node(),
                        ofData("asha", "granted", granted, "plan"),
                        ofData("asha", "denied", KNOWN, Consents.UNDATED)))
                .as("nobody knows when")
                .isEqualTo(new Admission.Dropped(SUPPRESSED, "no-consent"));
    }

    @Test
    void aGrantReplacesAnUndatedDenialOfFormerDataOnly() {
        Instant before = KNOWN.minusSeconds(60);
        var grant = ofData("asha", "granted", before, "plan");
        assertThat(afterwards(node(), ofData("asha", "denied", KNOWN, Consents.UNDATED), grant))
                .isEqualTo(GO);
        assertThat(afterwards(node(), ofData("asha", "denied", KNOWN.plusSeconds(1), Consents.UNDATED), grant))
                .as("the grant is of a node's older data")
                .isEqualTo(new Admission.Dropped(SUPPRESSED, "no-consent"));
        assertThat(afterwards(node(), ofData("asha", "denied", KNOWN, null), grant))
                .isEqualTo(new Admission.Dropped(SUPPRESSED, "no-consent"));
        assertThat(afterwards(node(), said("asha", KNOWN), grant))
                .isEqualTo(new Admission.Dropped(SUPPRESSED, "no-consent"));
    }

    @Test
    void whatACustomerSaidStaysTheirsThoughTheDataDenyToo() {
        StoreFixture node = node();
        node.consents.add(List.of(said("asha", KNOWN)));
        node.consents.addOfData(
                List.of(ofData("asha", "denied", NOON, Consents.UNDATED), ofData("ravi", "denied", NOON, null)), KNOWN);
        assertThat(node.consents.saidToUs()).containsExactly(said("asha", KNOWN));
        node.consents.addOfData(List.of(ofData("asha", "granted", KNOWN.plusSeconds(1), "plan")), KNOWN);
        assertThat(node.consents.saidToUs()).as("they agreed again").isEmpty();
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
}
