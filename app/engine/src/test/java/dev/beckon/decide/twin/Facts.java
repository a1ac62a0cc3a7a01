package dev.beckon.decide.twin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one customer: those properties that the sample company's rules read, under their names; null where
 * missing. Money is in paise.
 */
final class Facts {

    String id = "";

    @Nullable
    Long age;

    @Nullable
    String gender;

    @Nullable
    String city;

    @Nullable
    String region;

    @Nullable
    String country;

    @Nullable
    String language;

    @Nullable
    Boolean rural;

    @Nullable
    String loyaltyTier;

    @Nullable
    Long recencyDays;

    @Nullable
    Long monetary;

    @Nullable
    Long recencyScore;

    @Nullable
    Long frequencyScore;

    @Nullable
    Long monetaryScore;

    @Nullable
    Long recencyQuartile;

    @Nullable
    Long frequencyQuartile;

    @Nullable
    Long monetaryQuartile;

    @Nullable
    Long tenureDays;

    @Nullable
    Long firstOrderDaysAgo;

    @Nullable
    Long orders;

    @Nullable
    Double averageOrderValue;

    @Nullable
    Long ordersLast30Days;

    @Nullable
    Long ordersLast90Days;

    @Nullable
    Long ordersLast365Days;

    @Nullable
    Long spendLast365Days;

    @Nullable
    Long profit;

    @Nullable
    Double discountShare;

    @Nullable
    Double returnShare;

    @Nullable
    Double overdueRatio;

    @Nullable
    String favouriteCategory;

    @Nullable
    String favouriteProduct;

    @Nullable
    Long emailsSentLast90Days;

    @Nullable
    Long emailsOpenedLast90Days;

    @Nullable
    Long emailsClickedLast90Days;

    @Nullable
    Double openRate;

    @Nullable
    Long lastSeenDaysAgo;

    @Nullable
    Long visitsLast30Days;

    @Nullable
    Long cartAbandonedDaysAgo;

    @Nullable
    Long reviews;

    @Nullable
    Long referrals;

    @Nullable
    Long complaints;

    @Nullable
    Boolean mayEmail;

    @Nullable
    Boolean mayWhatsApp;

    @Nullable
    Boolean mayCall;

    @Nullable
    String preferredChannel;

    @Nullable
    String pinCode;

    @Nullable
    Long income;

    @Nullable
    String education;

    @Nullable
    String maritalStatus;

    @Nullable
    Long rating;

    /** Days since the product was last bought; null if it never was. */
    @Nullable
    Long kesarPedaFudge;

    @Nullable
    Long jalebiDonuts;

    @Nullable
    Long filterCoffeeRasmalai;

    @Nullable
    Long thandaiTiramisu;

    /** The category's share of what they spent. */
    @Nullable
    Double giftBoxes;

    @Nullable
    Double spreads;

    List<Line> purchases = List.of();
    List<Happening> events = List.of();

    /** An order line. */
    record Line(
            @Nullable String product,
            @Nullable String category,
            @Nullable Long daysAgo,
            @Nullable Long amount) {}

    record Happening(@Nullable String type, @Nullable Long daysAgo) {}
}
