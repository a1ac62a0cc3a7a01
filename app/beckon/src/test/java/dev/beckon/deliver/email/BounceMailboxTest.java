package dev.beckon.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.beckon.deliver.email.BounceMailbox.News;
import dev.beckon.deliver.email.SmtpSettings.Login;
import dev.beckon.deliver.email.SmtpSettings.Tls;
import dev.beckon.store.Bounces;
import dev.beckon.store.Runs;
import dev.beckon.store.Secret;
import dev.beckon.store.Store;
import dev.beckon.store.StoreSettings;
import dev.beckon.store.Suppressions;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports as mail servers write them, in an IMAP mailbox, and what they do to the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BounceMailboxTest {

    private static final int MESSAGES = 100;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final Store store;
    private final SentMessages sent;
    private final Suppressions suppressions;
    private final GreenMailUser owner = server.setUser("bounces@mithai.example", "bounces", "pw");
    private int next = -5;
    private long bouncesBefore;

    BounceMailboxTest(@TempDir Path folder) {
        store = Store.open(StoreSettings.file(folder.resolve("beckon.db")));
        sent = new SentMessages(store, MESSAGES);
        suppressions = new Suppressions(store, SampleMail.SECRET);
    }

    @BeforeAll
    void start() {
        server.start();
    }

    /** Messages of other tests have a lower place. */
    @BeforeEach
    void begin() throws FolderException {
        server.purgeEmailFromAllMailboxes();
        next += 5;
        bouncesBefore = new Runs(store).returns(sent.run, Instant.EPOCH).bounces();
    }

    @AfterAll
    void stop() {
        server.stop();
        store.close();
    }

    private News read() throws IOException {
        return mailbox("pw").read();
    }

    private BounceMailbox mailbox(String password) {
        var settings = new MailboxSettings(
                "127.0.0.1",
                server.getImap().getPort(),
                Tls.NONE,
                new Login("bounces", password),
                MailboxSettings.INBOX);
        return new BounceMailbox(settings, new Bounces(store), SampleMail.SECRET);
    }

    private void arrives(String text) {
        try {
            byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            owner.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)));
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<String> suppressed(int place) {
        return suppressions.snapshot().reason("email", sent.address(place));
    }

    private String tag(int place) {
        return new MessageTag(SampleMail.SECRET).of(sent.id(place));
    }

    /** As Postfix writes it. */
    private static String report(String action, String status, String diagnostic, String to, String returned) {
        return """
                Return-Path: <>
                From: MAILER-DAEMON@relay.example (Mail Delivery System)
                To: %s
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                \tboundary="9B0D51F.1795628660/relay.example"

                This is a MIME-encapsulated message.

                --9B0D51F.1795628660/relay.example
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                This is the mail system at host relay.example.

                --9B0D51F.1795628660/relay.example
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; relay.example
                X-Postfix-Queue-ID: 9B0D51F
                Arrival-Date: Mon,  2 Nov 2026 04:30:01 +0000 (UTC)

                Final-Recipient: rfc822; c0@example.com
                Original-Recipient: rfc822;c0@example.com
                Action: %s
                Status: %s
                Remote-MTA: dns; mx.example.com
                Diagnostic-Code: %s

                --9B0D51F.1795628660/relay.example
                Content-Description: Undelivered Message Headers
                Content-Type: text/rfc822-headers

                Return-Path: <hello@mithai.example>
                From: Mithai & More <hello@mithai.example>
                Message-ID: <00000000000000000000000000000001@mithai.example>
                Subject: Sweets for you
                %s
                --9B0D51F.1795628660/relay.example--
                """.formatted(to, action, status, diagnostic, returned);
    }

    private String report(String action, String status, String diagnostic, int place) {
        return report(action, status, diagnostic, "hello@mithai.example", "X-Beckon-Message: " + tag(place) + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "failed, 5.1.1, smtp; 550 5.1.1 <c0@example.com>: user unknown, FAILED 5.1.1, bounced, 1",
        "failed, 5.0.0, smtp; 550-5.2.1 The account is disabled, FAILED 5.2.1, bounced, 1",
        "failed, 5.4.4, X-Postfix; Host or domain name not found, FAILED 5.4.4, bounced, 1",
        "failed, 5.2.2, smtp; 552 5.2.2 over quota, FAILED 5.2.2, , 0",
        "failed, 4.4.1, X-Postfix; connect timed out, FAILED 4.4.1, , 0",
        "failed, 5.7.1, smtp; 550 5.7.1 spam, FAILED 5.7.1, , 0",
        "failed (expired), 5.0.0, smtp; 550 no, FAILED 5.0.0, , 0",
        "delayed, 4.4.1, X-Postfix; connect timed out, SENT, , 0",
        "delivered, 2.0.0, smtp; 250 ok, SENT, , 0",
    })
    void eachReportHasItsEffectOnce(
            String action, String status, String diagnostic, String state, String reason, int hard) throws Exception {
        arrives(report(action, status, diagnostic, next));
        News news = read();
        assertThat(news.hard()).isEqualTo(hard);
        assertThat(news.hard() + news.soft() + news.others()).isEqualTo(1);
        assertThat(sent.state(next)).isEqualTo(state);
        assertThat(sent.state(next + 1)).isEqualTo("SENT");
        assertThat(suppressed(next)).isEqualTo(Optional.ofNullable(reason));
        assertThat(new Runs(store).returns(sent.run, Instant.EPOCH).bounces() - bouncesBefore)
                .isEqualTo(hard);
        assertThat(read()).isEqualTo(new News(0, 0, 0, 0));
        arrives(report(action, status, diagnostic, next));
        assertThat(read()).isEqualTo(new News(0, 0, 0, 1));
        assertThat(new Runs(store).returns(sent.run, Instant.EPOCH).bounces() - bouncesBefore)
                .isEqualTo(hard);
    }

    @Test
    void theBounceAddressTellsWhereTheHeadersDont() throws Exception {
        arrives(report("failed", "5.1.1", "smtp; 550 5.1.1", "bounces+" + tag(next + 2) + "@mithai.example", ""));
        assertThat(read()).isEqualTo(new News(1, 0, 0, 0));
        assertThat(sent.state(next + 2)).isEqualTo("FAILED 5.1.1");
    }

    @Test
    void aComplaintSuppressesAndProvesTheArrival() throws Exception {
        arrives(feedback("abuse", next + 3));
        arrives(feedback("not-spam", next + 4));
        assertThat(read()).isEqualTo(new News(0, 0, 1, 1));
        assertThat(sent.state(next + 3)).isEqualTo("DELIVERED");
        assertThat(sent.state(next + 4)).isEqualTo("SENT");
        assertThat(suppressed(next + 3)).contains("complained");
        assertThat(suppressed(next + 4)).isEmpty();
        assertThat(new Runs(store).returns(sent.run, Instant.EPOCH).complaints())
                .isEqualTo(1);
    }

    /** After RFC 5965, appendix B. */
    private String feedback(String type, int place) {
        return """
                From: <abusedesk@example.com>
                Subject: FW: Sweets for you
                To: <hello@mithai.example>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report;
                     boundary="part1_13d.2e68ed54_boundary"

                --part1_13d.2e68ed54_boundary
                Content-Type: text/plain; charset="US-ASCII"

                This is an email abuse report.

                --part1_13d.2e68ed54_boundary
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: SomeGenerator/1.0
                Version: 1

                --part1_13d.2e68ed54_boundary
                Content-Type: message/rfc822
                Content-Disposition: inline

                From: Mithai & More <hello@mithai.example>
                To: <c3@example.com>
                Subject: Sweets for you
                MIME-Version: 1.0
                X-Beckon-Message: %s
                Content-Type: text/plain

                Jalebi 15 %% off
                --part1_13d.2e68ed54_boundary--
                """.formatted(type, tag(place));
    }

    @Test
    void whatIsntOursStaysUntouched() throws Exception {
        String forged = "X-Beckon-Message: " + new MessageTag(new Secret(new byte[16])).of(sent.id(next)) + "\n";
        arrives(report("failed", "5.1.1", "smtp; 550", "hello@mithai.example", forged));
        arrives(report("failed", "5.1.1", "smtp; 550", "hello@mithai.example", "X-Other: 1\n"));
        arrives("From: asha@example.com\nSubject: Hello " + tag(next) + "\n\nAre you open on Sunday?\n");
        arrives("From: x@example.com\nContent-Type: multipart/report; boundary=\"missing\"\n\nnonsense\n");
        arrives(
                "Content-Type: multipart/report; boundary=a\n\n--a\nContent-Type: message/delivery-status\n\n\n\n--a--\n");
        assertThat(read()).isEqualTo(new News(0, 0, 0, 0));
        assertThat(sent.state(next)).isEqualTo("SENT");
        for (var message :
                server.getManagers().getImapHostManager().getInbox(owner).getMessages()) {
            assertThat(message.getFlags().contains(Flags.Flag.SEEN)).isFalse();
        }
    }

    @Test
    void severalSoftBouncesSuppress() throws Exception {
        // Five messages to one customer: the fifth that comes back is enough.
        store.transaction(connection -> {
            try (var statement = connection.prepareStatement(
                    "UPDATE outbox SET address_key = ?, customer_id = 'one', step = id - ? WHERE id >= ? AND id < ? + 5")) {
                statement.setString(1, SampleMail.SECRET.addressKey("one@example.com"));
                statement.setLong(2, sent.id(next));
                statement.setLong(3, sent.id(next));
                statement.setLong(4, sent.id(next));
                return statement.executeUpdate();
            }
        });
        for (int place = next; place < next + 5; place++) {
            assertThat(suppressions.snapshot().reason("email", "one@example.com"))
                    .isEmpty();
            arrives(report("failed", "5.2.2", "smtp; 552 5.2.2 full", place));
            assertThat(read()).isEqualTo(new News(0, 1, 0, 0));
        }
        assertThat(suppressions.snapshot().reason("email", "one@example.com")).contains("soft bounces");
    }

    @Test
    void aMailboxThatCantBeReadSaysSoWithoutSecrets() {
        assertThatThrownBy(() -> mailbox("a wrong password").read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageNotContaining("wrong password");
    }
}
