package dev.beckon.deliver.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.peers.ScriptedTwilioServer.Fault;
import dev.beckon.deliver.twilio.TwilioEvidence.Result;
import dev.beckon.feedback.SourceUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwilioEvidenceTest {

    private static final String ASHA = "+919820012345";
    private static final String RAVI = "+919820054321";

    @TempDir
    private Path folder;

    private final Askings atOnce = new Askings(List.of(Duration.ZERO));
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
        assertThat(evidence.resolve(Askings.usual(), 100)).isEqualTo(new Result(0, 0));
        assertThat(evidence.resolve(atOnce, 100)).isEqualTo(new Result(2, 0));
        assertThat(outbox.text("SELECT group_concat(state || ' ' || provider_id) FROM outbox"))
                .isEqualTo("SENT " + outbox.sid(0) + ",SENT " + outbox.sid(1));
    }

    @Test
    void whatItDoesNotHaveStaysInDoubt() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).faulty(Fault.ERROR_BEFORE).send();
        assertThat(evidence.resolve(atOnce, 100)).isEqualTo(new Result(0, 1));
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
        assertThat(evidence.resolve(atOnce, 100)).isEqualTo(new Result(0, 1));
    }

    @Test
    void twoDoubtsAndOneMessageAreUndecided() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).faulty(Fault.ERROR_AFTER).send();
        outbox.message("C2", Channel.WHATSAPP, ASHA).faulty(Fault.ERROR_BEFORE).addLater();
        assertThat(evidence.resolve(atOnce, 100)).isEqualTo(new Result(0, 2));
    }

    @Test
    void twilioAway() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).faulty(Fault.ERROR_AFTER).send();
        outbox.server.close();
        assertThatThrownBy(() -> evidence.resolve(atOnce, 100))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageNotContaining("98200");
        assertThat(outbox.state(0)).isEqualTo("IN_DOUBT");
    }

    /** Each gets its turn, and none is asked about again before it is older. */
    @Test
    void whatWasAskedAboutWaits() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA)
                .message("C2", Channel.WHATSAPP, RAVI)
                .faulty(Fault.ERROR_BEFORE)
                .send();
        int before = outbox.server.questions();
        var askings = new Askings(List.of(Duration.ZERO, Duration.ofHours(1)));
        for (int look = 1; look <= 3; look++) {
            assertThat(evidence.resolve(askings, 1)).isEqualTo(new Result(0, 2));
            assertThat(outbox.server.questions() - before).isEqualTo(Math.min(look, 2));
        }
    }
}
