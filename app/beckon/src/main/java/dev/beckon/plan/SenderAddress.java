package dev.beckon.plan;

import dev.beckon.data.Addresses;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What receivers see as the sender of an email. No message leaves without one, so it is looked at before any is planned. */
public final class SenderAddress {

    static final String EXPECTED =
            "the address of one sender, such as hello@example.com or \"Our company <hello@example.com>\"";

    private SenderAddress() {}

    /**
     * @param text with or without a name: {@code Mithai & More <hello@example.com>}
     * @throws IllegalArgumentException if it isn't the address of one sender, in one line, or if only an extension that few
     *     servers have, SMTPUTF8, could send from it
     */
    public static InternetAddress of(String text) {
        try {
            InternetAddress[] all = InternetAddress.parse(text, false);
            String plain = all.length == 1 && isOneLine(text) ? deliverable(all[0].getAddress()) : null;
            if (plain != null) {
                var sender = new InternetAddress(plain, true);
                sender.setPersonal(all[0].getPersonal(), StandardCharsets.UTF_8.name());
                return sender;
            }
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException("'" + text + "' must be " + EXPECTED, e);
        }
        throw new IllegalArgumentException("'" + text + "' must be " + EXPECTED);
    }

    /**
     * The text itself.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public static String checked(String text) {
        of(text);
        return text;
    }

    /** A header that goes on in a next line could hold headers of its own. */
    private static boolean isOneLine(String text) {
        return text.codePoints()
                .map(Character::getType)
                .noneMatch(type -> type == Character.CONTROL
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR);
    }

    private static @Nullable String deliverable(@Nullable String address) {
        String plain = address == null ? null : Addresses.email(address);
        return plain != null && plain.chars().allMatch(c -> c < 128) ? plain : null;
    }
}
