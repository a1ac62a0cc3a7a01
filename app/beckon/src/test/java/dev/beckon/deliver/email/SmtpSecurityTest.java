package dev.beckon.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.deliver.Outcome;
import dev.beckon.deliver.email.SmtpSettings.Login;
import dev.beckon.deliver.email.SmtpSettings.Tls;
import dev.beckon.deliver.peers.ScriptedSmtpServer;
import dev.beckon.deliver.peers.SmtpFault;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encryption and login: nothing goes out in the clear, or to somebody else, when it mustn't. */
class SmtpSecurityTest {

    private static final Optional<Login> LOGIN = Optional.of(new Login("beckon", "correct horse"));
    private static final SSLSocketFactory OF_THE_JVM = (SSLSocketFactory) SSLSocketFactory.getDefault();

    @TempDir
    Path folder = Path.of("");

    private static Outcome send(
            ScriptedSmtpServer server, String host, Optional<Login> login, SSLSocketFactory trusted) {
        return send(server, SmtpSettings.of(host, server.port(), Tls.STARTTLS, login), trusted);
    }

    private static Outcome send(ScriptedSmtpServer server, SmtpSettings settings, SSLSocketFactory trusted) {
        try (var messenger = new SmtpMessenger(settings, SampleMail.builder(), trusted)) {
            return messenger.send(SampleMail.envelope(1));
        } finally {
            assertThat(server.commands()).noneMatch(each -> each.contains("correct horse"));
        }
    }

    @Test
    void startTlsComesBeforeTheLoginAndTheMessage() throws Exception {
        var certificate = TestCertificate.of(folder, "dns:localhost");
        try (var server = new ScriptedSmtpServer(0, certificate.server(), null)) {
            Outcome outcome =
                    send(server, "localhost", LOGIN, certificate.client().getSocketFactory());
            assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
            assertThat(server.accepted()).hasSize(1);
            assertThat(server.commands())
                    .extracting(each -> each.split(" ")[0])
                    .startsWith("EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL");
        }
    }

    @Test
    void aServerWithoutStartTlsGetsNothing() throws Exception {
        try (var server = new ScriptedSmtpServer()) {
            assertThat(send(server, "localhost", LOGIN, OF_THE_JVM))
                    .isEqualTo(new Outcome.LaneStopped("missing", "the mail server doesn't offer STARTTLS"));
            assertThat(server.commands()).noneMatch(each -> each.startsWith("AUTH") || each.startsWith("MAIL"));
        }
    }

    @Test
    void aCertificateForAnotherNameOrFromNobodyKnownIsRefused() throws Exception {
        var certificate = TestCertificate.of(folder, "dns:mail.example");
        try (var server = new ScriptedSmtpServer(0, certificate.server(), null)) {
            var refused =
                    new Outcome.LaneStopped("certificate", "the mail server's certificate isn't valid for its name");
            assertThat(send(server, "localhost", LOGIN, certificate.client().getSocketFactory()))
                    .isEqualTo(refused);
            assertThat(send(server, "localhost", LOGIN, OF_THE_JVM)).isEqualTo(refused);
            assertThat(server.accepted()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordStopsTheLaneAndAServerInTroubleDoesnt() throws Exception {
        var settings = SmtpSettings.of("127.0.0.1", 1, Tls.NONE, LOGIN);
        try (var server = new ScriptedSmtpServer()) {
            var here = new SmtpSettings(
                    "127.0.0.1",
                    server.port(),
                    Tls.NONE,
                    LOGIN,
                    1,
                    settings.connectTimeout(),
                    settings.readTimeout(),
                    settings.writeTimeout(),
                    settings.finalDotTimeout());
            server.faults(SmtpFault.reply(SmtpFault.Stage.AUTH, "535 5.7.8 no"));
            assertThat(send(server, here, OF_THE_JVM)).isInstanceOfSatisfying(Outcome.LaneStopped.class, stopped -> {
                assertThat(stopped.code()).isEqualTo("535 5.7.8");
                assertThat(stopped.detail()).contains("refused the login");
            });
            server.faults(SmtpFault.reply(SmtpFault.Stage.AUTH, "454 4.7.0 later"));
            assertThat(send(server, here, OF_THE_JVM))
                    .isEqualTo(Outcome.NotTaken.whole("454 4.7.0", "the mail server refused the connection"));
            server.faults(SmtpFault.drop(SmtpFault.Stage.AUTH));
            assertThat(send(server, here, OF_THE_JVM))
                    .isEqualTo(Outcome.NotTaken.whole("connect", "the mail server can't be reached"));
            assertThat(server.accepted()).isEmpty();
        }
    }

    @Test
    void startTlsThatIsRefusedOrCutOffIsTriedLater() throws Exception {
        var certificate = TestCertificate.of(folder, "dns:localhost");
        try (var server = new ScriptedSmtpServer(0, certificate.server(), null)) {
            var trusted = certificate.client().getSocketFactory();
            server.faults(SmtpFault.reply(SmtpFault.Stage.STARTTLS, "454 4.7.0 later"));
            assertThat(send(server, "localhost", LOGIN, trusted))
                    .isEqualTo(Outcome.NotTaken.whole("454 4.7.0", "the mail server refused the connection"));
            server.faults(SmtpFault.drop(SmtpFault.Stage.STARTTLS));
            assertThat(send(server, "localhost", LOGIN, trusted))
                    .isEqualTo(Outcome.NotTaken.whole("connect", "the mail server can't be reached"));
            assertThat(server.accepted()).isEmpty();
        }
    }

    @Test
    void aPasswordIsNeverShown() {
        assertThat(SmtpSettings.of("localhost", 587, Tls.STARTTLS, LOGIN).toString())
                .doesNotContain("correct horse")
                .contains("localhost");
    }
}
