package dev.beckon.data;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.net.IDN;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.DomainValidator;
import org.apache.commons.validator.routines.EmailValidator;
import org.jspecify.annotations.Nullable;

/** Brings addresses to the one form in which they are compared and used; null for what can't be used. */
public final class Addresses {

    /** Names that RFC 2606 and RFC 6761 keep for tests: good syntax, although nobody lives there. */
    private static final String[] RESERVED = {"example", "invalid", "test"};

    private static final DomainValidator DOMAINS = DomainValidator.getInstance(
            false, List.of(new DomainValidator.Item(DomainValidator.ArrayType.GENERIC_PLUS, RESERVED)));
    private static final EmailValidator EMAILS = new EmailValidator(false, false, DOMAINS);
    private static final Set<PhoneNumberType> COSTLY = EnumSet.of(
            PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.TOLL_FREE, PhoneNumberType.UAN);

    private static final Pattern MAILTO = Pattern.compile("^mailto:", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_LOCAL_PART = 64;

    /** People have millions of addresses at few domains. */
    private static final Remembered MAIL_DOMAINS = new Remembered();

    private Addresses() {}

    /** The address with its domain in lower case and ASCII; the local part is left alone. */
    public static @Nullable String email(String text) {
        String trimmed = MAILTO.matcher(text.strip()).replaceFirst("");
        int at = trimmed.lastIndexOf('@');
        if (at < 1 || at == trimmed.length() - 1) {
            return null;
        }
        String written = trimmed.substring(at + 1);
        if (isPlain(trimmed, at)) {
            String domain = MAIL_DOMAINS.of(written, Addresses::mailDomain);
            return domain == null ? null : trimmed.substring(0, at) + "@" + domain;
        }
        String domain = ascii(written);
        String address = trimmed.substring(0, at) + "@" + domain;
        return domain != null && EMAILS.isValid(address) ? address : null;
    }

    private static @Nullable String ascii(String domain) {
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            return null;
        }
    }

    private static @Nullable String mailDomain(String written) {
        String domain = ascii(written);
        return domain != null && EMAILS.isValid("a@" + domain) ? domain : null;
    }

    /** True for a local part of letters, digits, {@code _} and {@code -} with single dots between: always a valid one. */
    private static boolean isPlain(String address, int at) {
        if (at > LONGEST_LOCAL_PART) {
            return false;
        }
        boolean afterDot = true;
        for (int i = 0; i < at; i++) {
            char c = address.charAt(i);
            boolean dot = c == '.';
            if (dot ? afterDot : !isPlain(c)) {
                return false;
            }
            afterDot = dot;
        }
        return !afterDot;
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    /**
     * E.164 of a number that is assigned to a line which people answer at no special price.
     *
     * @param country ISO code of numbers without a country prefix
     */
    public static @Nullable String validPhone(String text, String country) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        PhoneNumber number = InternationalNumber.read(text);
        PhoneNumberType type = number == null ? PhoneNumberType.UNKNOWN : numbers.getNumberType(number);
        if (type == PhoneNumberType.UNKNOWN) {
            number = PhoneText.read(text, country);
            // a valid number is one whose type is known; to look for the type once is enough
            type = number == null ? PhoneNumberType.UNKNOWN : numbers.getNumberType(number);
        }
        return number == null || type == PhoneNumberType.UNKNOWN || COSTLY.contains(type)
                ? null
                : numbers.format(number, PhoneNumberFormat.E164);
    }

    /** Like {@link #validPhone}, but only the length must be right: for numbers from ranges that aren't assigned. */
    public static @Nullable String possiblePhone(String text, String country) {
        PhoneNumber number = PhoneText.read(text, country);
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        return number == null || !numbers.isPossibleNumber(number) || COSTLY.contains(numbers.getNumberType(number))
                ? null
                : numbers.format(number, PhoneNumberFormat.E164);
    }
}
