package dev.beckon.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/** How numbers and names are written for people, the same in the terminal and on pages. */
final class Wording {

    private static final Map<String, String> GATES = Map.ofEntries(
            Map.entry("vetoed", "a rule's veto"),
            Map.entry("minor", "an age below the minimum"),
            Map.entry("do-not-disturb", "their wish not to be disturbed"),
            Map.entry("no-channel", "no usable channel with consent"),
            Map.entry("suppressed", "an earlier opt-out, bounce or complaint"),
            Map.entry("same-address", "an address shared with another customer"),
            Map.entry("lost-arbitration", "another campaign that came first"),
            Map.entry("frequency-cap", "enough messages already"),
            Map.entry(Figures.CONTROL_GROUP, "control group, to measure the effect"),
            Map.entry("no-permitted-hour", "no permitted hour before the offer ends"),
            Map.entry("budget", "the budget's end"),
            Map.entry("max-recipients", "the maximum number of people"),
            Map.entry("template-variable", "content that the message lacks"));

    private static final Map<String, String> CHANNELS =
            Map.of("email", "Email", "whatsapp", "WhatsApp", "phone", "Phone");

    private Wording() {}

    /** Why a gate stops people, as it reads after "skipped for". */
    static String gate(String key) {
        return GATES.getOrDefault(key, key.replace('-', ' '));
    }

    static String channel(String key) {
        return CHANNELS.getOrDefault(key, key);
    }

    /** {@code English} for {@code en}; the tag itself where nobody knows its name. */
    static String language(String tag) {
        if (tag.isEmpty()) {
            return "unknown";
        }
        String name = Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
        return name.isEmpty() ? tag : name;
    }

    /** {@code 12,480}. */
    static String count(long number) {
        return format("#,##0").format(number);
    }

    /** {@code 66.4%}; {@code -} where there is nothing to be a part of. */
    static String percent(long part, long whole) {
        return whole == 0
                ? "-"
                : format("0.0%")
                        .format(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 6, RoundingMode.HALF_UP));
    }

    static String people(long number) {
        return count(number) + (number == 1 ? " person" : " people");
    }

    /** {@code INR 1,234.50} from millionths of the major unit. */
    static String money(Currency currency, long micros) {
        return money(currency, BigDecimal.valueOf(micros, 6));
    }

    static String money(Currency currency, BigDecimal amount) {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        var format = format("#,##0");
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return currency.getCurrencyCode() + ' ' + format.format(amount);
    }

    static String capitalised(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static DecimalFormat format(String pattern) {
        var format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
