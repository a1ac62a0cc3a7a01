package dev.beckon.rules;

import java.util.stream.Stream;

/** {@code favouriteProduct contains "Jalebi"}, {@code city str[startsWith] "New"}; exact, also in case. */
record TextTest(Operand left, Kind kind, boolean expected, String text) implements Condition {

    enum Kind {
        CONTAINS("contains"),
        STARTS_WITH("startsWith"),
        ENDS_WITH("endsWith");

        private final String method;

        Kind(String method) {
            this.method = method;
        }

        static Kind of(String method) {
            for (Kind kind : values()) {
                if (kind.method.equals(method)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("No text test is called " + method);
        }

        boolean holds(String value, String part) {
            return switch (this) {
                case CONTAINS -> value.contains(part);
                case STARTS_WITH -> value.startsWith(part);
                case ENDS_WITH -> value.endsWith(part);
            };
        }
    }

    @Override
    public boolean holds(Match match) {
        return left.value(match) instanceof String value && kind.holds(value, text) == expected;
    }

    @Override
    public Condition negated() {
        return new TextTest(left, kind, !expected, text);
    }

    @Override
    public Check check(Check.Setting setting) {
        var reader = (Reader.Text) left.on(setting.type());
        return (fact, earlier) -> {
            String value = reader.of(fact);
            return value != null && kind.holds(value, text) == expected;
        };
    }

    @Override
    public Stream<Operand> operands() {
        return Stream.of(left);
    }
}
