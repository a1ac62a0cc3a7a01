package dev.beckon.sample;

import java.util.List;

/**
 * Random numbers that depend on nothing but (seed, customer, topic), so any slice of the company can be made alone and
 * a change to one topic leaves the others as they were. SplitMix64; StrictMath, because Math may differ in the last
 * bit between machines and files must not.
 */
final class Dice {

    /** What the numbers are for. Append only: the place in this list is part of the seed. */
    enum Topic {
        PERSON,
        NAME,
        ATTRIBUTES,
        CONTACT,
        ORDERS,
        BASKET,
        CONSENT,
        EVENTS,
        DUPLICATE,
        SPELLING,
        BIRTH_DATE,
        UUID,
        ORDER_MESS,
        CLOCK,
        THRIFT
    }

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    static Dice of(long seed, long customer, Topic topic) {
        long mixed = mix(mix(seed + GOLDEN_GAMMA) ^ (customer * 0xD1342543DE82EF95L));
        return new Dice(mix(mixed + (topic.ordinal() + 1) * GOLDEN_GAMMA));
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** From 0 (inclusive) to 1 (exclusive). */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** From 0 to bound - 1. */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    /** Both ends may come. */
    int between(int from, int to) {
        return from + below(to - from + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    double exponential() {
        return -StrictMath.log(1 - unit());
    }

    double normal() {
        return StrictMath.sqrt(2 * exponential()) * StrictMath.cos(2 * Math.PI * unit());
    }

    /** For small means; counts the arrivals of a Poisson process of rate 1. */
    int poisson(double mean) {
        int count = 0;
        for (double at = exponential(); at < mean; at += exponential()) {
            count++;
        }
        return count;
    }

    /** Scale 1, by Marsaglia and Tsang; shapes below 1 by Stuart's boost. */
    double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * StrictMath.pow(1 - unit(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal();
            double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
            if (v > 0 && StrictMath.log(1 - unit()) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
                return d * v;
            }
        }
    }

    double beta(double a, double b) {
        double x = gamma(a);
        return x / (x + gamma(b));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
