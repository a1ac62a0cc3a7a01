package dev.beckon.workspace;

import dev.beckon.feedback.Problem;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a whole, from 0 to 1; people write it as {@code 10%} or {@code 0.1}. */
public record Share(BigDecimal fraction) {

    public static final Share NONE = new Share(BigDecimal.ZERO);

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    public Share {
        if (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("A share is from 0% to 100%, not " + fraction);
        }
    }

    /** Null for what isn't a share, and for a 1 alone: nobody can tell whether 1 % is meant or all of it. */
    public static @Nullable Share parse(String text) {
        try {
            boolean percent = text.endsWith("%");
            var number = new BigDecimal(
                    percent ? text.substring(0, text.length() - 1).strip() : text);
            return percent || number.compareTo(BigDecimal.ONE) != 0
                    ? new Share(percent ? number.movePointLeft(2) : number)
                    : null;
        } catch (IllegalArgumentException notAShare) {
            return null;
        }
    }

    /** The share under this key; empty where there is none, and a problem with a proposal where it is something else. */
    public static Optional<Share> read(YamlMap map, String key) {
        Optional<String> text = map.optionalText(key);
        Optional<Share> share = text.map(Share::parse);
        if (text.isPresent() && share.isEmpty()) {
            map.report(
                    key,
                    "'" + key + "' is '" + text.get() + "' but must be a share such as 10%",
                    percentage(text.get()));
        }
        return share;
    }

    private static @Nullable String percentage(String written) {
        if (!written.matches("[0-9]{1,3}([.][0-9]{1,3})?")) {
            return null;
        }
        BigDecimal number = new BigDecimal(written);
        String percent = number.stripTrailingZeros().toPlainString() + "%";
        if (number.compareTo(BigDecimal.ONE) == 0) {
            return percent + " or 100%";
        }
        return number.compareTo(HUNDRED) <= 0 ? percent : null;
    }

    /** What to say of those who get nothing, where they are most people. */
    public Optional<Problem> remark(YamlMap map, String key) {
        return fraction.compareTo(HALF) <= 0
                ? Optional.empty()
                : Optional.of(Problem.at(
                                map.file(),
                                map.lineOf(key),
                                0,
                                "by '" + key + "', " + this + " of the people get nothing")
                        .hint("a small part is enough to measure the effect: 5% or 10%"));
    }

    public boolean isNone() {
        return fraction.signum() == 0;
    }

    /** {@code 10%} */
    @Override
    public String toString() {
        return fraction.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
