package dev.beckon.store;

import java.util.regex.Pattern;

/**
 * Some countries' mobile numbers go by two spellings, of which WhatsApp still uses the older one: Mexico's and Argentina's
 * with a mobile prefix (+52 1, +54 9) and without, Brazil's with the ninth digit and without.
 */
final class Numbers {

    private static final Pattern MEXICO = Pattern.compile("^\\+521(?<rest>\\d{10})$");
    private static final Pattern ARGENTINA = Pattern.compile("^\\+549(?<rest>\\d{10})$");
    private static final Pattern BRAZIL = Pattern.compile("^\\+55(?<area>\\d{2})(?<rest>[6-9]\\d{7})$");

    private Numbers() {}

    /** The one spelling by which numbers are compared; whatever isn't such a number stays as it is. */
    static String compared(String address) {
        if (!address.startsWith("+")) {
            return address;
        }
        String mexican = MEXICO.matcher(address).replaceFirst("+52${rest}");
        String argentinian = ARGENTINA.matcher(mexican).replaceFirst("+54${rest}");
        return BRAZIL.matcher(argentinian).replaceFirst("+55${area}9${rest}");
    }
}
