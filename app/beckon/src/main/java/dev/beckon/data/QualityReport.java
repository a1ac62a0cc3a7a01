package dev.beckon.data;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What became of every row of every source.
 *
 * @param sources in the order of beckon.yaml
 */
public record QualityReport(LocalDate asOf, List<SourceQuality> sources) {

    /** What must be seen before anybody decides by the data. */
    public List<String> alarms() {
        return sources.stream()
                .flatMap(source -> source.alarms().stream().map(alarm -> "source '" + source.source() + "': " + alarm))
                .toList();
    }

    /**
     * @param read rows of the source, its header and blank lines not counted
     * @param loaded rows that Beckon uses
     * @param reasons why rows were rejected, with their numbers, the most frequent first
     * @param warnings what was loaded but deserves a look
     * @param alarms those of the warnings that must be seen before anybody decides by the data
     */
    public record SourceQuality(
            String source,
            long read,
            long loaded,
            Map<String, Long> reasons,
            List<String> warnings,
            List<String> alarms,
            List<UnmatchedKeys> unmatched) {

        /** @throws IllegalStateException if rows were lost or came from nowhere */
        public SourceQuality {
            long rejected = reasons.values().stream().mapToLong(Long::longValue).sum();
            if (read != loaded + rejected) {
                throw new IllegalStateException("source " + source + ": " + read + " rows read, " + loaded
                        + " loaded and " + rejected + " rejected");
            }
        }

        public long rejected() {
            return read - loaded;
        }

        /** Share of the rows that couldn't be used, without those that were left out on purpose. */
        double faultyShare() {
            long faulty = reasons.entrySet().stream()
                    .filter(entry -> !Reasons.INTENDED.contains(entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            return read == 0 ? 0 : (double) faulty / read;
        }
    }
}
