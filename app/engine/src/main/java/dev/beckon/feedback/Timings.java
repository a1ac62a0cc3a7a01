package dev.beckon.feedback;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's time goes, by stage, for whoever makes Beckon faster. Measures nothing until it is started. A stage that
 * begins within another one stops the other's clock until it ends, so the times add up to the whole. Stages belong to the
 * thread that started it; other threads' work counts as CPU time of the stage that runs meanwhile.
 */
public final class Timings {

    /** One run of a command. */
    public static final Timings OF_THE_RUN = new Timings();

    /**
     * @param wallNanos by the clock
     * @param cpuNanos of the whole process, all threads
     */
    public record Spent(long wallNanos, long cpuNanos) {

        private Spent since(Spent start) {
            return new Spent(wallNanos - start.wallNanos, cpuNanos - start.cpuNanos);
        }

        private Spent plus(Spent other) {
            return new Spent(wallNanos + other.wallNanos, cpuNanos + other.cpuNanos);
        }
    }

    /** A stage under way. */
    @FunctionalInterface
    public interface Stage extends AutoCloseable {
        @Override
        void close();
    }

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Map<String, Spent> spent = new LinkedHashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private Spent last = new Spent(0, 0);
    private @Nullable Thread owner;

    private Timings() {}

    /** From now on, this thread's stages are measured. */
    public void start() {
        owner = Thread.currentThread();
        last = now();
    }

    /** @param name such as {@code features}; the times of stages of one name are added up */
    public Stage begin(String name) {
        if (Thread.currentThread() != owner) {
            return () -> {};
        }
        account();
        open.push(name);
        return () -> {
            account();
            open.pop();
        };
    }

    /** What was spent on each stage so far, in the order in which they first ended; on none of them as {@code other}. */
    public void forEach(BiConsumer<String, Spent> sink) {
        if (owner != null) {
            account();
            spent.forEach(sink);
        }
    }

    /** The most memory in bytes that this process had so far, of all that it uses; empty where the system doesn't say. */
    public static OptionalLong peakMemory() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return OptionalLong.empty();
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    private Spent now() {
        return new Spent(System.nanoTime(), process.getProcessCpuTime());
    }

    private void account() {
        Spent now = now();
        spent.merge(open.isEmpty() ? "other" : open.peek(), now.since(last), Spent::plus);
        last = now;
    }
}
