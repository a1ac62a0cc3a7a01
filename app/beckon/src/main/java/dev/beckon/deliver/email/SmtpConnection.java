package dev.beckon.deliver.email;

import dev.beckon.deliver.Outcome;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connection at a time to the mail server, opened when it is needed and closed after a number of messages, some time,
 * or anything but an orderly reply. For one thread at a time.
 */
final class SmtpConnection implements AutoCloseable {

    private static final int MOST_MESSAGES = 100;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final SmtpSettings settings;
    private final SmtpOutcomes outcomes;
    private final NoDelaySockets sockets = new NoDelaySockets();
    private final Session session;
    private @Nullable TrackedTransport open;
    private long openedAt;
    private int messages;

    SmtpConnection(
            SmtpSettings settings, SmtpOutcomes outcomes, SSLSocketFactory tls, ScheduledExecutorService writeTimer) {
        this.settings = settings;
        this.outcomes = outcomes;
        var properties = new Properties();
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.ssl.socketFactory", sockets.encrypted(tls));
        properties.put("mail.smtp.executor.writetimeout", writeTimer);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.sendpartial", "false");
        properties.put("mail.smtp.quitwait", "false");
        String startTls = Boolean.toString(settings.tls() == SmtpSettings.Tls.STARTTLS);
        properties.put("mail.smtp.starttls.enable", startTls);
        properties.put("mail.smtp.starttls.required", startTls);
        properties.put("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
        properties.put("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
        properties.put("mail.smtp.timeout", millis(settings.readTimeout()));
        properties.put("mail.smtp.writetimeout", millis(settings.writeTimeout()));
        this.session = Session.getInstance(properties);
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }

    Outcome send(Mail mail) {
        if (messages >= MOST_MESSAGES || System.nanoTime() - openedAt > LONGEST.toNanos()) {
            close();
        }
        boolean kept = open != null;
        Attempt attempt = attempt(mail);
        // A server may give up a connection that rests: nothing of this message was said on it.
        return kept && attempt.gone ? attempt(mail).outcome : attempt.outcome;
    }

    /** @param gone whether the connection was lost before the first command was answered */
    private record Attempt(Outcome outcome, boolean gone) {}

    private Attempt attempt(Mail mail) {
        boolean orderly = false;
        TrackedTransport transport = open == null ? new TrackedTransport(session, settings, sockets) : open;
        try {
            if (open == null) {
                open = transport;
                openedAt = System.nanoTime();
                messages = 0;
                transport.open();
            }
            transport.begin();
            transport.sendMessage(mail, new Address[] {mail.receiver()});
            messages++;
            orderly = true;
            return new Attempt(outcomes.accepted(mail.messageId()), false);
        } catch (MessagingException e) {
            orderly = transport.isOrderly();
            return new Attempt(outcomes.failed(transport, e), !orderly && transport.stage() == Stage.MAIL);
        } finally {
            if (!orderly) {
                close();
            }
        }
    }

    @Override
    public void close() {
        try {
            if (open != null) {
                open.close();
            }
        } catch (MessagingException e) {
            // It was lost before.
        }
        open = null;
    }
}
