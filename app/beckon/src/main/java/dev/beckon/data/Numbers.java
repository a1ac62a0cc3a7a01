package dev.beckon.data;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some countries' mobile numbers go by two spellings, of which WhatsApp still uses the older one: Mexico's and Argentina's
 * with a mobile prefix (+52 1, +54 9) and without, Brazil's with the ninth digit and without.
 */
public final class Numbers {

    private static final Pattern MEXICO = Pattern.compile("^\\+521(?<rest>\\d{10})$");
    private static final Pattern ARGENTINA = Pattern.compile("^\\+549(?<rest>\\d{10})$");
    private static final Pattern BRAZIL = Pattern.compile("^\\+55(?<area>\\d{2})(?<rest>[6-9]\\d{7})$");

    private static final Pattern MEXICO_NOW = Pattern.compile("^\\+52(?<rest>\\d{10})$");
    private static final Pattern ARGENTINA_NOW = Pattern.compile("^\\+54(?<rest>[1-8]\\d{9})$");
    private static final Pattern BRAZIL_NOW = Pattern.compile("^\\+55(?<area>\\d{2})9(?<rest>[6-9]\\d{7})$");

    private Numbers() {}

    /** The one spelling by which numbers are compared; whatever isn't such a number stays as it is. */
    public static String compared(String address) {
        if (!address.startsWith("+")) {
            return address;
        }
        String mexican = MEXICO.matcher(address).replaceFirst("+52${rest}");
        String argentinian = ARGENTINA.matcher(mexican).replaceFirst("+54${rest}");
        return BRAZIL.matcher(argentinian).replaceFirst("+55${area}9${rest}");
    }

    /** The spelling that this number has besides; null if it has one only. */
    static @Nullable String other(String address) {
        String compared = compared(address);
        if (!compared.equals(address)) {
            return compared;
        }
        String mexican = MEXICO_NOW.matcher(address).replaceFirst("+521${rest}");
        String argentinian = ARGENTINA_NOW.matcher(mexican).replaceFirst("+549${rest}");
        String other = BRAZIL_NOW.matcher(argentinian).replaceFirst("+55${area}${rest}");
        return other.equals(address) ? null : other;
    }
}
