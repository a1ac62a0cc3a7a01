package dev.beckon.deliver.email;

import dev.beckon.deliver.Outcome;
import jakarta.mail.AuthenticationFailedException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What follows from how a conversation ended. Thread-safe. */
final class SmtpOutcomes {

    private static final Set<Integer> LOGIN_WANTED = Set.of(530, 534, 535, 538);
    private static final int TOO_MUCH = 552;

    /** One refusal is about its receiver; so many in a row are about us. */
    private static final int POLICY_REFUSALS = 3;

    private final AtomicInteger policyRefusals = new AtomicInteger();

    Outcome accepted(String messageId) {
        policyRefusals.set(0);
        return new Outcome.Accepted(messageId);
    }

    Outcome failed(TrackedTransport transport, Exception reason) {
        Stage stage = transport.stage();
        SmtpReply refusal = transport.refusal();
        if (stage == Stage.CONNECT) {
            return notConnected(refusal, transport.missing(), reason);
        }
        if (refusal != null && refusal.isTransient()) {
            return later(stage, refusal);
        }
        if (refusal != null && refusal.isPermanent()) {
            return never(stage, refusal);
        }
        String silence = hasCause(reason, SocketTimeoutException.class) ? "timeout" : "connection";
        String code = refusal == null ? silence : refusal.toString();
        String detail = "no answer that could be understood at " + stage;
        if (stage.mayBeTaken()) {
            return new Outcome.InDoubt(code, detail);
        }
        return code.equals("timeout") ? Outcome.NotTaken.whole(code, detail) : Outcome.NotTaken.of(code, detail);
    }

    private static Outcome notConnected(@Nullable SmtpReply refusal, @Nullable String missing, Exception reason) {
        if (hasCause(reason, CertificateException.class) || hasCause(reason, CertPathBuilderException.class)) {
            return new Outcome.LaneStopped("certificate", "the mail server's certificate isn't valid for its name");
        }
        boolean login = hasCause(reason, AuthenticationFailedException.class);
        if (login && refusal != null && refusal.isPermanent()) {
            return new Outcome.LaneStopped(
                    refusal.toString(), "the mail server refused the login. Maybe the user or password is wrong");
        }
        if (refusal != null) {
            return Outcome.NotTaken.whole(refusal.toString(), "the mail server refused the connection");
        }
        if (missing != null) {
            return new Outcome.LaneStopped("missing", "the mail server doesn't offer " + missing);
        }
        return Outcome.NotTaken.whole("connect", "the mail server can't be reached");
    }

    private static Outcome later(Stage stage, SmtpReply refusal) {
        String detail = "not now, at " + stage;
        // MAIL says nothing of the receiver: others would fare no better.
        boolean whole = refusal.code() == SmtpReply.GOING_AWAY
                || stage == Stage.MAIL
                || refusal.status().meansServerTrouble();
        return whole
                ? Outcome.NotTaken.whole(refusal.toString(), detail)
                : Outcome.NotTaken.of(refusal.toString(), detail);
    }

    private Outcome never(Stage stage, SmtpReply refusal) {
        String code = refusal.toString();
        if (LOGIN_WANTED.contains(refusal.code())) {
            return new Outcome.LaneStopped(code, "the mail server wants a login. Maybe set its user and password");
        }
        if (stage == Stage.MAIL) {
            return new Outcome.LaneStopped(code, "the mail server refused our sender's address");
        }
        if (refusal.status().meansPolicy() && policyRefusals.incrementAndGet() >= POLICY_REFUSALS) {
            policyRefusals.set(0);
            return new Outcome.LaneStopped(code, "the mail server's rules refused several messages in a row");
        }
        if (refusal.status().meansFull()) {
            return Outcome.Rejected.of(code, "the mailbox is full").softly();
        }
        if (refusal.status().meansNobodyThere()) {
            return Outcome.Rejected.of(code, "nobody gets mail at this address").suppressing("bounced");
        }
        // RFC 5321, 4.5.3.1.10: at RCPT it may be taken for 452.
        return refusal.code() == TOO_MUCH && stage == Stage.RCPT
                ? Outcome.NotTaken.of(code, "not now, at " + stage)
                : Outcome.Rejected.of(code, "refused at " + stage);
    }

    private static boolean hasCause(Throwable reason, Class<? extends Throwable> kind) {
        return Stream.iterate(reason, each -> each != null, Throwable::getCause)
                .limit(20)
                .anyMatch(kind::isInstance);
    }
}
