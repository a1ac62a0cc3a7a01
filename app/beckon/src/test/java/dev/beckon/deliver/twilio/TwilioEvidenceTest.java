package dev.beckon.deliver.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.peers.ScriptedTwilioServer.Fault;
import dev.beckon.deliver.twilio.TwilioEvidence.Result;
import dev.beckon.feedback.SourceUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwilioEvidenceTest {

    private static final String ASHA = "+919820012345";
    private static final String RAVI = "+919820054321";

    @TempDir
    private Path folder;

    private TwilioOutbox outbox;
    private TwilioEvidence evidence;

    @BeforeEach
    void open() throws Exception {
        outbox = new TwilioOutbox(folder);
        evidence = new TwilioEvidence(outbox.settings, outbox.store, TwilioOutbox.SECRET);
    }

    @AfterEach
    void close() throws Exception {
        evidence.close();
        outbox.close();
    }

    @Test
    void whatTwilioHasWasSent() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA)
                .message("C2", Channel.PHONE, RAVI)
                .faulty(Fault.ERROR_AFTER)
                .send();
        assertThat(evidence.resolve(TwilioEvidence.AFTER, 100)).isEqualTo(new Result(0, 0));
        assertThat(evidence.resolve(Duration.ZERO, 100)).isEqualTo(new Result(2, 0));
        assertThat(outbox.text("SELECT group_concat(state || ' ' || provider_id) FROM outbox"))
                .isEqualTo("SENT " + outbox.sid(0) + ",SENT " + outbox.sid(1));
    }

    @Test
    void whatItDoesNotHaveStaysInDoubt() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).faulty(Fault.ERROR_BEFORE).send();
        assertThat(evidence.resolve(Duration.ZERO, 100)).isEqualTo(new Result(0, 1));
        assertThat(outbox.state(0)).isEqualTo("IN_DOUBT");
        outbox.work();
        assertThat(outbox.server.creates()).hasSize(1);
    }

    /** Two customers with one number, and the first one's message is known: it is no evidence for the second. */
    @Test
    void aMessageThatIsKnownIsNoEvidenceForAnother() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).send();
        outbox.message("C2", Channel.WHATSAPP, ASHA).faulty(Fault.ERROR_BEFORE).addLater();
        assertThat(outbox.state(0) + outbox.state(1)).isEqualTo("SENTIN_DOUBT");
        assertThat(evidence.resolve(Duration.ZERO, 100)).isEqualTo(new Result(0, 1));
    }

    @Test
    void twoDoubtsAndOneMessageAreUndecided() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).faulty(Fault.ERROR_AFTER).send();
        outbox.message("C2", Channel.WHATSAPP, ASHA).faulty(Fault.ERROR_BEFORE).addLater();
        assertThat(evidence.resolve(Duration.ZERO, 100)).isEqualTo(new Result(0, 2));
    }

    @Test
    void twilioAway() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).faulty(Fault.ERROR_AFTER).send();
        outbox.server.close();
        assertThatThrownBy(() -> evidence.resolve(Duration.ZERO, 100))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageNotContaining("98200");
        assertThat(outbox.state(0)).isEqualTo("IN_DOUBT");
    }
}
