package dev.beckon.deliver.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Knows how far a conversation came and with which reply it failed. The exceptions of Angus Mail don't tell: a connection
 * lost before the body and one lost after it look alike, and a reply may be hidden by a failure to clean up after it.
 */
final class TrackedTransport extends SMTPTransport {

    private final NoDelaySockets sockets;
    private final SmtpSettings settings;
    private Stage stage = Stage.CONNECT;
    private @Nullable SmtpReply refusal;
    private boolean broken;
    private boolean encrypted;
    private @Nullable String missing;

    TrackedTransport(Session session, SmtpSettings settings, NoDelaySockets sockets) {
        super(
                session,
                new URLName("smtp", settings.host(), settings.port(), null, null, null),
                "smtp",
                settings.tls() == SmtpSettings.Tls.IMPLICIT);
        this.settings = settings;
        this.sockets = sockets;
    }

    Stage stage() {
        return stage;
    }

    /** The first reply of this message that wasn't a yes; null if there was none. */
    @Nullable
    SmtpReply refusal() {
        return refusal;
    }

    /** What we insist on and the server doesn't offer; null if it does, or never said. */
    @Nullable
    String missing() {
        return missing;
    }

    /** Whether another message may follow on this connection. */
    boolean isOrderly() {
        return !broken && stage != Stage.CONNECT && (refusal == null || refusal.code() != SmtpReply.GOING_AWAY);
    }

    void open() throws MessagingException {
        SmtpSettings.Login login = settings.login().orElse(null);
        connect(
                settings.host(),
                settings.port(),
                login == null ? null : login.user(),
                login == null ? null : login.password());
        if (login != null && !supportsExtension("AUTH") && !supportsExtension("AUTH=LOGIN")) {
            missing = "a login";
            throw new MessagingException("AUTH isn't offered");
        }
    }

    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean understood = super.ehlo(domain);
        if (settings.tls() == SmtpSettings.Tls.STARTTLS && !encrypted && !broken && !supportsExtension("STARTTLS")) {
            missing = "STARTTLS";
        }
        return understood;
    }

    @Override
    protected void startTLS() throws MessagingException {
        encrypted = true;
        super.startTLS();
    }

    /** Another message begins. */
    void begin() {
        stage = Stage.MAIL;
        refusal = null;
    }

    @Override
    protected void rcptTo() throws MessagingException {
        stage = Stage.RCPT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        stage = Stage.DATA;
        OutputStream out = super.data();
        stage = Stage.BODY;
        return out;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        stage = Stage.DOT;
        sockets.timeout((int) settings.finalDotTimeout().toMillis());
        super.finishData();
        sockets.timeout((int) settings.readTimeout().toMillis());
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code;
        try {
            code = super.readServerResponse();
        } catch (MessagingException e) {
            broken = true;
            throw e;
        }
        if (code < 100) {
            broken = true;
            return code;
        }
        boolean no = code >= 400;
        if (stage == Stage.CONNECT) {
            // Several ways may be tried until one works: the last reply counts.
            refusal = no ? SmtpReply.of(code, getLastServerResponse()) : null;
        } else if (no && refusal == null) {
            refusal = SmtpReply.of(code, getLastServerResponse());
        }
        return code;
    }
}
