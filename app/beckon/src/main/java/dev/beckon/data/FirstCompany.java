package dev.beckon.data;

import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the files tell of the company: its currency, country and time zone. */
final class FirstCompany {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Map<String, String> BY_NAME = COUNTRIES.stream()
            .collect(Collectors.toMap(
                    code -> new Locale("", code)
                            .getDisplayCountry(Locale.ENGLISH)
                            .toLowerCase(Locale.ROOT),
                    code -> code,
                    (one, other) -> one));
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());

    private final List<FileLook> looks;

    FirstCompany(List<FileLook> looks) {
        this.looks = looks;
    }

    String yaml() {
        Optional<String> currency = currency();
        Optional<String> country = country(currency);
        Optional<String> zone = zone(country);
        return "company:\n  name: Our company                # CHANGE THIS\n"
                + "  postal-address: \"\"               # CHANGE THIS: it stands in every email\n"
                + line("currency", currency, "EUR", "amounts without a currency are in it")
                + line("time-zone", zone, "UTC", "times without an offset are wall times of this zone")
                + line("country", country, "US", "phone numbers without a country code belong to it")
                + "  language: en                     # guess: of campaigns that name no language\n";
    }

    private static String line(String key, Optional<String> found, String otherwise, String meaning) {
        return "  %-32s # %s%n"
                .formatted(
                        key + ": " + found.orElse(otherwise),
                        (found.isPresent() ? "guess, from the files: " : "CHANGE THIS, the files don't tell: ")
                                + meaning)
                .replace("\r", "");
    }

    private Optional<String> currency() {
        return known("currency").filter(CURRENCIES::contains);
    }

    private Optional<String> country(Optional<String> currency) {
        return known("country")
                .flatMap(text -> COUNTRIES.contains(text)
                        ? Optional.of(text)
                        : Optional.ofNullable(BY_NAME.get(text.toLowerCase(Locale.ROOT))))
                .or(() -> currency.flatMap(FirstCompany::onlyCountryOf));
    }

    private static Optional<String> onlyCountryOf(String currency) {
        String country = currency.substring(0, 2);
        return COUNTRIES.contains(country)
                        && Currency.getInstance(new Locale("", country))
                                .getCurrencyCode()
                                .equals(currency)
                ? Optional.of(country)
                : Optional.empty();
    }

    private Optional<String> zone(Optional<String> country) {
        return known("time-zone")
                .filter(zone -> Languages.zone(zone) != null)
                .or(() -> country.flatMap(code -> {
                    Set<String> zones = TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, code, null);
                    // ICU keeps old names, such as Asia/Calcutta
                    return zones.size() == 1
                            ? Optional.ofNullable(
                                    TimeZone.getIanaID(zones.iterator().next()))
                            : Optional.empty();
                }));
    }

    /** The most frequent value of the first file that has the column. */
    private Optional<String> known(String field) {
        return looks.stream()
                .flatMap(look -> look.valuesOf(field).stream().limit(1))
                .findFirst();
    }
}
