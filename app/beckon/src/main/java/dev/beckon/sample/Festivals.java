package dev.beckon.sample;

import java.time.LocalDate;
import java.util.List;

/**
 * Days on which people in India give each other sweets. They follow the moon, so there is no formula: these are the
 * dates of the Government of India's yearly lists of gazetted holidays (Diwali, Raksha Bandhan, Holi, Id-ul-Fitr,
 * Id-ul-Zuha); those of 2027 are the almanac's, and a sighting of the moon may move an Id by a day.
 */
final class Festivals {

    static final int FIRST_YEAR = 2023;
    static final int LAST_YEAR = 2027;

    static final List<LocalDate> DIWALI = dates("2023-11-12 2024-10-31 2025-10-20 2026-11-08 2027-10-29");
    static final List<LocalDate> RAKSHA_BANDHAN = dates("2023-08-30 2024-08-19 2025-08-09 2026-08-28 2027-08-17");
    static final List<LocalDate> HOLI = dates("2023-03-08 2024-03-25 2025-03-14 2026-03-04 2027-03-22");
    static final List<LocalDate> EID = dates(
            "2023-04-22 2024-04-11 2025-03-31 2026-03-21 2027-03-10 2023-06-29 2024-06-17 2025-06-07 2026-05-27 2027-05-17");

    private Festivals() {}

    private static List<LocalDate> dates(String text) {
        return List.of(text.split(" ")).stream().map(LocalDate::parse).toList();
    }
}
