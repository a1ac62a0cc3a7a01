package dev.beckon.sample;

import java.time.LocalDate;

/**
 * The time that the data covers.
 *
 * @param first the earliest sign-up
 * @param last the last day with orders, which ends the data
 */
record Window(LocalDate first, LocalDate last) {

    static final int MONTHS = 36;

    static Window endingOn(LocalDate last) {
        LocalDate first = last.minusMonths(MONTHS);
        if (first.getYear() < Festivals.FIRST_YEAR || last.getYear() > Festivals.LAST_YEAR) {
            throw new IllegalArgumentException(last + " is outside the years whose festivals are known: it must lie"
                    + " between " + (Festivals.FIRST_YEAR + MONTHS / 12) + "-01-01 and " + Festivals.LAST_YEAR
                    + "-12-31");
        }
        return new Window(first, last);
    }
}
