package dev.beckon.data;

import java.util.Set;

/** Why rows are refused, in the words of the reports. */
final class Reasons {

    static final String NO_CUSTOMER_ID = "no customer id";
    static final String UNKNOWN_CUSTOMER = "customer isn't in source customers";
    static final String STRANGER = "customer isn't one of those that were loaded";
    static final String LEFT_OUT_THERE = "the row's own source leaves it out";
    static final String UNCLEAR_CONSENT = "neither granted nor denied: counts as denied";
    static final String DUPLICATE_CUSTOMER = "duplicate customer id: a later row replaces it";
    static final String DUPLICATE_EVENT = "duplicate event id: an earlier row has it";
    static final String DUPLICATE_KEY = "duplicate key: a later row replaces it";
    static final String AFTER_AS_OF = "after the as-of date";
    static final String FILTERED = "filtered by beckon.yaml";
    static final String CANCELLED = "cancelled";
    static final String UNSERVED_CHANNEL = "channel isn't one of Beckon's";
    static final String NO_DATE = "no date";
    static final String NOT_A_DATE = "not a date";
    static final String NOT_A_NUMBER = "not a number";
    static final String NO_AMOUNT = "neither an amount nor quantity and unit price";
    static final String NO_RATE = "no rate for this currency";
    static final String TOO_LARGE = "number too large";
    static final String NO_KEY = "no key";

    /** Rows left out because someone decided so; they say nothing of the data's quality. */
    static final Set<String> INTENDED =
            Set.of(AFTER_AS_OF, FILTERED, CANCELLED, UNSERVED_CHANNEL, DUPLICATE_EVENT, STRANGER, LEFT_OUT_THERE);

    private Reasons() {}
}
