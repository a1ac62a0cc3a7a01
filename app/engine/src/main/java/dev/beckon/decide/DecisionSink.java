package dev.beckon.decide;

import java.util.function.Consumer;

/**
 * Takes decisions as they are made. Work on a chunk that needs no other chunk is done on the thread that decided about
 * it, so that all cores are busy; what must happen in order is done afterwards, on one thread.
 *
 * @param <P> what is prepared of a chunk
 */
public interface DecisionSink<P> {

    /** Called by several threads at once, in any order. */
    P prepare(DecidedChunk chunk);

    /** Called by one thread, in the order of the customers. */
    void take(DecidedChunk chunk, P prepared);

    /** Has nothing to prepare. */
    static DecisionSink<DecidedChunk> of(Consumer<DecidedChunk> taker) {
        return new DecisionSink<>() {
            @Override
            public DecidedChunk prepare(DecidedChunk chunk) {
                return chunk;
            }

            @Override
            public void take(DecidedChunk chunk, DecidedChunk same) {
                taker.accept(chunk);
            }
        };
    }
}
