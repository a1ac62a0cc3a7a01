package dev.beckon.sample;

import java.util.List;

/**
 * What the shop sells.
 *
 * @param price list price in rupees
 * @param costShare what making it costs, as a share of its price
 */
record Product(String id, String name, String category, int price, double costShare) {

    /** What it has always sold. */
    static final List<Product> RANGE = List.of(
            new Product("P01", "Gulab Jamun Truffle", "Confectionery", 60, .46),
            new Product("P02", "Jalebi Donuts", "Pastry", 80, .42),
            new Product("P03", "Kaju Katli Spread", "Spreads", 220, .58),
            new Product("P04", "Rasgulla Cheesecake", "Pastry", 260, .50),
            new Product("P05", "Motichoor Ladoo Macaron", "Pastry", 120, .47),
            new Product("P06", "Besan Barfi Tart", "Pastry", 90, .44),
            new Product("P07", "Kaju Katli Wafer Rolls", "Confectionery", 150, .55),
            new Product("P08", "Pista Burfi Mousse", "Desserts", 140, .52),
            new Product("P09", "Kesar Peda Fudge", "Confectionery", 110, .53),
            new Product("P10", "Badam Pinni Spread", "Spreads", 240, .60),
            new Product("P11", "Diwali Gift Box", "Gift Boxes", 600, .62),
            new Product("P12", "Family Gift Box", "Gift Boxes", 450, .74));

    /** What it launched lately. */
    static final List<Product> LAUNCHED = List.of(
            new Product("P13", "Filter Coffee Rasmalai", "Desserts", 160, .49),
            new Product("P14", "Thandai Tiramisu", "Desserts", 180, .51));

    /** The launch was this many days before the data ends. */
    static final int LAUNCHED_DAYS_AGO = 45;

    static Product named(String name) {
        return RANGE.stream()
                .filter(product -> product.name.equals(name))
                .findFirst()
                .orElseThrow();
    }
}
