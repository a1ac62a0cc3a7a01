package dev.beckon.deliver.email;

import dev.beckon.store.Bounces;
import dev.beckon.store.Secret;
import dev.beckon.store.StoreUnavailable;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what comes back: reports of failed delivery (RFC 3464) and of complaints (RFC 5965) about messages of ours, which
 * carry a signed tag. Those are marked as read; nothing else in the mailbox is touched. Reading the same report twice
 * changes nothing.
 */
public final class BounceMailbox {

    private static final Logger LOG = LoggerFactory.getLogger(BounceMailbox.class);

    private final MailboxSettings settings;
    private final Bounces bounces;
    private final MessageTag tags;
    private final SSLSocketFactory tls;

    public BounceMailbox(MailboxSettings settings, Bounces bounces, Secret secret) {
        this(settings, bounces, secret, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param tls by whose certificates the server is trusted */
    BounceMailbox(MailboxSettings settings, Bounces bounces, Secret secret, SSLSocketFactory tls) {
        this.settings = settings;
        this.bounces = bounces;
        this.tags = new MessageTag(secret);
        this.tls = tls;
    }

    /** What was new in a mailbox. @param others reports that changed nothing, such as delays */
    public record News(int hard, int soft, int complaints, int others) {

        private News and(Report.Kind kind) {
            return switch (kind) {
                case HARD -> new News(hard + 1, soft, complaints, others);
                case SOFT -> new News(hard, soft + 1, complaints, others);
                case COMPLAINT -> new News(hard, soft, complaints + 1, others);
                case NOTHING -> new News(hard, soft, complaints, others + 1);
            };
        }
    }

    /**
     * Reads all that nobody has read yet.
     *
     * @throws IOException if the mailbox can't be reached
     * @throws StoreUnavailable then what wasn't written down stays unread
     */
    public News read() throws IOException {
        try (Store store = session().getStore("imap")) {
            store.connect(
                    settings.host(),
                    settings.port(),
                    settings.login().user(),
                    settings.login().password());
            try (Folder folder = store.getFolder(settings.folder())) {
                folder.open(Folder.READ_WRITE);
                return read(folder);
            }
        } catch (MessagingException e) {
            throw new IOException("The mailbox for bounces at " + settings.host() + ":" + settings.port()
                    + " can't be read: " + e.getClass().getSimpleName());
        }
    }

    private News read(Folder folder) throws MessagingException {
        var news = new News(0, 0, 0, 0);
        for (Message message : folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))) {
            Optional<Report> report = understood(message);
            if (report.isPresent()) {
                news = news.and(writtenDown(report.get()));
                message.setFlag(Flags.Flag.SEEN, true);
            }
        }
        return news;
    }

    /** Anybody may write to this mailbox: what makes no sense is left alone. */
    private Optional<Report> understood(Message message) {
        try {
            return Report.read(message, tags);
        } catch (MessagingException | IOException | RuntimeException e) {
            LOG.debug(
                    "a message in the mailbox for bounces makes no sense: {}",
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    private Report.Kind writtenDown(Report report) {
        boolean news = switch (report.kind()) {
            case HARD -> bounces.hard(report.id(), report.code());
            case SOFT -> bounces.soft(report.id(), report.code());
            case COMPLAINT -> bounces.complaint(report.id());
            case NOTHING -> false;
        };
        return news ? report.kind() : Report.Kind.NOTHING;
    }

    private Session session() {
        String timeout = Long.toString(MailboxSettings.TIMEOUT.toMillis());
        var properties = new Properties();
        properties.put("mail.imap.ssl.socketFactory", tls);
        properties.put("mail.imap.ssl.checkserveridentity", "true");
        properties.put("mail.imap.ssl.enable", Boolean.toString(settings.tls() == SmtpSettings.Tls.IMPLICIT));
        String startTls = Boolean.toString(settings.tls() == SmtpSettings.Tls.STARTTLS);
        properties.put("mail.imap.starttls.enable", startTls);
        properties.put("mail.imap.starttls.required", startTls);
        properties.put("mail.imap.socketFactory.fallback", "false");
        properties.put("mail.imap.connectiontimeout", timeout);
        properties.put("mail.imap.timeout", timeout);
        properties.put("mail.imap.writetimeout", timeout);
        // Reading marks nothing as read.
        properties.put("mail.imap.peek", "true");
        return Session.getInstance(properties);
    }
}
