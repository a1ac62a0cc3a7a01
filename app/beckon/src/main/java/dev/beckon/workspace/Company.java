package dev.beckon.workspace;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;

/**
 * Who sends.
 *
 * @param postalAddress shown in every email, as the law asks in many countries
 * @param country ISO 3166 code; phone numbers without a country code belong to it
 * @param language of campaigns that name none
 * @param languageFallback which language to take for people whose own no template speaks
 */
public record Company(
        String name,
        String postalAddress,
        Currency currency,
        ZoneId timeZone,
        String country,
        String language,
        LanguageFallback languageFallback) {

    /** A company that states no fall-back for languages. */
    public Company(
            String name, String postalAddress, Currency currency, ZoneId timeZone, String country, String language) {
        this(name, postalAddress, currency, timeZone, country, language, LanguageFallback.NONE);
    }

    /** How many minor digits the currency has: 2 for INR, 0 for JPY. */
    public int minorDigits() {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    static Company from(YamlMap map) {
        map.allowing("name", "postal-address", "currency", "time-zone", "country", "language", "language-fallback");
        return new Company(
                map.text("name", "Our company"),
                map.text("postal-address", ""),
                map.parsed("currency", "an ISO 4217 code such as EUR", Currency::getInstance)
                        .orElseGet(() -> Currency.getInstance("EUR")),
                map.parsed("time-zone", "a time zone such as Europe/Berlin", ZoneId::of)
                        .orElse(ZoneId.of("UTC")),
                map.parsed("country", "a two-letter code such as DE", code -> code.matches("[A-Z]{2}") ? code : null)
                        .orElse("US"),
                map.text("language", "en"),
                LanguageFallback.from(map.mapOrEmpty("language-fallback")));
    }

    /** The moment at which this day is over in the company's time zone. */
    public Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(timeZone).toInstant();
    }
}
