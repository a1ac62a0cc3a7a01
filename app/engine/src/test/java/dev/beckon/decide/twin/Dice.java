package dev.beckon.decide.twin;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random values, some of them missing; the same for the same seed. */
final class Dice {

    private final Random random;
    private final double missing;

    /** @param missing how many values are missing, 0 to 1 */
    Dice(long seed, double missing) {
        this.random = new Random(seed);
        this.missing = missing;
    }

    /** 0 up to, but not including, the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    double share() {
        return random.nextDouble();
    }

    /** Both ends are in. */
    long between(long first, long last) {
        return random.nextLong(first, last + 1);
    }

    <T> @Nullable T maybe(T value) {
        return random.nextDouble() < missing ? null : value;
    }

    @Nullable
    String oneOf(String... texts) {
        return maybe(texts[random.nextInt(texts.length)]);
    }

    @Nullable
    Boolean flag(double yes) {
        return maybe(happens(yes));
    }

    @Nullable
    Long from(long first, long last) {
        return maybe(between(first, last));
    }

    /** Exactly at an edge, one beside it, or (seldom) anywhere; not below 0. */
    @Nullable
    Long near(long... edges) {
        if (random.nextInt(10) == 0) {
            return from(0, 2 * edges[edges.length - 1]);
        }
        return maybe(Math.max(0, edges[random.nextInt(edges.length)] + random.nextInt(-1, 2)));
    }

    /** Paise at an edge, or a paisa or a rupee beside it. */
    @Nullable
    Long money(long... rupees) {
        long[] beside = {-100, -1, 0, 1, 100};
        return maybe(100 * rupees[random.nextInt(rupees.length)] + beside[random.nextInt(beside.length)]);
    }

    /** At an edge, or as little beside it as can be. */
    @Nullable
    Double close(double... edges) {
        double edge = edges[random.nextInt(edges.length)];
        return maybe(
                switch (random.nextInt(4)) {
                    case 0 -> Math.nextDown(edge);
                    case 1 -> Math.nextUp(edge);
                    case 2 -> random.nextDouble() * 2 * edges[edges.length - 1];
                    default -> edge;
                });
    }
}
