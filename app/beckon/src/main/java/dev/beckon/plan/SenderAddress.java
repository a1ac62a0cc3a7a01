package dev.beckon.plan;

import dev.beckon.data.Addresses;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;

/** What receivers see as the sender of an email. No message leaves without one, so it is looked at before any is planned. */
final class SenderAddress {

    static final String EXPECTED =
            "the address of one sender, such as hello@example.com or \"Our company <hello@example.com>\"";

    private SenderAddress() {}

    /** The text itself; null if it isn't the address of one sender, with or without a name. */
    static @Nullable String valid(String text) {
        try {
            InternetAddress[] all = InternetAddress.parse(text, false);
            return all.length == 1 && isOneLine(text) && isDeliverable(all[0].getAddress()) ? text : null;
        } catch (AddressException noAddress) {
            return null;
        }
    }

    private static boolean isOneLine(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isDeliverable(@Nullable String address) {
        String plain = address == null ? null : Addresses.email(address);
        return plain != null && plain.chars().allMatch(c -> c < 128);
    }
}
