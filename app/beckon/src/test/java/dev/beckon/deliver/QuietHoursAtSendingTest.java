package dev.beckon.deliver;

import static dev.beckon.store.MessageState.PLANNED;
import static dev.beckon.store.StoreFixture.NOON;
import static dev.beckon.store.StoreFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.campaign.Channel;
import dev.beckon.plan.QuietHours;
import dev.beckon.store.Consents;
import dev.beckon.store.NewMessage;
import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.StoreFixture;
import dev.beckon.store.StoreSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planned for noon; the lane was stopped until late in the evening. */
class QuietHoursAtSendingTest {

    private static final Instant LATE = Instant.parse("2026-11-02T22:30:00Z");
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(9, 0));

    @TempDir
    private Path folder;

    private final RecordingMessenger provider = new RecordingMessenger();

    @Test
    void waitsForTheNextPermittedHour() {
        try (var node = new StoreFixture(StoreSettings.file(folder.resolve("store.db")))) {
            var deliveries = new Deliveries(node).quiet(NIGHT);
            Run run = node.open("win-back", "asha");
            try (var delivery = deliveries.clock(() -> LATE).start(provider)) {
                Deliveries.await(
                        "put off",
                        () -> node.rows("SELECT state, not_before FROM outbox")
                                .equals(List.of("PLANNED "
                                        + Instant.parse("2026-11-03T09:00:00Z").toEpochMilli())));
            }
            assertThat(provider.attempts()).isEmpty();
            assertThat(node.counts(run)).isEqualTo(Map.of(PLANNED, 1L));
            try (var delivery = deliveries
                    .clock(() -> Instant.parse("2026-11-03T09:00:00Z"))
                    .start(provider())) {
                deliveries.await(run, RunState.DONE);
            }
        }
    }

    private static RecordingMessenger provider() {
        return new RecordingMessenger();
    }

    @Test
    void neverGoesOutWhenNoHourIsLeft() {
        try (var node = new StoreFixture(StoreSettings.file(folder.resolve("store.db")))) {
            Run run = node.prepare("win-back");
            node.agree("asha");
            node.agree("ravi");
            node.outbox.add(
                    run.number(),
                    List.of(
                            message(0, "asha", "email", NOON, Instant.parse("2026-11-03T08:00:00Z")),
                            message(1, "ravi", "email", NOON, LATE)));
            node.runs.open(run.number(), 0);
            var deliveries = new Deliveries(node).quiet(NIGHT);
            try (var delivery = deliveries.clock(() -> LATE).start(provider)) {
                deliveries.await(run, RunState.DONE);
            }
            assertThat(provider.attempts()).isEmpty();
            assertThat(node.rows("SELECT customer_id, state, code FROM outbox ORDER BY id"))
                    .containsExactly("asha SUPPRESSED no-permitted-hour", "ravi EXPIRED expired");
        }
    }

    @Test
    void callsNobodyWhoseZoneIsNotKnown() {
        try (var node = new StoreFixture(StoreSettings.file(folder.resolve("store.db")))) {
            Run run = node.prepare("win-back");
            node.consents.add(List.of(new Consents.Consent("asha", "phone", Consents.GRANTED, NOON, "data", null)));
            // +800 is an international freephone number: of no country.
            node.outbox.add(
                    run.number(),
                    List.of(new NewMessage(
                            0, "asha", "phone", "test", "+80012345678", "en", null, NOON, null, new byte[] {1})));
            node.runs.open(run.number(), 0);
            var deliveries = new Deliveries(node).quiet(NIGHT);
            try (var delivery = deliveries.start(new CallRecorder(provider))) {
                deliveries.await(run, RunState.DONE);
            }
            assertThat(provider.attempts()).isEmpty();
            assertThat(node.rows("SELECT state, code FROM outbox")).containsExactly("SUPPRESSED no-permitted-hour");
        }
    }

    private record CallRecorder(RecordingMessenger calls) implements Messenger {

        @Override
        public Channel channel() {
            return Channel.PHONE;
        }

        @Override
        public String provider() {
            return calls.provider();
        }

        @Override
        public Outcome send(Envelope envelope) {
            return calls.send(envelope);
        }

        @Override
        public void close() {
            calls.close();
        }
    }
}
