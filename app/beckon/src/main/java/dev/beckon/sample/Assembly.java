package dev.beckon.sample;

import dev.beckon.feedback.Progress;
import dev.beckon.sample.Output.Slice;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Has slices made by several workers and puts them together in order. */
final class Assembly {

    private record Making(Slice slice, Future<Map<SampleTable, Long>> rows) {}

    private final SampleCompany company;
    private final Output output;
    private final Workshop workshop;
    private final Map<SampleTable, Long> rows = new EnumMap<>(SampleTable.class);

    Assembly(SampleCompany company, Output output, Workshop workshop) {
        this.company = company;
        this.output = output;
        this.workshop = workshop;
    }

    /** Returns how many rows each table has. */
    Map<SampleTable, Long> run(long customers, int threads, Progress progress) throws IOException {
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
                var slice = new Slice(number, first, count, workshop.benchFor(number));
                underWay.add(new Making(slice, workers.submit(() -> output.make(company, slice))));
                number++;
            }
            while (!underWay.isEmpty()) {
                take(underWay.remove(), progress);
            }
            return rows;
        } finally {
            stop(workers);
            progress.end();
        }
    }

    /** Nobody may still write into the workshop when it is cleared. */
    private static void stop(ExecutorService workers) throws InterruptedIOException {
        workers.shutdownNow();
        try {
            workers.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void take(Making making, Progress progress) throws IOException {
        made(making).forEach((table, count) -> rows.merge(table, count, Long::sum));
        output.take(making.slice);
        Workshop.clear(making.slice.folder());
        progress.advance(making.slice.count());
    }

    private static Map<SampleTable, Long> made(Making making) throws IOException {
        try {
            return making.rows.get();
        } catch (ExecutionException e) {
            throw new IOException("A slice of the company couldn't be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
