package dev.beckon.rules;

import dev.beckon.facts.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Makes conditions ready: what can be decided once isn't asked again for each customer. */
final class Checks {

    private Checks() {}

    static Check all(List<Check> parts) {
        Check[] checks = parts.toArray(Check[]::new);
        if (checks.length == 1) {
            return checks[0];
        }
        if (checks.length == 2) {
            Check first = checks[0];
            Check second = checks[1];
            return (fact, earlier) -> first.holds(fact, earlier) && second.holds(fact, earlier);
        }
        return (fact, earlier) -> {
            for (Check check : checks) {
                if (!check.holds(fact, earlier)) {
                    return false;
                }
            }
            return true;
        };
    }

    static Check any(List<Check> parts) {
        Check[] checks = parts.toArray(Check[]::new);
        return (fact, earlier) -> {
            for (Check check : checks) {
                if (check.holds(fact, earlier)) {
                    return true;
                }
            }
            return false;
        };
    }

    static Check missing(Reader reader, boolean expected) {
        if (reader instanceof Reader.Whole whole) {
            return (fact, earlier) -> (whole.of(fact) == Subject.MISSING) == expected;
        }
        if (reader instanceof Reader.Decimal decimal) {
            return (fact, earlier) -> Double.isNaN(decimal.of(fact)) == expected;
        }
        var text = (Reader.Text) reader;
        return (fact, earlier) -> (text.of(fact) == null) == expected;
    }

    /** @param right of the operand's Java type */
    static Check compare(Reader reader, Comparator comparator, Object right) {
        if (reader instanceof Reader.Whole whole) {
            return compareWhole(whole, comparator, right instanceof LocalDate date ? date.toEpochDay() : (Long) right);
        }
        if (reader instanceof Reader.Decimal decimal) {
            return compareDecimal(decimal, comparator, (Double) right);
        }
        var text = (Reader.Text) reader;
        return comparator == Comparator.EQUAL
                ? (fact, earlier) -> right.equals(text.of(fact))
                : (fact, earlier) -> {
                    String value = text.of(fact);
                    return value != null && !value.equals(right);
                };
    }

    /** A literal is too short to be next to the ends of what a long holds. */
    private static Check compareWhole(Reader.Whole reader, Comparator comparator, long right) {
        return switch (comparator) {
            case EQUAL -> reader.between(right, right);
            case NOT_EQUAL ->
                (fact, earlier) -> {
                    long value = reader.of(fact);
                    return value != right && value != Subject.MISSING;
                };
            case LESS -> reader.between(Subject.MISSING + 1, right - 1);
            case AT_MOST -> reader.between(Subject.MISSING + 1, right);
            case MORE -> reader.between(right + 1, Long.MAX_VALUE);
            case AT_LEAST -> reader.between(right, Long.MAX_VALUE);
        };
    }

    private static Check compareDecimal(Reader.Decimal reader, Comparator comparator, double right) {
        return switch (comparator) {
            case EQUAL -> reader.between(right, right);
            case NOT_EQUAL ->
                (fact, earlier) -> {
                    double value = reader.of(fact);
                    return value < right || value > right;
                };
            case LESS -> reader.between(Double.NEGATIVE_INFINITY, Math.nextDown(right));
            case AT_MOST -> reader.between(Double.NEGATIVE_INFINITY, right);
            case MORE -> reader.between(Math.nextUp(right), Double.POSITIVE_INFINITY);
            case AT_LEAST -> reader.between(right, Double.POSITIVE_INFINITY);
        };
    }

    static Check in(Reader reader, boolean in, List<Object> literals) {
        if (reader instanceof Reader.Text text) {
            Set<Object> values = Set.copyOf(literals);
            return (fact, earlier) -> {
                String value = text.of(fact);
                return value != null && values.contains(value) == in;
            };
        }
        Comparator each = in ? Comparator.EQUAL : Comparator.NOT_EQUAL;
        List<Check> checks =
                literals.stream().map(literal -> compare(reader, each, literal)).toList();
        return in ? any(checks) : all(checks);
    }

    /**
     * A row has no numbers with decimals.
     *
     * @param fact the place of the right side's fact among those of earlier patterns
     */
    static Check compare(Reader left, Comparator comparator, Reader right, int fact) {
        if (left instanceof Reader.Whole whole && right instanceof Reader.Whole other) {
            return (row, earlier) -> {
                long value = whole.of(row);
                long bound = other.of(earlier[fact]);
                return value != Subject.MISSING
                        && bound != Subject.MISSING
                        && comparator.accepts(Long.compare(value, bound));
            };
        }
        var text = (Reader.Text) left;
        var other = (Reader.Text) right;
        return (row, earlier) -> {
            String value = text.of(row);
            String bound = other.of(earlier[fact]);
            return value != null && bound != null && comparator.accepts(value.compareTo(bound));
        };
    }
}
