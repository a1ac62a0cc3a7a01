package dev.beckon.deliver.email;

import dev.beckon.campaign.Content;
import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.InvalidMessage;
import dev.beckon.plan.SenderAddress;
import dev.beckon.store.Secret;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.util.StreamProvider;
import java.io.IOException;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import org.eclipse.angus.mail.util.MailStreamProvider;

/** Writes emails: the same bytes for the same envelope. Thread-safe. */
public final class MailBuilder {

    /** Names the message in the outbox, signed; comes back in bounces and complaints. */
    static final String TAG_HEADER = "X-Beckon-Message";

    private static final int LONGEST_SENDER_ID = 15;

    static {
        // Jakarta Mail looks for this in all jars again for each part of each message, unless it is told.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final Session session = Session.getInstance(new Properties());
    private final InternetAddress from;
    private final Optional<InternetAddress> bounces;
    private final String domain;
    private final MessageTag tags;

    /**
     * @param from as receivers see it: {@code Mithai & More <hello@example.com>}
     * @param bounceAddress of a mailbox that takes {@code name+anything@domain} too, so that each message gets an address
     *     for its bounces; empty: they go to {@code from}
     * @throws IllegalArgumentException if one of them is no address
     */
    public MailBuilder(String from, Optional<String> bounceAddress, Secret secret) {
        this.from = SenderAddress.of(from);
        this.bounces = bounceAddress.map(SenderAddress::of);
        this.domain = domain(this.from);
        this.tags = new MessageTag(secret);
    }

    private static String domain(InternetAddress address) {
        return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
    }

    /** As the receiver's server gets it, from the first header to the last line. */
    public byte[] bytes(Envelope envelope) throws InvalidMessage {
        return build(envelope).bytes();
    }

    Mail build(Envelope envelope) throws InvalidMessage {
        InternetAddress to = MailAddress.receiver(envelope.address());
        try {
            var mail = new Mail(session, to, "<" + HeaderValue.ascii("key", envelope.key()) + "@" + domain + ">");
            mail.setEnvelopeFrom(returnPath(envelope));
            addressing(mail, envelope);
            bulkHeaders(mail, envelope);
            unsubscribing(mail, envelope.unsubscribeUrl());
            var content = (Content.Email) envelope.content();
            mail.setSubject(HeaderValue.check("subject", content.subject()), "UTF-8");
            mail.setContent(new Alternatives(envelope.key(), content.text(), content.html()));
            mail.write();
            return mail;
        } catch (MessagingException | IOException e) {
            throw new InvalidMessage(
                    "invalid", "can't be written: " + e.getClass().getSimpleName());
        }
    }

    private String returnPath(Envelope envelope) {
        return bounces.map(InternetAddress::getAddress)
                .map(address -> address.replaceFirst("@", "+" + tags.of(envelope.id()) + "@"))
                .orElse(from.getAddress());
    }

    private void addressing(Mail mail, Envelope envelope) throws MessagingException {
        mail.setFrom(from);
        mail.setRecipient(Message.RecipientType.TO, mail.receiver());
        // Angus Mail itself would write it in the machine's time zone.
        var format = new MailDateFormat();
        format.setTimeZone(TimeZone.getTimeZone("UTC"));
        mail.setHeader("Date", format.format(Date.from(envelope.at())));
    }

    /** Tell receivers' systems what this is, and mailings apart. */
    private void bulkHeaders(Mail mail, Envelope envelope) throws MessagingException, InvalidMessage {
        String campaign =
                HeaderValue.ascii("campaign's name", envelope.campaign()).replaceAll("[^A-Za-z0-9_-]", "-");
        String language = HeaderValue.ascii("language", envelope.language());
        mail.setHeader("Content-Language", language);
        mail.setHeader("List-Id", "<" + campaign + "." + domain + ">");
        mail.setHeader("Feedback-ID", campaign + ":" + language + ":email:" + senderId());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("Precedence", "bulk");
        mail.setHeader(TAG_HEADER, tags.of(envelope.id()));
    }

    /** What large receivers want at the end of Feedback-ID: 5 to 15 letters, always the same for a sender. */
    private String senderId() {
        String letters = domain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return letters.substring(0, Math.min(LONGEST_SENDER_ID, letters.length()));
    }

    /** RFC 8058: one click, by an https address only. */
    private static void unsubscribing(Mail mail, String url) throws MessagingException, InvalidMessage {
        HeaderValue.ascii("way to unsubscribe", url);
        if (url.isBlank()) {
            return;
        }
        if (url.chars().anyMatch(c -> c == '<' || c == '>' || c == ' ' || c == ',')) {
            throw new InvalidMessage("header", "the way to unsubscribe isn't a web address");
        }
        mail.setHeader("List-Unsubscribe", "<" + url + ">");
        if (url.startsWith("https://")) {
            mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }
}
