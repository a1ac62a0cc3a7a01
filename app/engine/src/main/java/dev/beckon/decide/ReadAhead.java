package dev.beckon.decide;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads on a thread of its own, a few elements ahead of whoever takes them. */
final class ReadAhead<T> implements Iterator<T>, AutoCloseable {

    private final Iterator<T> source;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> new Thread(task, "beckon-read"));
    private final Deque<Future<Optional<T>>> ahead = new ArrayDeque<>();
    private @Nullable Optional<T> next;

    ReadAhead(Iterator<T> source, int elements) {
        this.source = source;
        for (int i = 0; i < elements; i++) {
            readOne();
        }
    }

    private void readOne() {
        ahead.add(reader.submit(() -> source.hasNext() ? Optional.of(source.next()) : Optional.empty()));
    }

    private Optional<T> first() {
        Optional<T> element = Results.of(ahead.remove());
        if (element.isPresent()) {
            readOne();
        }
        return element;
    }

    private Optional<T> peek() {
        if (next == null) {
            next = first();
        }
        return next;
    }

    @Override
    public boolean hasNext() {
        return peek().isPresent();
    }

    @Override
    public T next() {
        T element = peek().orElseThrow(NoSuchElementException::new);
        next = null;
        return element;
    }

    /** What is being read ends first: the caller closes the source. */
    @Override
    public void close() {
        Results.end(reader);
    }
}
