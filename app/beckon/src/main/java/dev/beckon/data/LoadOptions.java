package dev.beckon.data;

import dev.beckon.feedback.Progress;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How a workspace's data is to be loaded.
 *
 * @param asOf wins over beckon.yaml
 * @param threads of the data engine
 * @param clock only tells how old the data is; decisions never see it
 * @param fresh true to load even what is kept of an earlier run over the same data
 */
public record LoadOptions(
        Optional<LocalDate> asOf, int threads, Progress progress, InstantSource clock, boolean fresh) {

    public LoadOptions(Optional<LocalDate> asOf, int threads, Progress progress, InstantSource clock) {
        this(asOf, threads, progress, clock, false);
    }

    public LoadOptions(Optional<LocalDate> asOf, int threads, Progress progress) {
        this(asOf, threads, progress, InstantSource.system(), false);
    }

    /** All processors, no progress shown, the as-of date of beckon.yaml. */
    public static LoadOptions defaults() {
        return new LoadOptions(Optional.empty(), Runtime.getRuntime().availableProcessors(), Progress.SILENT);
    }

    /** The same, but nothing that is kept is used. */
    public LoadOptions afresh() {
        return new LoadOptions(asOf, threads, progress, clock, true);
    }

    public LoadOptions asOf(LocalDate date) {
        return new LoadOptions(Optional.of(date), threads, progress, clock, fresh);
    }
}
