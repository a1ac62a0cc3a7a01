package dev.beckon.deliver.email;

import static dev.beckon.deliver.peers.SmtpFault.drop;
import static dev.beckon.deliver.peers.SmtpFault.hang;
import static dev.beckon.deliver.peers.SmtpFault.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.beckon.campaign.Content;
import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.Outcome;
import dev.beckon.deliver.peers.ScriptedSmtpServer;
import dev.beckon.deliver.peers.SmtpFault;
import dev.beckon.deliver.peers.SmtpFault.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each stage of an SMTP conversation, each way to go wrong, and what must follow. */
class SmtpFaultTableTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private ScriptedSmtpServer server;
    private SmtpMessenger messenger;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedSmtpServer();
        messenger = messenger(SmtpSettings.of("127.0.0.1", server.port(), SmtpSettings.Tls.NONE, Optional.empty())
                .withConnections(1)
                .withTimeouts(PATIENCE));
    }

    private static SmtpMessenger messenger(SmtpSettings settings) {
        return new SmtpMessenger(settings, SampleMail.builder());
    }

    @AfterEach
    void close() throws IOException {
        messenger.close();
        server.close();
    }

    private static final Class<?> AGAIN = Outcome.NotTaken.class;
    private static final Class<?> DOUBT = Outcome.InDoubt.class;
    private static final Class<?> NEVER = Outcome.Rejected.class;
    private static final Class<?> STOP = Outcome.LaneStopped.class;
    private static final Class<?> SENT = Outcome.Accepted.class;

    static Stream<Arguments> table() {
        return Stream.of(
                // Not one byte of the message was sent: it can't have been taken.
                arguments(drop(Stage.GREETING), AGAIN, "connect", false),
                arguments(hang(Stage.GREETING), AGAIN, "connect", false),
                arguments(reply(Stage.GREETING, "421 4.3.2 not now"), AGAIN, "421 4.3.2", false),
                arguments(reply(Stage.GREETING, "554 5.3.2 no"), AGAIN, "554 5.3.2", false),
                arguments(drop(Stage.EHLO), AGAIN, "connect", false),
                arguments(hang(Stage.EHLO), AGAIN, "connect", false),
                arguments(reply(Stage.EHLO, "421 4.3.2 not now"), AGAIN, "421 4.3.2", false),
                arguments(drop(Stage.MAIL), AGAIN, "connection", false),
                arguments(hang(Stage.MAIL), AGAIN, "timeout", false),
                arguments(reply(Stage.MAIL, "450 4.1.8 not now"), AGAIN, "450 4.1.8", false),
                arguments(reply(Stage.MAIL, "452 4.3.1 disk full"), AGAIN, "452 4.3.1", false),
                arguments(reply(Stage.MAIL, "421 4.7.0 too many"), AGAIN, "421 4.7.0", false),
                arguments(reply(Stage.MAIL, "530 5.7.0 login first"), STOP, "530 5.7.0", false),
                arguments(reply(Stage.MAIL, "550 5.7.1 not from you"), STOP, "550 5.7.1", false),
                arguments(reply(Stage.MAIL, "553 5.1.8 no such sender"), STOP, "553 5.1.8", false),
                arguments(drop(Stage.RCPT), AGAIN, "connection", false),
                arguments(hang(Stage.RCPT), AGAIN, "timeout", false),
                arguments(reply(Stage.RCPT, "450 4.2.0 greylisted"), AGAIN, "450 4.2.0", false),
                arguments(reply(Stage.RCPT, "451 4.3.0 trouble"), AGAIN, "451 4.3.0", false),
                arguments(reply(Stage.RCPT, "421 4.3.2 closing"), AGAIN, "421 4.3.2", false),
                arguments(reply(Stage.RCPT, "552 too much"), AGAIN, "552", false),
                arguments(reply(Stage.RCPT, "550 no"), NEVER, "550", false),
                arguments(reply(Stage.RCPT, "550 5.1.1 nobody"), NEVER, "550 5.1.1", false),
                arguments(reply(Stage.RCPT, "552 5.2.2 full"), NEVER, "552 5.2.2", false),
                arguments(reply(Stage.RCPT, "550 5.7.1 not him"), NEVER, "550 5.7.1", false),
                arguments(reply(Stage.RCPT, "999 what"), AGAIN, "999", false),
                arguments(drop(Stage.DATA), AGAIN, "connection", false),
                arguments(hang(Stage.DATA), AGAIN, "timeout", false),
                arguments(reply(Stage.DATA, "451 4.3.0 trouble"), AGAIN, "451 4.3.0", false),
                arguments(reply(Stage.DATA, "421 4.3.2 closing"), AGAIN, "421 4.3.2", false),
                arguments(reply(Stage.DATA, "554 5.5.1 no"), NEVER, "554 5.5.1", false),
                // From the first byte on, only a reply tells.
                arguments(drop(Stage.BODY), DOUBT, "connection", false),
                arguments(hang(Stage.BODY), DOUBT, "timeout", false),
                arguments(drop(Stage.DOT), DOUBT, "connection", false),
                arguments(new SmtpFault(Stage.DOT, new SmtpFault.Drop(true)), DOUBT, "connection", true),
                arguments(hang(Stage.DOT), DOUBT, "timeout", false),
                arguments(new SmtpFault(Stage.DOT, new SmtpFault.Hang(true)), DOUBT, "timeout", true),
                arguments(reply(Stage.DOT, "451 4.3.0 trouble"), AGAIN, "451 4.3.0", false),
                arguments(reply(Stage.DOT, "421 4.3.2 closing"), AGAIN, "421 4.3.2", false),
                arguments(reply(Stage.DOT, "552 5.2.2 full"), NEVER, "552 5.2.2", false),
                arguments(reply(Stage.DOT, "554 5.6.0 refused"), NEVER, "554 5.6.0", false),
                arguments(reply(Stage.DOT, "354 what"), DOUBT, "connection", false),
                arguments(reply(Stage.DOT, "what"), DOUBT, "connection", false),
                arguments(new SmtpFault(Stage.DOT, new SmtpFault.Slow(Duration.ofMillis(100))), SENT, "", true));
    }

    @ParameterizedTest
    @MethodSource("table")
    void eachStageAndClassHasItsOutcome(SmtpFault fault, Class<?> expected, String code, boolean taken) {
        server.faults(fault);
        Outcome outcome = messenger.send(SampleMail.envelope(1));
        assertThat(outcome).isInstanceOf(expected);
        assertThat(code(outcome)).isEqualTo(code);
        assertThat(server.accepted()).hasSize(taken ? 1 : 0);
        // Whatever happened, the next message goes.
        assertThat(messenger.send(SampleMail.envelope(2))).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.accepted()).hasSize(taken ? 2 : 1);
    }

    private static String code(Outcome outcome) {
        if (outcome instanceof Outcome.NotTaken notTaken) {
            return notTaken.code();
        } else if (outcome instanceof Outcome.InDoubt inDoubt) {
            return inDoubt.code();
        } else if (outcome instanceof Outcome.Rejected rejected) {
            return rejected.code();
        }
        return outcome instanceof Outcome.LaneStopped stopped ? stopped.code() : "";
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (var lonely = messenger(SmtpSettings.of("127.0.0.1", port, SmtpSettings.Tls.NONE, Optional.empty()))) {
            assertThat(lonely.send(SampleMail.envelope(1)))
                    .isEqualTo(Outcome.NotTaken.whole("connect", "the mail server can't be reached"));
        }
    }

    @Test
    void aLargeBodyIsCutOffWhileItIsWritten() {
        server.faults(drop(Stage.BODY));
        Envelope large = SampleMail.with(
                1,
                "asha@example.com",
                new Content.Email("Large", "<p>" + "sweets\n".repeat(400_000) + "</p>", "Large"));
        assertThat(messenger.send(large)).isInstanceOf(Outcome.InDoubt.class);
        assertThat(server.accepted()).isEmpty();
    }

    @Test
    void whatTheAnswerSaysOfTheAddressIsKept() {
        server.faults(
                reply(Stage.RCPT, "550 5.1.1 nobody"),
                reply(Stage.RCPT, "552 5.2.2 full"),
                reply(Stage.DOT, "554 5.6.0 refused"));
        assertThat(messenger.send(SampleMail.envelope(1)))
                .isEqualTo(Outcome.Rejected.of("550 5.1.1", "nobody gets mail at this address")
                        .suppressing("bounced"));
        assertThat(messenger.send(SampleMail.envelope(2)))
                .isEqualTo(
                        Outcome.Rejected.of("552 5.2.2", "the mailbox is full").softly());
        assertThat(messenger.send(SampleMail.envelope(3)))
                .isEqualTo(Outcome.Rejected.of("554 5.6.0", "refused at DOT"));
        assertThat(server.connections())
                .as("orderly replies keep the connection")
                .isEqualTo(1);
    }

    @Test
    void serverTroubleIsToldFromAReceiversTrouble() {
        server.faults(
                reply(Stage.RCPT, "450 4.2.0 greylisted"),
                reply(Stage.RCPT, "421 4.3.2 closing"),
                reply(Stage.MAIL, "452 4.3.1 disk full"),
                reply(Stage.DOT, "451 4.3.0 trouble"));
        assertThat(messenger.send(SampleMail.envelope(1)))
                .isEqualTo(Outcome.NotTaken.of("450 4.2.0", "not now, at RCPT"));
        for (long id = 2; id <= 4; id++) {
            assertThat(messenger.send(SampleMail.envelope(id)))
                    .isInstanceOfSatisfying(
                            Outcome.NotTaken.class,
                            taken -> assertThat(taken.whole()).isTrue());
        }
    }

    @Test
    void refusalsByPolicyInARowStopTheLaneAndOneAloneDoesnt() {
        var policy = reply(Stage.RCPT, "550 5.7.1 not you");
        server.faults(policy, policy, policy);
        assertThat(messenger.send(SampleMail.envelope(1))).isInstanceOf(Outcome.Rejected.class);
        assertThat(messenger.send(SampleMail.envelope(2))).isInstanceOf(Outcome.Rejected.class);
        assertThat(messenger.send(SampleMail.envelope(3))).isInstanceOf(Outcome.LaneStopped.class);
        server.faults(policy);
        assertThat(messenger.send(SampleMail.envelope(3))).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void aConnectionThatTheServerGaveUpIsReplaced() {
        messenger.send(SampleMail.envelope(1));
        server.faults(drop(Stage.MAIL));
        assertThat(messenger.send(SampleMail.envelope(2))).isInstanceOf(Outcome.Accepted.class);
        server.faults(reply(Stage.MAIL, "421 4.4.2 idle"));
        assertThat(messenger.send(SampleMail.envelope(3))).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.accepted()).hasSize(3);
        assertThat(server.connections()).isEqualTo(3);
    }

    @Test
    void aConnectionServesAHundredMessages() {
        for (long id = 1; id <= 101; id++) {
            messenger.send(SampleMail.envelope(id));
        }
        assertThat(server.accepted()).hasSize(101);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void theEnvelopesSenderAndReceiverAreOurs() {
        messenger.send(SampleMail.envelope(1));
        assertThat(server.accepted()).singleElement().satisfies(taken -> {
            assertThat(taken.from()).isEqualTo("hello@mithai.example");
            assertThat(taken.to()).isEqualTo("asha1@example.com");
        });
    }
}
