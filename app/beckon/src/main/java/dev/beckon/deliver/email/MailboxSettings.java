package dev.beckon.deliver.email;

import java.time.Duration;

/**
 * The IMAP mailbox that bounces and complaints come to.
 *
 * @param folder such as {@code INBOX}
 */
public record MailboxSettings(String host, int port, SmtpSettings.Tls tls, SmtpSettings.Login login, String folder) {

    public static final String INBOX = "INBOX";
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The port that IMAP servers have for this. */
    public static int usualPort(SmtpSettings.Tls tls) {
        return tls == SmtpSettings.Tls.IMPLICIT ? 993 : 143;
    }
}
