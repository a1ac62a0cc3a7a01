package dev.beckon.sample;

import java.util.ArrayList;
import java.util.List;

/** Choices with weights; the weights need not add up to anything. */
final class Weighted<T> {

    private final List<T> choices = new ArrayList<>();
    private final List<Double> upTo = new ArrayList<>();
    private double total;

    Weighted<T> add(double weight, T choice) {
        total += weight;
        choices.add(choice);
        upTo.add(total);
        return this;
    }

    T pick(Dice dice) {
        double at = dice.unit() * total;
        int index = 0;
        while (index < choices.size() - 1 && at >= upTo.get(index)) {
            index++;
        }
        return choices.get(index);
    }

    List<T> choices() {
        return List.copyOf(choices);
    }
}
