package dev.beckon.sample;

import dev.beckon.feedback.Progress;
import dev.beckon.sample.Output.Slice;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Has slices made by several workers and puts them together in order. */
final class Assembly {

    private record Making(Slice slice, Future<Map<SampleTable, Long>> rows) {}

    private final SampleCompany company;
    private final Output output;
    private final Path folder;
    private final Map<SampleTable, Long> total = new EnumMap<>(SampleTable.class);

    Assembly(SampleCompany company, Output output, Path folder) {
        this.company = company;
        this.output = output;
        this.folder = folder;
    }

    List<WrittenTable> run(long customers, int threads, Progress progress) throws IOException {
        Path workshop = Files.createTempDirectory(folder, "making-");
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        progress.begin("making customers", customers);
        try {
            Deque<Making> underWay = new ArrayDeque<>();
            int number = 0;
            for (long first = 0; first < customers; first += output.sliceSize()) {
                if (underWay.size() > threads) {
                    take(underWay.remove(), progress);
                }
                long count = Math.min(output.sliceSize(), customers - first);
                underWay.add(start(new Slice(number, first, count, workshop.resolve("slice-" + number)), workers));
                number++;
            }
            while (!underWay.isEmpty()) {
                take(underWay.remove(), progress);
            }
        } finally {
            workers.shutdownNow();
            progress.end();
            deleteAll(workshop);
        }
        return Stream.of(SampleTable.values())
                .map(table -> output.written(table, total.getOrDefault(table, 0L)))
                .toList();
    }

    private Making start(Slice slice, ExecutorService workers) throws IOException {
        Files.createDirectory(slice.folder());
        return new Making(slice, workers.submit(() -> output.make(company, slice)));
    }

    private void take(Making making, Progress progress) throws IOException {
        made(making.rows).forEach((table, rows) -> total.merge(table, rows, Long::sum));
        output.take(making.slice);
        deleteAll(making.slice.folder());
        progress.advance(making.slice.count());
    }

    private static Map<SampleTable, Long> made(Future<Map<SampleTable, Long>> rows) throws IOException {
        try {
            return rows.get();
        } catch (ExecutionException e) {
            throw new IOException("A slice of the company couldn't be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
