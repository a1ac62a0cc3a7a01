package dev.beckon.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * How busy each day is. Shop time runs with the business: a day of Diwali has four times the hours of a common one, so
 * a steady stream of orders in shop time is a seasonal one on the calendar. On average a shop day is a day.
 */
final class Season {

    private final LocalDate first;

    /** Shop time at the end of each day since the first. */
    private final double[] endOfDay;

    Season(LocalDate first, LocalDate last) {
        this.first = first;
        this.endOfDay = new double[(int) ChronoUnit.DAYS.between(first, last) + 1];
        double total = 0;
        for (int day = 0; day < endOfDay.length; day++) {
            total += weight(first.plusDays(day));
            endOfDay[day] = total;
        }
        for (int day = 0; day < endOfDay.length; day++) {
            endOfDay[day] *= endOfDay.length / total;
        }
    }

    /** Shop time when the day begins. */
    double at(LocalDate date) {
        int day = (int) ChronoUnit.DAYS.between(first, date);
        return day <= 0 ? 0 : endOfDay[Math.min(day, endOfDay.length) - 1];
    }

    /** The day in which this shop time lies; the day after the last one where it lies beyond. */
    LocalDate dayOf(double shopTime) {
        int found = Arrays.binarySearch(endOfDay, shopTime);
        return first.plusDays(found < 0 ? -found - 1 : found + 1);
    }

    private static double weight(LocalDate date) {
        double weight = 1;
        weight *= isBefore(date, Festivals.DIWALI, 21) ? 4 : 1;
        weight *= isBefore(date, Festivals.RAKSHA_BANDHAN, 7) ? 2 : 1;
        weight *= isBefore(date, Festivals.HOLI, 7) ? 1.6 : 1;
        weight *= isBefore(date, Festivals.EID, 7) ? 1.5 : 1;
        weight *= date.getMonth() == Month.DECEMBER ? 1.3 : 1;
        weight *= date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0 ? 1.4 : 1;
        return weight;
    }

    /** The festival itself and the days before it. */
    private static boolean isBefore(LocalDate date, List<LocalDate> festivals, int days) {
        return festivals.stream()
                .anyMatch(festival -> !date.isAfter(festival) && ChronoUnit.DAYS.between(date, festival) < days);
    }
}
