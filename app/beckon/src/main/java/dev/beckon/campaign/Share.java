package dev.beckon.campaign;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A part of a whole, from 0 to 1; people write it as {@code 10%} or {@code 0.1}. */
public record Share(BigDecimal fraction) {

    public static final Share NONE = new Share(BigDecimal.ZERO);

    public Share {
        if (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("A share is from 0% to 100%, not " + fraction);
        }
    }

    /** Null for what isn't a share. */
    public static @Nullable Share parse(String text) {
        try {
            return new Share(
                    text.endsWith("%")
                            ? new BigDecimal(
                                            text.substring(0, text.length() - 1).strip())
                                    .movePointLeft(2)
                            : new BigDecimal(text));
        } catch (IllegalArgumentException notAShare) {
            return null;
        }
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
