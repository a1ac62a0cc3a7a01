package dev.beckon.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How numbers and names are written for people, the same in the terminal and on pages. */
final class Wording {

    /** @param reason as it reads after "skipped for" */
    private record Gate(String reason, String brief) {}

    private static final Map<String, Gate> GATES = Map.ofEntries(
            Map.entry("vetoed", new Gate("the veto of a rule", "Vetoed")),
            Map.entry("minor", new Gate("an age below the minimum", "Under age")),
            Map.entry("do-not-disturb", new Gate("their wish not to be disturbed", "Do not disturb")),
            Map.entry("no-channel", new Gate("no usable channel with consent", "No consent")),
            Map.entry("suppressed", new Gate("an earlier opt-out, bounce or complaint", "Opted out")),
            Map.entry("same-address", new Gate("an address shared with another customer", "Same address")),
            Map.entry("lost-arbitration", new Gate("another campaign that came first", "Other campaign")),
            Map.entry("frequency-cap", new Gate("enough messages already", "Enough already")),
            Map.entry(Figures.GLOBAL_HOLD_OUT, new Gate("the global hold-out of all campaigns", "Held out of all")),
            Map.entry(Figures.CONTROL_GROUP, new Gate("control group, to measure the effect", "Control group")),
            Map.entry("no-permitted-hour", new Gate("no permitted hour, or the offer is over", "No hour left")),
            Map.entry("budget", new Gate("a budget that is spent", "Budget spent")),
            Map.entry("maximum-recipients", new Gate("the maximum number of recipients", "Maximum reached")),
            Map.entry("template-variable", new Gate("content that the message lacks", "Content missing")));

    private static final Map<String, String> CHANNELS =
            Map.of("email", "Email", "whatsapp", "WhatsApp", "phone", "Phone");

    private Wording() {}

    /** Why a gate stops people, as it reads after "skipped for". */
    static String gate(String key) {
        Gate gate = GATES.get(key);
        return gate == null ? key.replace('-', ' ') : gate.reason;
    }

    static String briefGate(String key) {
        Gate gate = GATES.get(key);
        return gate == null ? capitalised(key.replace('-', ' ')) : gate.brief;
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
                : percent(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 6, RoundingMode.HALF_UP));
    }

    static String percent(BigDecimal share) {
        return format("0.0%").format(share);
    }

    static String people(long number) {
        return count(number) + (number == 1 ? " person" : " people");
    }

    /** {@code INR 1,234.50} from millionths of the major unit. */
    static String money(Currency currency, long micros) {
        return money(currency, BigDecimal.valueOf(micros, 6));
    }

    /** {@code  of a budget of INR 5,000.00}; nothing where there is no budget. */
    static String ofBudget(Currency currency, @Nullable Long micros) {
        return micros == null ? "" : " of a budget of " + money(currency, micros);
    }

    static String money(Currency currency, BigDecimal amount) {
        return currency.getCurrencyCode() + ' ' + amount(currency, amount);
    }

    /** {@code 1,234.50}. */
    static String amount(Currency currency, BigDecimal amount) {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        var format = format("#,##0");
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(amount);
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
