package dev.beckon.sample;

import java.util.Locale;

/** Addresses that look real and reach nobody. */
final class Addresses {

    /**
     * Numbers must pass for valid mobile numbers or nobody could be called in a preview, and must be no subscriber's.
     * India has no range for fiction and +91 00000 isn't valid. The 1600 series is: it is set aside for outgoing
     * calls of government and banks, so no private telephone has such a number.
     */
    private static final String NO_SUBSCRIBERS = "1600";

    private static final int NUMBERS = 1_000_000;

    /** Has no factor in common with NUMBERS, so customers share a number only beyond a million. */
    private static final long STRIDE = 611_953;

    private Addresses() {}

    /** Reserved by RFC 2606: mail to these goes nowhere. */
    static String email(Person person) {
        int kind = (int) (person.number() * 7 % 10);
        return person.mailbox() + "@" + (kind < 7 ? "example.com" : "example.org");
    }

    /** Ten digits without a country code. */
    static String phone(Person person) {
        long subscriber = person.number() * STRIDE % NUMBERS;
        return NO_SUBSCRIBERS + String.format(Locale.ROOT, "%06d", subscriber);
    }
}
