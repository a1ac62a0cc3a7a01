package dev.beckon.deliver.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/** An email with an id of ours, written once: what can't be written is found before anything is sent. */
final class Mail extends SMTPMessage {

    private final InternetAddress receiver;
    private final String messageId;
    private byte @Nullable [] bytes;

    /** @param messageId with its angle brackets */
    Mail(Session session, InternetAddress receiver, String messageId) {
        super(session);
        this.receiver = receiver;
        this.messageId = messageId;
    }

    InternetAddress receiver() {
        return receiver;
    }

    String messageId() {
        return messageId;
    }

    byte[] bytes() {
        return Objects.requireNonNull(bytes).clone();
    }

    /** Nothing can be changed after this. */
    void write() throws MessagingException, IOException {
        saveChanges();
        var out = new ByteArrayOutputStream();
        super.writeTo(out, null);
        bytes = out.toByteArray();
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        out.write(Objects.requireNonNull(bytes));
    }

    /** Angus Mail makes up another one each time. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
