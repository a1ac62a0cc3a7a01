package dev.beckon.deliver.email;

import dev.beckon.campaign.Content;
import dev.beckon.deliver.Envelope;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;

/** Writes emails. Thread-safe. */
public final class MailBuilder {

    private final Session session;
    private final String from;

    /** @param from as receivers see it: {@code Mithai & More <hello@example.com>} */
    public MailBuilder(Session session, String from) {
        this.session = session;
        this.from = from;
    }

    /** The message in full, the same on every attempt. */
    public MimeMessage build(Envelope envelope) throws MessagingException {
        var content = (Content.Email) envelope.content();
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(envelope.address()));
        message.setSubject(content.subject(), "UTF-8");
        message.setSentDate(Date.from(envelope.at()));
        var text = new MimeBodyPart();
        text.setText(content.text(), "UTF-8");
        var html = new MimeBodyPart();
        html.setText(content.html(), "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }
}
