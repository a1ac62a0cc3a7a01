package dev.beckon.sample;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A customer as they are, before the mess gets at them.
 *
 * @param number from 0
 * @param gender F, M or NB
 * @param ordersPerYear their own rate while they last
 * @param lastActive the day they lose interest; after the data's last day for most
 * @param valueFactor what they spend on an order in relation to their segment's median
 * @param given given name
 * @param family family name
 */
record Person(
        long number,
        Segment segment,
        String gender,
        LocalDate birthDate,
        boolean rural,
        Place place,
        String postalCode,
        String language,
        Names.Name given,
        Names.Name family,
        LocalDate signUp,
        double ordersPerYear,
        LocalDate lastActive,
        double valueFactor) {

    String id() {
        return idOf(number);
    }

    static String idOf(long number) {
        String digits = Long.toString(number + 1);
        return "C" + "0".repeat(Math.max(0, 7 - digits.length())) + digits;
    }

    boolean aliveOn(LocalDate date) {
        return lastActive.isAfter(date);
    }

    /** What their address begins with; unique, in plain ASCII. */
    String mailbox() {
        return ascii(given.latin()) + "." + ascii(family.latin()) + "." + (number + 1);
    }

    private static String ascii(String name) {
        String decomposed = Normalizer.normalize(name, Normalizer.Form.NFD);
        return decomposed.replace("ß", "ss").replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}
