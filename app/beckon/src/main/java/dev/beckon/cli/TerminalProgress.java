package dev.beckon.cli;

import dev.beckon.feedback.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress on a stream that people read: a bar that moves on a terminal; elsewhere, such as in the log of a
 * nightly job, a line now and then, and none for work that is soon done.
 */
final class TerminalProgress implements Progress {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int REDRAW_MILLIS = 200;

    private final PrintStream err;
    private final boolean isTerminal;
    private final InstantSource clock;
    private @Nullable ProgressBar bar;
    private String task = "";
    private long total;
    private long done;
    private Instant lastLine = Instant.EPOCH;

    TerminalProgress(PrintStream err, boolean isTerminal, InstantSource clock) {
        this.err = err;
        this.isTerminal = isTerminal;
        this.clock = clock;
    }

    /** On stderr, with a bar if a person watches. */
    static TerminalProgress onStderr() {
        return new TerminalProgress(System.err, System.console() != null, InstantSource.system());
    }

    @Override
    public void begin(String newTask, long newTotal) {
        end();
        task = newTask;
        total = newTotal;
        done = 0;
        lastLine = clock.instant();
        if (isTerminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(newTask)
                    .setInitialMax(newTotal)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REDRAW_MILLIS)
                    .clearDisplayOnFinish()
                    .setConsumer(new ConsoleProgressBarConsumer(err))
                    .build();
        }
    }

    @Override
    public void advance(long steps) {
        done += steps;
        if (bar != null) {
            bar.stepBy(steps);
        } else if (!clock.instant().isBefore(lastLine.plus(BETWEEN_LINES))) {
            lastLine = clock.instant();
            err.println(line());
        }
    }

    private String line() {
        String of = total > 0
                ? String.format(Locale.ENGLISH, " of %,d (%d%%)", total, 100 * Math.min(done, total) / total)
                : "";
        return String.format(Locale.ENGLISH, "%s: %,d%s", task, done, of);
    }

    @Override
    public void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
