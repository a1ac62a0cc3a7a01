package dev.beckon.deliver.email;

import dev.beckon.data.Addresses;
import dev.beckon.deliver.InvalidMessage;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;

/**
 * Addresses as they may stand in an SMTP command. Angus Mail doesn't check enough: it cuts characters beyond ASCII down to
 * their low byte, so that another address comes out.
 */
final class MailAddress {

    private MailAddress() {}

    /** @throws InvalidMessage with {@code smtputf8} where only an extension that few servers have could deliver it */
    static InternetAddress receiver(String address) throws InvalidMessage {
        HeaderValue.check("address", address);
        if (!isAscii(address.substring(0, Math.max(0, address.lastIndexOf('@'))))) {
            throw new InvalidMessage(
                    "smtputf8", "the address has letters beyond ASCII before its @, which needs SMTPUTF8");
        }
        String plain = Addresses.email(address);
        if (plain == null || !isAscii(plain)) {
            throw new InvalidMessage("address", "that is no email address");
        }
        try {
            return new InternetAddress(plain, true);
        } catch (AddressException e) {
            throw new InvalidMessage("address", "that is no email address");
        }
    }

    /**
     * @param text with or without a name: {@code Mithai & More <hello@example.com>}
     * @throws IllegalArgumentException if it isn't the address of one sender
     */
    static InternetAddress sender(String text) {
        try {
            HeaderValue.check("from", text);
            InternetAddress[] all = InternetAddress.parse(text, false);
            if (all.length == 1) {
                return new InternetAddress(receiver(all[0].getAddress()).getAddress(), all[0].getPersonal(), "UTF-8");
            }
        } catch (AddressException | InvalidMessage | UnsupportedEncodingException e) {
            throw new IllegalArgumentException("'" + text + "' is no address of a sender", e);
        }
        throw new IllegalArgumentException("'" + text + "' must be the address of one sender");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
