package dev.beckon.campaign;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import dev.beckon.campaign.Variable.Kind;
import dev.beckon.campaign.Variable.Source;
import dev.beckon.workspace.Company;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into words of one language, so that templates hold no code: money with its currency and without ",00",
 * numbers with at most two decimals, shares in percent, dates in full. Thread-safe.
 */
final class LocalFormat {

    private static final int MOST_REMEMBERED = 1_000;

    private record Shown(Kind kind, Source source, Number value) {}

    private final Map<Shown, String> remembered = new ConcurrentHashMap<>();
    private final Locale locale;
    private final int minorDigits;
    private final LocalizedNumberFormatter money;
    private final LocalizedNumberFormatter number;
    private final LocalizedNumberFormatter percent;
    private final DateTimeFormatter date;

    private LocalFormat(Locale locale, Company company) {
        this.locale = locale;
        this.minorDigits = company.minorDigits();
        // Not java.text: it can't group 1,23,456 as India does.
        var currency = com.ibm.icu.util.Currency.getInstance(company.currency().getCurrencyCode());
        this.money = NumberFormatter.withLocale(ULocale.forLocale(locale))
                .unit(currency)
                .precision(Precision.fixedFraction(minorDigits)
                        .trailingZeroDisplay(NumberFormatter.TrailingZeroDisplay.HIDE_IF_WHOLE));
        this.number = NumberFormatter.withLocale(ULocale.forLocale(locale)).precision(Precision.maxFraction(2));
        this.percent = NumberFormatter.withLocale(ULocale.forLocale(locale))
                .unit(MeasureUnit.PERCENT)
                .scale(com.ibm.icu.number.Scale.powerOfTen(2))
                .precision(Precision.maxFraction(1));
        this.date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
    }

    /**
     * @param language a tag such as {@code hi} or {@code de-AT}; without a region it is the company's country for the
     *     company's own language, else the region where most of its speakers live
     */
    static LocalFormat of(String language, Company company) {
        var locale = ULocale.forLanguageTag(language);
        if (locale.getCountry().isEmpty()) {
            boolean own = locale.getLanguage()
                    .equals(ULocale.forLanguageTag(company.language()).getLanguage());
            String region =
                    own ? company.country() : ULocale.addLikelySubtags(locale).getCountry();
            locale = new ULocale.Builder().setLocale(locale).setRegion(region).build();
        }
        return new LocalFormat(locale.toLocale(), company);
    }

    Locale locale() {
        return locale;
    }

    /**
     * The value as a template prints it.
     *
     * @param value of a property (money in minor units) or a parameter (money in major units)
     * @return text, or a Boolean for a flag; null if the value isn't of the variable's kind
     */
    @Nullable
    Object ready(Variable variable, Object value) {
        return switch (variable.kind()) {
            case TEXT -> value instanceof String text && !Place.escapeLine(text).isEmpty() ? text : null;
            case FLAG -> value instanceof Boolean ? value : null;
            case DATE -> readyDate(value);
            case MONEY, NUMBER, SHARE -> value instanceof Number number ? remembered(variable, number) : null;
        };
    }

    /** Rules give few different numbers to very many people, and formatting is slow. */
    private String remembered(Variable variable, Number value) {
        var key = new Shown(variable.kind(), variable.source(), value);
        String known = remembered.get(key);
        if (known == null) {
            known = switch (variable.kind()) {
                case MONEY -> readyMoney(variable, value);
                case SHARE -> percent.format(value).toString();
                default -> number.format(value).toString();
            };
            if (remembered.size() < MOST_REMEMBERED) {
                remembered.put(key, known);
            }
        }
        return known;
    }

    private String readyMoney(Variable variable, Number value) {
        var amount = new BigDecimal(value.toString());
        if (variable.source() == Variable.Source.PROPERTY) {
            amount = amount.movePointLeft(minorDigits);
        }
        return money.format(amount.setScale(minorDigits, RoundingMode.HALF_EVEN))
                .toString();
    }

    private @Nullable String readyDate(Object value) {
        if (value instanceof LocalDate day) {
            return date.format(day);
        }
        try {
            return value instanceof String text ? date.format(LocalDate.parse(text)) : null;
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }

    /** A value to render templates with while they are checked. */
    Object sample(Variable variable) {
        return switch (variable.kind()) {
            case TEXT -> "Asha";
            case FLAG -> true;
            case DATE -> date.format(LocalDate.of(2026, 1, 31));
            case MONEY -> money.format(1234).toString();
            case NUMBER -> number.format(15).toString();
            case SHARE -> percent.format(0.15).toString();
        };
    }
}
