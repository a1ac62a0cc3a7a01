package dev.beckon.audience;

import dev.beckon.rules.RuleRef;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;

/**
 * Which rules fired, as whole numbers with a bit for each rule: hardly two customers have the same ones, and their names
 * would be most of what is written of a decision. A list has the names of every set of eight rules, so that the names of all
 * are found by one look for each eight.
 */
final class FiredRules {

    private static final int RULES_PER_LOOK = 8;
    private static final int SETS = 1 << RULES_PER_LOOK;

    /** A sign can't get in the way. */
    private static final int LOOKS_PER_NUMBER = 7;

    private static final int RULES_PER_NUMBER = LOOKS_PER_NUMBER * RULES_PER_LOOK;

    private final List<RuleRef> rules;
    private final int looks;

    /** @param rules in the order of their ids */
    FiredRules(List<RuleRef> rules) {
        this.rules = rules;
        this.looks = ceiling(rules.size(), RULES_PER_LOOK);
    }

    private static int ceiling(int count, int part) {
        return (count + part - 1) / part;
    }

    /** SQL of the columns, each with a comma after it. */
    String columns() {
        return IntStream.range(0, numbers())
                .mapToObj(number -> column(number) + " BIGINT, ")
                .collect(Collectors.joining());
    }

    private int numbers() {
        return ceiling(looks, LOOKS_PER_NUMBER);
    }

    private static String column(int number) {
        return "fired_" + number;
    }

    long[] numbers(List<RuleRef> fired) {
        var numbers = new long[numbers()];
        for (RuleRef rule : fired) {
            numbers[rule.id() / RULES_PER_NUMBER] |= 1L << (rule.id() % RULES_PER_NUMBER);
        }
        return numbers;
    }

    /** SQL of the names of the rules that fired, in the order of their ids, with semicolons between them. */
    String text(String list) {
        return looks == 0
                ? "''"
                : IntStream.range(0, looks)
                        .mapToObj(look -> list + "[" + set(look) + " + " + (look * SETS + 1) + "]")
                        .collect(Collectors.joining(", ", "substr(concat(", "), 2)"));
    }

    private static String set(int look) {
        int shift = look % LOOKS_PER_NUMBER * RULES_PER_LOOK;
        return "((" + column(look / LOOKS_PER_NUMBER) + " >> " + shift + ") & " + (SETS - 1) + ")";
    }

    /** What {@link #text} looks into, row by row; there is a semicolon before each name. */
    void writeNames(DuckDBAppender to) throws SQLException {
        for (int place = 0; place < looks * SETS; place++) {
            to.beginRow()
                    .append(place)
                    .append(names(place / SETS, place % SETS))
                    .endRow();
        }
    }

    private String names(int look, int set) {
        return rules.stream()
                .skip((long) look * RULES_PER_LOOK)
                .limit(RULES_PER_LOOK)
                .filter(rule -> (set >> (rule.id() % RULES_PER_LOOK) & 1) == 1)
                .map(rule -> ";" + rule.name())
                .collect(Collectors.joining());
    }
}
