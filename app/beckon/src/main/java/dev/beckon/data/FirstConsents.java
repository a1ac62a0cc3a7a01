package dev.beckon.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first settings for consents where no file lists them: customers or orders may have a column for each channel. */
final class FirstConsents {

    private static final List<String> CHANNELS = List.of("email", "whatsapp", "phone");

    private FirstConsents() {}

    /**
     * @param look a file of customers or of orders
     * @param guess what marks a guess
     * @return the lines of the source; empty where no column sounds like consent and has its words
     */
    static Optional<List<String>> in(FileLook look, SourceKind kind, String guess) {
        List<String> columns = columns(look, guess);
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        var lines = new ArrayList<>(List.of("from: " + kind.key() + guess, "columns:"));
        lines.addAll(columns);
        if (kind == SourceKind.ORDERS) {
            look.column("date").ifPresent(date -> lines.add("  at: " + FileLook.quoted(date) + guess));
        }
        return Optional.of(lines);
    }

    /** The lines under 'columns' of the channels that have one. */
    static List<String> columns(FileLook look, String guess) {
        var columns = new ArrayList<String>();
        for (String channel : CHANNELS) {
            look.column(channel + "-consent")
                    .filter(title -> isConsent(look, title))
                    .ifPresent(title -> columns.add("  " + channel + ": " + FileLook.quoted(title) + guess));
        }
        return columns;
    }

    /** A column of dates, counts or names isn't consent, though some of its values may be words for it. */
    private static boolean isConsent(FileLook look, String title) {
        List<String> values = look.values().getOrDefault(title, List.of());
        return !values.isEmpty() && values.stream().allMatch(value -> Words.isConsent(value.toLowerCase(Locale.ROOT)));
    }
}
