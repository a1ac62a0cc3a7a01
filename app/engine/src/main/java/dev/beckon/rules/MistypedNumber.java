package dev.beckon.rules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as other languages write them: {@code 1_000}, {@code 1e-3}, {@code 0x10}, {@code 3L}, {@code .5}. */
final class MistypedNumber {

    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX]([0-9a-fA-F]{1,16})[lL]?");
    private static final Pattern DECIMAL =
            Pattern.compile("((?:[0-9]++(?:\\.[0-9]++)?|\\.[0-9]++)(?:[eE][+-]?[0-9]{1,3})?)[lLfFdD]?");
    private static final int MOST_DIGITS = 18;

    private MistypedNumber() {}

    /** The number that was meant, as rules write it; empty if nobody can tell. */
    static Optional<String> meant(String written) {
        String plain = written.replace("_", "");
        Matcher hexadecimal = HEXADECIMAL.matcher(plain);
        if (hexadecimal.matches()) {
            return Optional.of(new BigInteger(hexadecimal.group(1), 16).toString());
        }
        Matcher decimal = DECIMAL.matcher(plain);
        return decimal.matches() ? shown(new BigDecimal(decimal.group(1))) : Optional.empty();
    }

    private static Optional<String> shown(BigDecimal meant) {
        String text = meant.toPlainString();
        return text.length() <= MOST_DIGITS ? Optional.of(text) : Optional.empty();
    }
}
