package dev.beckon.deliver.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.peers.ScriptedTwilioServer.Fault;
import dev.beckon.deliver.twilio.TwilioEvidence.Result;
import dev.beckon.store.Callbacks;
import dev.beckon.store.Databases;
import dev.beckon.store.Replies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements of callbacks, replies and fallbacks on the other database. */
class TwilioOnPostgresTest {

    private static final String ASHA = "+919820012345";
    private static final String RAVI = "+919820054321";

    @TempDir
    private Path folder;

    @Test
    void callbacksFallbacksRepliesAndEvidence() throws Exception {
        try (var outbox = new TwilioOutbox(folder, Databases.postgres())) {
            var callbacks = new Callbacks(outbox.store);
            outbox.messageOrCall("C1", ASHA)
                    .message("C2", Channel.WHATSAPP, RAVI)
                    .send();

            assertThat(callbacks.take(report(outbox, 0, "failed", "63003"))).isTrue();
            assertThat(callbacks.take(report(outbox, 0, "failed", "63003"))).isFalse();
            assertThat(callbacks.take(report(outbox, 1, "delivered", ""))).isTrue();
            outbox.faulty(Fault.ERROR_AFTER).work();
            assertThat(outbox.text("SELECT string_agg(channel || step || ' ' || state, ', ' ORDER BY id) FROM outbox"))
                    .isEqualTo("whatsapp0 FAILED, whatsapp0 DELIVERED, phone1 IN_DOUBT");

            try (var evidence = new TwilioEvidence(outbox.settings, outbox.store, TwilioOutbox.SECRET)) {
                assertThat(evidence.resolve(new Askings(List.of(Duration.ZERO)), 10))
                        .isEqualTo(new Result(1, 0));
            }
            assertThat(outbox.text("SELECT state FROM outbox WHERE step = 1")).isEqualTo("SENT");

            var replies = new Replies(outbox.store, TwilioOutbox.SECRET);
            assertThat(replies.stop(new Replies.Reply("twilio", "SM1", "whatsapp", ASHA)))
                    .isTrue();
            assertThat(replies.stop(new Replies.Reply("twilio", "SM1", "whatsapp", ASHA)))
                    .isFalse();
            assertThat(outbox.text("SELECT string_agg(channel || ' ' || state, ', ' ORDER BY channel) FROM consents"
                            + " WHERE customer_id = 'C1'"))
                    .isEqualTo("phone granted, whatsapp denied");
            assertThat(outbox.count("SELECT count(*) FROM suppressions")).isEqualTo(1);
            assertThat(replies.start(new Replies.Reply("twilio", "SM2", "whatsapp", ASHA)))
                    .isTrue();
            assertThat(outbox.count("SELECT count(*) FROM suppressions")).isZero();
        }
    }

    private static Callbacks.Report report(TwilioOutbox outbox, int place, String status, String code) {
        var known = new Statuses(ErrorCodes.read()).find(status, code).orElseThrow();
        return new Callbacks.Report(
                "twilio", outbox.sid(place), outbox.id(place), status, known.progress(), known.failure());
    }
}
