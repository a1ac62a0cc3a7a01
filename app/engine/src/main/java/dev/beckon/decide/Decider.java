package dev.beckon.decide;

import dev.beckon.facts.CustomerChunk;
import dev.beckon.rules.CompiledRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs customers through the rules on several threads. What comes out depends neither on threads nor on chunks. */
public final class Decider {

    private static final int MOST_LINKED_FIRINGS = 1_000_000;
    private static final int CHUNKS_AHEAD_PER_THREAD = 2;

    private record Prepared<P>(DecidedChunk chunk, P prepared) {

        void into(DecisionSink<P> sink) {
            sink.take(chunk, prepared);
        }
    }

    private final CompiledRules rules;
    private final int threads;
    private final int mostLinkedFirings;

    public Decider(CompiledRules rules, int threads) {
        this(rules, threads, MOST_LINKED_FIRINGS);
    }

    Decider(CompiledRules rules, int threads, int mostLinkedFirings) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads);
        }
        this.rules = rules;
        this.threads = threads;
        this.mostLinkedFirings = mostLinkedFirings;
    }

    /**
     * Reads chunks on a thread of its own and hands on decisions on the calling thread, in the order of the input; only
     * a few chunks are in memory at a time.
     *
     * @throws dev.beckon.feedback.ProblemsFound if a rule fires too often
     */
    public void decide(Iterator<CustomerChunk> chunks, Consumer<DecidedChunk> sink) {
        decide(chunks, DecisionSink.of(sink));
    }

    /**
     * Reads chunks on a thread of its own; the calling thread calls {@link DecisionSink#take}, those that fire rules
     * {@link DecisionSink#prepare}.
     *
     * @throws dev.beckon.feedback.ProblemsFound if a rule fires too often
     */
    public <P> void decide(Iterator<CustomerChunk> chunks, DecisionSink<P> sink) {
        var index = new RuleIndex(rules.rules());
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(rules, index, mostLinkedFirings));
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> new Thread(task, "beckon-decide"));
        try (var ahead = new ReadAhead<>(chunks, CHUNKS_AHEAD_PER_THREAD)) {
            run(executor, new ArrayBlockingQueue<>(threads, false, workers), ahead, sink);
        } finally {
            Results.end(executor);
        }
    }

    private <P> void run(
            ExecutorService executor,
            BlockingQueue<Worker> idle,
            Iterator<CustomerChunk> chunks,
            DecisionSink<P> sink) {
        Deque<Future<Prepared<P>>> underWay = new ArrayDeque<>();
        while (chunks.hasNext()) {
            CustomerChunk chunk = chunks.next();
            underWay.add(executor.submit(() -> decide(idle, chunk, sink)));
            if (underWay.size() > threads * CHUNKS_AHEAD_PER_THREAD) {
                Results.of(underWay.remove()).into(sink);
            }
        }
        while (!underWay.isEmpty()) {
            Results.of(underWay.remove()).into(sink);
        }
    }

    private static <P> Prepared<P> decide(BlockingQueue<Worker> idle, CustomerChunk chunk, DecisionSink<P> sink)
            throws InterruptedException {
        Worker worker = idle.take();
        try {
            DecidedChunk decided = worker.decide(chunk);
            return new Prepared<>(decided, sink.prepare(decided));
        } finally {
            idle.add(worker);
        }
    }
}
