package dev.beckon.sample;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where customers live.
 *
 * @param postalPrefix how its postal codes begin; the rest are digits
 * @param postalDigits how many digits follow
 */
record Place(String city, String region, String country, String zone, String postalPrefix, int postalDigits) {

    private static final Map<String, Place> CITIES = Map.ofEntries(
            indian("Bangalore", "Karnataka", "560"),
            indian("Delhi", "Delhi", "110"),
            indian("Mumbai", "Maharashtra", "400"),
            indian("Jaipur", "Rajasthan", "302"),
            indian("Lucknow", "Uttar Pradesh", "226"),
            indian("Chennai", "Tamil Nadu", "600"),
            indian("Kolkata", "West Bengal", "700"),
            indian("Pune", "Maharashtra", "411"),
            indian("Ahmedabad", "Gujarat", "380"),
            indian("Hyderabad", "Telangana", "500"));

    /** Small towns near the cities, for people who live in the country. */
    private static final Map<String, List<String>> COUNTRYSIDE = Map.of(
            "Karnataka", List.of("Chikkamagaluru", "Kolar"),
            "Delhi", List.of("Najafgarh"),
            "Maharashtra", List.of("Baramati", "Wai"),
            "Rajasthan", List.of("Barmer", "Nagaur", "Tonk"),
            "Uttar Pradesh", List.of("Sitapur", "Barabanki", "Hardoi"),
            "Tamil Nadu", List.of("Tiruvannamalai", "Arakkonam", "Ranipet"),
            "West Bengal", List.of("Bolpur", "Canning"),
            "Gujarat", List.of("Dholka", "Sanand"),
            "Telangana", List.of("Bhongir", "Medak"));

    /** Six of a hundred live abroad. Postal codes of Singapore and New Jersey begin with 0. */
    private static final Weighted<Place> ABROAD = new Weighted<Place>()
            .add(2.5, new Place("Dubai", "Dubai", "AE", "Asia/Dubai", "", 0))
            .add(1.0, new Place("New York", "New York", "US", "America/New_York", "100", 2))
            .add(0.5, new Place("Jersey City", "New Jersey", "US", "America/New_York", "073", 2))
            .add(1.0, new Place("London", "England", "GB", "Europe/London", "E", 1))
            .add(0.7, new Place("Singapore", "Singapore", "SG", "Asia/Singapore", "0", 5))
            .add(0.3, new Place("Kathmandu", "Bagmati", "NP", "Asia/Kathmandu", "446", 2));

    private static final double SHARE_ABROAD = .06;

    static Place of(Segment segment, boolean rural, Dice dice) {
        if (!rural && dice.chance(SHARE_ABROAD / (1 - segment.rural))) {
            return ABROAD.pick(dice);
        }
        Place city = Objects.requireNonNull(CITIES.get(dice.oneOf(segment.cities)));
        return rural ? city.town(dice.oneOf(Objects.requireNonNull(COUNTRYSIDE.get(city.region)))) : city;
    }

    String postalCode(Dice dice) {
        var code = new StringBuilder(postalPrefix);
        for (int i = 0; i < postalDigits; i++) {
            code.append(dice.below(10));
        }
        return code.toString();
    }

    private Place town(String name) {
        return new Place(name, region, country, zone, postalPrefix, postalDigits);
    }

    private static Map.Entry<String, Place> indian(String city, String region, String postalPrefix) {
        return Map.entry(city, new Place(city, region, "IN", "Asia/Kolkata", postalPrefix, 3));
    }
}
