package dev.beckon.deliver.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.deliver.peers.ScriptedTwilioServer.Fault;
import dev.beckon.store.Callbacks;
import dev.beckon.store.MessageId;
import dev.beckon.store.Suppressions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A WhatsApp message that doesn't reach its receiver, and the call that takes its place. */
class FallbackTest {

    private static final String ASHA = "+919820012345";

    @TempDir
    private Path folder;

    private TwilioOutbox outbox;

    @BeforeEach
    void open() throws Exception {
        outbox = new TwilioOutbox(folder);
    }

    @AfterEach
    void close() throws Exception {
        outbox.close();
    }

    @Test
    void whoIsNotOnWhatsAppIsCalledOnce() throws Exception {
        outbox.messageOrCall("C1", ASHA).send();
        assertThat(outbox.text("SELECT state FROM runs")).isEqualTo("DONE");

        fails(0, "63003");
        fails(0, "63003");
        outbox.work();

        assertThat(outbox.text("SELECT group_concat(channel || step || ' ' || state) FROM outbox"))
                .isEqualTo("whatsapp0 FAILED,phone1 SENT");
        assertThat(outbox.server.creates()).hasSize(2);
        assertThat(outbox.server.creates().get(1).path()).endsWith("/Calls.json");
        assertThat(outbox.server.creates().get(1).id()).isEqualTo("" + MessageId.of(outbox.run, 1, 0));
        assertThat(outbox.count("SELECT count(*) FROM fallbacks")).isZero();
        assertThat(outbox.count("SELECT count(*) FROM contents")).isZero();
    }

    @Test
    void aRefusalAtOnceLeadsThereToo() throws Exception {
        outbox.server.refuseWith(400, 63024);
        outbox.messageOrCall("C1", ASHA).faulty(Fault.BAD_REQUEST).send();
        assertThat(outbox.text("SELECT group_concat(channel || step || ' ' || code) FROM outbox"))
                .isEqualTo("whatsapp0 63024,phone1 63024");
        assertThat(outbox.server.creates()).hasSize(2);
    }

    @Test
    void otherFailuresAndDeliveryDoNot() throws Exception {
        outbox.messageOrCall("C1", ASHA).messageOrCall("C2", "+919820054321").send();
        fails(0, "63014");
        new Callbacks(outbox.store)
                .take(new Callbacks.Report(
                        "twilio", outbox.sid(1), outbox.id(1), "delivered", Callbacks.Progress.DELIVERED, null));
        outbox.work();
        assertThat(outbox.server.creates()).hasSize(2);
        assertThat(outbox.count("SELECT count(*) FROM fallbacks")).isZero();
    }

    @Test
    void theNextChannelIsCheckedRightBeforeToo() throws Exception {
        outbox.messageOrCall("C1", ASHA).send();
        new Suppressions(outbox.store, TwilioOutbox.SECRET).add(ASHA, "phone", "asked us", "somebody");
        fails(0, "63003");
        outbox.work();
        assertThat(outbox.text("SELECT state || ' ' || code FROM outbox WHERE step = 1"))
                .isEqualTo("SUPPRESSED suppressed");
        assertThat(outbox.server.creates()).hasSize(1);
    }

    @Test
    void whatNobodyWillHearOfIsForgotten() throws Exception {
        outbox.messageOrCall("C1", ASHA).send();
        var callbacks = new Callbacks(outbox.store);
        assertThat(callbacks.forgetFallbacks(Duration.ofDays(3))).isZero();
        outbox.store.transaction(connection -> connection
                .createStatement()
                .executeUpdate("UPDATE outbox SET sent_at = sent_at - "
                        + Duration.ofDays(4).toMillis()));
        assertThat(callbacks.forgetFallbacks(Duration.ofDays(3))).isEqualTo(1);
    }

    @Test
    void aStoppedRunStaysStopped() throws Exception {
        outbox.messageOrCall("C1", ASHA).send();
        outbox.store.transaction(
                connection -> connection.createStatement().executeUpdate("UPDATE runs SET state = 'STOPPED'"));
        fails(0, "63003");
        assertThat(outbox.count("SELECT count(*) FROM outbox")).isEqualTo(1);
    }

    private void fails(int place, String code) {
        var known = new Statuses(ErrorCodes.read()).find("failed", code).orElseThrow();
        new Callbacks(outbox.store)
                .take(new Callbacks.Report(
                        "twilio", outbox.sid(place), outbox.id(place), "failed", known.progress(), known.failure()));
    }
}
