package dev.beckon.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The time that the data covers.
 *
 * @param first the earliest sign-up
 * @param last the last day with orders, which ends the data
 */
record Window(LocalDate first, LocalDate last) {

    /** @throws IllegalArgumentException if the festivals of those years aren't known */
    static Window endingOn(LocalDate last, int months) {
        LocalDate first = last.minusMonths(months);
        if (first.getYear() < Festivals.FIRST_YEAR || last.getYear() > Festivals.LAST_YEAR) {
            throw new IllegalArgumentException(last + " is outside the years whose festivals are known: it must lie"
                    + " between " + LocalDate.of(Festivals.FIRST_YEAR, 1, 1).plusMonths(months) + " and "
                    + Festivals.LAST_YEAR
                    + "-12-31");
        }
        return new Window(first, last);
    }

    /** How many days after the first the last is. */
    long days() {
        return ChronoUnit.DAYS.between(first, last);
    }
}
