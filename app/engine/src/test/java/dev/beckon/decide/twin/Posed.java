package dev.beckon.decide.twin;

import dev.beckon.facts.CustomerChunk;
import dev.beckon.facts.LinkedFact;
import dev.beckon.facts.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The same customers as the twin and as the engine knows them. */
record Posed(List<Facts> facts, CustomerChunk chunk) {

    private static final int CHUNK = 300;

    /** Made as they are asked for, a chunk at a time. */
    static Stream<Posed> chunks(Supplier<Facts> customers, int count, Subjects subjects) {
        return IntStream.iterate(count, left -> left > 0, left -> left - CHUNK)
                .mapToObj(left -> chunk(customers, Math.min(left, CHUNK), subjects));
    }

    private static Posed chunk(Supplier<Facts> customers, int count, Subjects subjects) {
        List<Facts> facts = Stream.generate(customers).limit(count).toList();
        List<Subject> chunk = new ArrayList<>(count);
        List<LinkedFact> rows = new ArrayList<>();
        for (Facts of : facts) {
            Subject customer = subjects.subject(of);
            chunk.add(customer);
            rows.addAll(Subjects.rows(of, customer));
        }
        return new Posed(facts, new CustomerChunk(chunk, rows));
    }
}
