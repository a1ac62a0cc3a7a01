package dev.beckon.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.Outcome;
import dev.beckon.deliver.email.SmtpSettings.Login;
import dev.beckon.deliver.email.SmtpSettings.Tls;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mail server of other people's making receives and reads. */
class MailContentTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private MimeMessage sent(String language, Content.Email content) {
        var envelope = new Envelope(
                1,
                "%032x".formatted(1),
                "win-back",
                "C1",
                Channel.EMAIL,
                "asha@example.com",
                language,
                SampleMail.AT,
                content,
                SampleMail.UNSUBSCRIBE);
        var settings = SmtpSettings.of("127.0.0.1", server.getSmtp().getPort(), Tls.NONE, Optional.empty());
        var builder = new MailBuilder("\"Süßes & मिठाई\" <hello@mithai.example>", Optional.empty(), SampleMail.SECRET);
        try (var messenger = new SmtpMessenger(settings, builder)) {
            assertThat(messenger.send(envelope)).isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(server.waitForIncomingEmail(5000, 1)).isTrue();
        return server.getReceivedMessages()[0];
    }

    @Test
    void hindiAndGermanArriveAsTheyWereWritten() throws Exception {
        var hindi = new Content.Email(
                "आशा, आपके लिए मिठाई: जलेबी, गुलाब जामुन, रसमलाई और बहुत कुछ सिर्फ आज के लिए",
                "<p>जलेबी पर <b>१५ %</b> की छूट</p>\n",
                "जलेबी पर १५ % की छूट\n.\n..पंक्ति\n");
        MimeMessage message = sent("hi", hindi);
        assertThat(message.getSubject()).isEqualTo(hindi.subject());
        assertThat(((InternetAddress) message.getFrom()[0]).getPersonal()).isEqualTo("Süßes & मिठाई");
        assertThat(message.getHeader("Content-Language")).containsExactly("hi");
        assertThat(content(message, 0, "text/plain")).isEqualTo(hindi.text());
        assertThat(content(message, 1, "text/html")).isEqualTo(hindi.html());
    }

    @Test
    void longLinesAndDotsSurvive() throws Exception {
        var german = new Content.Email(
                "Grüße aus der Küche",
                "<p>" + "ganz süße Törtchen, ".repeat(100) + "</p>\n",
                ".Punkt am Anfang\n" + "sehr lange Zeile ohne Umbruch ".repeat(60) + "\n.\nEnde\n");
        MimeMessage message = sent("de", german);
        assertThat(message.getSubject()).isEqualTo(german.subject());
        assertThat(content(message, 0, "text/plain")).isEqualTo(german.text());
        assertThat(content(message, 1, "text/html")).isEqualTo(german.html());
        String raw = new String(message.getRawInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(raw.lines()).allMatch(line -> line.length() <= 998);
    }

    private static String content(MimeMessage message, int part, String type) throws Exception {
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        BodyPart body = ((MimeMultipart) message.getContent()).getBodyPart(part);
        assertThat(body.getContentType()).isEqualToIgnoringCase(type + "; charset=UTF-8");
        return ((String) body.getContent()).replace("\r\n", "\n");
    }

    @Test
    void implicitTlsWithALogin(@TempDir Path folder) throws Exception {
        var certificate = TestCertificate.of(folder, "dns:localhost");
        System.setProperty("greenmail.tls.keystore.file", certificate.file().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        System.setProperty("greenmail.tls.key.password", TestCertificate.PASSWORD);
        var secure = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        secure.start();
        secure.setUser("beckon@mithai.example", "beckon", "correct horse");
        try {
            assertThat(send(secure, "correct horse", certificate)).isInstanceOf(Outcome.Accepted.class);
            assertThat(send(secure, "wrong", certificate)).isInstanceOf(Outcome.LaneStopped.class);
            assertThat(secure.getReceivedMessages()).hasSize(1);
        } finally {
            secure.stop();
        }
    }

    private static Outcome send(GreenMail server, String password, TestCertificate certificate) throws Exception {
        var settings = SmtpSettings.of(
                "localhost", server.getSmtps().getPort(), Tls.IMPLICIT, Optional.of(new Login("beckon", password)));
        try (var messenger = new SmtpMessenger(
                settings, SampleMail.builder(), certificate.client().getSocketFactory())) {
            return messenger.send(SampleMail.envelope(1));
        }
    }
}
