package dev.beckon.feedback;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what people probably meant. */
public final class Nearest {

    private Nearest() {}

    /**
     * The candidate with the smallest edit distance ignoring case, if it is near enough to be a likely typo; of several the
     * one that is nearest in case too.
     */
    public static Optional<String> to(String written, Collection<String> candidates) {
        // two letters swapped are two edits; a name of which nothing is left is no typo
        int limit = Math.min(Math.max(2, written.length() / 3), written.length() - 1);
        if (limit < 1) {
            return Optional.empty();
        }
        var distance = new LevenshteinDistance(limit);
        String lower = written.toLowerCase(Locale.ROOT);
        record Scored(String name, int distance, String written) {
            int inCase() {
                return LevenshteinDistance.getDefaultInstance().apply(written, name);
            }
        }
        return candidates.stream()
                .map(name -> new Scored(name, distance.apply(lower, name.toLowerCase(Locale.ROOT)), written))
                .filter(scored -> scored.distance >= 0)
                .min(Comparator.comparingInt(Scored::distance)
                        .thenComparingInt(Scored::inCase)
                        .thenComparing(Scored::name))
                .map(Scored::name);
    }
}
