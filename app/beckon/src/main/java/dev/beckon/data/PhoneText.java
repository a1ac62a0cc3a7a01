package dev.beckon.data;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads phone numbers as people, exporters and spreadsheets write them. */
final class PhoneText {

    /** Some exporters write the international prefix 00, which not every country dials. */
    private static final Pattern ZERO_ZERO = Pattern.compile("^00(?=[1-9])");

    /** A spreadsheet takes a phone number for an amount. */
    private static final Pattern DECIMALS = Pattern.compile("^(\\+?\\d+)\\.0+$");

    private PhoneText() {}

    /** @param country ISO code of numbers without a country prefix */
    static @Nullable PhoneNumber read(String text, String country) {
        String whole = DECIMALS.matcher(text.strip()).replaceFirst("$1");
        String written = ZERO_ZERO.matcher(whole).replaceFirst("+");
        PhoneNumber national = parse(written, country);
        if (national == null || !written.startsWith(String.valueOf(national.getCountryCode()))) {
            return national;
        }
        PhoneNumber full = parse("+" + written, country);
        return full != null && isMoreLikely(full, national) ? full : national;
    }

    /**
     * Whether the plus was left out, as in 49 171 1234567, for which some countries have a fixed line too. Such a line's
     * number begins with 0 where it is dialled, and nobody's has as many digits as a mobile number in full.
     */
    private static boolean isMoreLikely(PhoneNumber full, PhoneNumber national) {
        PhoneNumberType type = type(national);
        return type == PhoneNumberType.UNKNOWN
                ? type(full) != PhoneNumberType.UNKNOWN
                : type == PhoneNumberType.FIXED_LINE && type(full) == PhoneNumberType.MOBILE;
    }

    private static PhoneNumberType type(PhoneNumber number) {
        return PhoneNumberUtil.getInstance().getNumberType(number);
    }

    private static @Nullable PhoneNumber parse(String text, String country) {
        try {
            return PhoneNumberUtil.getInstance().parse(text, country);
        } catch (NumberParseException notANumber) {
            return null;
        }
    }
}
