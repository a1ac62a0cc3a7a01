package dev.beckon.sample;

import java.util.List;
import java.util.stream.Stream;

/** The truth behind the customers: kinds of people who buy differently. The product itself never reads it. */
enum Segment {
    YOUNG(
            .44,
            18,
            35,
            .40,
            List.of("Bangalore", "Delhi", "Mumbai"),
            .05,
            21.8,
            .9,
            500,
            1000,
            4,
            List.of("Jalebi Donuts", "Motichoor Ladoo Macaron", "Gulab Jamun Truffle")),
    WOMEN(
            .26,
            36,
            55,
            1,
            List.of("Jaipur", "Lucknow", "Chennai"),
            .35,
            9.7,
            .7,
            300,
            800,
            2,
            List.of("Besan Barfi Tart", "Kaju Katli Wafer Rolls", "Pista Burfi Mousse")),
    OLDER(
            .13,
            56,
            84,
            .415,
            List.of("Kolkata", "Pune"),
            .05,
            4.9,
            .6,
            200,
            500,
            0,
            List.of("Kesar Peda Fudge", "Badam Pinni Spread", "Kaju Katli Spread")),
    NON_BINARY(
            .05,
            18,
            60,
            0,
            List.of("Ahmedabad", "Hyderabad", "Lucknow"),
            .05,
            14.6,
            .9,
            400,
            900,
            3,
            List.of("Rasgulla Cheesecake", "Motichoor Ladoo Macaron", "Pista Burfi Mousse")),
    OTHER(
            .12,
            36,
            55,
            0,
            List.of(
                    "Bangalore",
                    "Delhi",
                    "Mumbai",
                    "Jaipur",
                    "Lucknow",
                    "Chennai",
                    "Kolkata",
                    "Pune",
                    "Ahmedabad",
                    "Hyderabad"),
            .10,
            8.4,
            .7,
            300,
            800,
            1,
            List.of("Family Gift Box", "Kesar Peda Fudge", "Jalebi Donuts"));

    /** Share of all customers. */
    final double share;

    /** Age in years on the last day of the data, both ends included. */
    final int minimumAge;

    final int maximumAge;

    /** Share of women among those who aren't non-binary. */
    final double women;

    final List<String> cities;
    final double rural;

    /** Orders a year while they last, on average, and the shape of the Gamma that spreads customers around it. */
    final double ordersPerYear;

    final double ordersShape;

    /** 80 % of orders lie between these, in rupees. */
    final int lowValue;

    final int highValue;

    /** True effect of a campaign on visits, in percentage points. */
    final int effect;

    /** What they pick six times out of ten. */
    final List<Product> favourites;

    final List<Product> others;

    Segment(
            double share,
            int minimumAge,
            int maximumAge,
            double women,
            List<String> cities,
            double rural,
            double ordersPerYear,
            double ordersShape,
            int lowValue,
            int highValue,
            int effect,
            List<String> favourites) {
        this.share = share;
        this.minimumAge = minimumAge;
        this.maximumAge = maximumAge;
        this.women = women;
        this.cities = cities;
        this.rural = rural;
        this.ordersPerYear = ordersPerYear;
        this.ordersShape = ordersShape;
        this.lowValue = lowValue;
        this.highValue = highValue;
        this.effect = effect;
        this.favourites = favourites.stream().map(Product::named).toList();
        this.others = Product.RANGE.stream()
                .filter(product -> !favourites.contains(product.name()))
                .toList();
    }

    static final Weighted<Segment> SHARES = new Weighted<>();

    static {
        Stream.of(values()).forEach(segment -> SHARES.add(segment.share, segment));
    }
}
