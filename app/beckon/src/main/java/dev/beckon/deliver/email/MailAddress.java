package dev.beckon.deliver.email;

import dev.beckon.data.Addresses;
import dev.beckon.deliver.InvalidMessage;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

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

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
