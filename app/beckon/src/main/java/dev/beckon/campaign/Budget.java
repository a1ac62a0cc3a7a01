package dev.beckon.campaign;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of one run may cost.
 *
 * @param micros in millionths of the company's currency
 * @param line of campaign.yaml where it stands
 */
public record Budget(long micros, int line) {

    /** An amount above zero in major units; null for anything else. */
    static @Nullable Long micros(String text) {
        long micros = new BigDecimal(text.replace("_", "")).movePointRight(6).longValueExact();
        return micros > 0 ? micros : null;
    }
}
