package dev.beckon.rules;

import dev.beckon.facts.LinkedDemand;

/** The six comparisons. */
enum Comparator {
    EQUAL("==", LinkedDemand.Operator.EQUAL),
    NOT_EQUAL("!=", LinkedDemand.Operator.NOT_EQUAL),
    LESS("<", LinkedDemand.Operator.LESS),
    AT_MOST("<=", LinkedDemand.Operator.AT_MOST),
    MORE(">", LinkedDemand.Operator.MORE),
    AT_LEAST(">=", LinkedDemand.Operator.AT_LEAST);

    private final String symbol;
    private final LinkedDemand.Operator demanded;

    Comparator(String symbol, LinkedDemand.Operator demanded) {
        this.symbol = symbol;
        this.demanded = demanded;
    }

    static Comparator of(String symbol) {
        for (Comparator comparator : values()) {
            if (comparator.symbol.equals(symbol)) {
                return comparator;
            }
        }
        throw new IllegalArgumentException("No comparison is written " + symbol);
    }

    String symbol() {
        return symbol;
    }

    LinkedDemand.Operator demanded() {
        return demanded;
    }

    boolean isEquality() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    Comparator opposite() {
        return switch (this) {
            case EQUAL -> NOT_EQUAL;
            case NOT_EQUAL -> EQUAL;
            case LESS -> AT_LEAST;
            case AT_MOST -> MORE;
            case MORE -> AT_MOST;
            case AT_LEAST -> LESS;
        };
    }

    /** Both of the same class: Long, Double, String or LocalDate. */
    @SuppressWarnings("unchecked")
    boolean holds(Object left, Object right) {
        return accepts(((Comparable<Object>) left).compareTo(right));
    }

    /** @param order of the left side to the right one, as {@link Comparable} gives it */
    boolean accepts(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
