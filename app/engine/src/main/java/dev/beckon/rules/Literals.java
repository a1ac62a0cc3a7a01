package dev.beckon.rules;

import dev.beckon.facts.Unit;
import dev.beckon.feedback.Problem;
import dev.beckon.rules.Syntax.Literal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Turns literals into values of the type that they are compared with. */
final class Literals {

    private static final int MOST_DIGITS = 18;

    private final int minorDigits;

    /** @param minorDigits decimals of the workspace's currency: 2 for rupees, 0 for yen */
    Literals(int minorDigits) {
        this.minorDigits = minorDigits;
    }

    /** @throws SyntaxProblem if the literal can't be compared with the operand */
    Object typed(Literal literal, Operand operand) {
        return switch (operand.type()) {
            case TEXT -> text(literal, operand);
            case WHOLE -> operand.unit() == Unit.MONEY ? minorUnits(literal, operand) : whole(literal, operand);
            case NUMBER -> number(literal, operand);
            case FLAG -> flag(literal, operand);
            case DATE -> date(literal, operand);
        };
    }

    private static String text(Literal literal, Operand operand) {
        if (literal.kind() != Literal.Kind.TEXT) {
            throw mismatch(literal, operand, "text", "\"" + literal.text() + "\" in double quotes");
        }
        return literal.text();
    }

    private static Long whole(Literal literal, Operand operand) {
        if (literal.kind() == Literal.Kind.DECIMAL) {
            throw mismatch(literal, operand, "a whole number", null);
        }
        return digits(literal, operand, "a whole number").longValueExact();
    }

    private Long minorUnits(Literal literal, Operand operand) {
        return money(literal, operand).longValueExact();
    }

    private Double number(Literal literal, Operand operand) {
        return operand.unit() == Unit.MONEY
                ? money(literal, operand).doubleValue()
                : digits(literal, operand, "a number").doubleValue();
    }

    private BigDecimal money(Literal literal, Operand operand) {
        BigDecimal minor = digits(literal, operand, "an amount of money").movePointRight(minorDigits);
        if (minor.stripTrailingZeros().scale() > 0) {
            throw problem(
                    literal, literal.text() + " has more decimals than the currency, which has " + minorDigits, null);
        }
        if (minor.precision() > MOST_DIGITS) {
            throw problem(literal, literal.text() + " is too long a number", null);
        }
        return minor;
    }

    private static BigDecimal digits(Literal literal, Operand operand, String expected) {
        if (literal.kind() != Literal.Kind.WHOLE && literal.kind() != Literal.Kind.DECIMAL) {
            throw mismatch(
                    literal, operand, expected, isNumber(literal.text()) ? literal.text() + " without quotes" : null);
        }
        if (literal.text().length() > MOST_DIGITS - 3) {
            throw problem(literal, literal.text() + " is too long a number", null);
        }
        return new BigDecimal(literal.text());
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]{1,15}([.][0-9]{1,15})?");
    }

    private static Boolean flag(Literal literal, Operand operand) {
        if (literal.kind() != Literal.Kind.FLAG) {
            throw mismatch(literal, operand, "true or false", operand.source() + " or !" + operand.source());
        }
        return literal.text().equals("true");
    }

    private static LocalDate date(Literal literal, Operand operand) {
        if (literal.kind() == Literal.Kind.TEXT) {
            try {
                return LocalDate.parse(literal.text());
            } catch (DateTimeParseException e) {
                throw problem(literal, literal.shown() + " is no date", "\"2026-01-31\": year-month-day");
            }
        }
        throw mismatch(literal, operand, "a date", "\"2026-01-31\" in double quotes");
    }

    private static SyntaxProblem mismatch(Literal literal, Operand operand, String expected, @Nullable String hint) {
        return problem(
                literal, operand.source() + " is " + expected + ", but is compared with " + literal.shown(), hint);
    }

    private static SyntaxProblem problem(Literal literal, String message, @Nullable String hint) {
        Problem problem = literal.place().problem(message).hint(hint);
        return new SyntaxProblem(problem);
    }
}
