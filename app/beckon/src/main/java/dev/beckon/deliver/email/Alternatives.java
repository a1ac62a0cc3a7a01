package dev.beckon.deliver.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;

/** The same content as text and as HTML; readers show the last that they can. */
final class Alternatives extends MimeMultipart {

    /** @param key of the message: makes a boundary that is the same every time and that no content holds */
    Alternatives(String key, String text, String html) throws MessagingException {
        super("alternative", part(text, "plain"), part(html, "html"));
        var type = new ContentType("multipart", "alternative", null);
        type.setParameter("boundary", "=_" + key);
        contentType = type.toString();
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(content.replaceAll("\\R", "\r\n"), "UTF-8", subtype);
        return part;
    }
}
