package dev.beckon.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to be written into the outbox.
 *
 * @param place in its run, from 0
 * @param provider who is to send it; a node without this provider leaves it alone
 * @param timeZone the customer's own; null where it isn't known
 * @param notBefore its first permitted moment
 * @param expiresAt the moment after the last; null if there is none
 * @param body what is sent, as its channel wrote it
 * @param fallback goes out instead if its channel turns out not to reach the customer; null: nothing does
 */
public record NewMessage(
        long place,
        String customer,
        String channel,
        String provider,
        String address,
        String language,
        @Nullable String timeZone,
        Instant notBefore,
        @Nullable Instant expiresAt,
        byte[] body,
        @Nullable Fallback fallback) {

    /** The same by another channel. @param timeZone the customer's own; null where it isn't known */
    public record Fallback(
            String channel,
            String provider,
            String address,
            @Nullable String timeZone,
            byte[] body) {}

    /** Without a fallback. */
    public NewMessage(
            long place,
            String customer,
            String channel,
            String provider,
            String address,
            String language,
            @Nullable String timeZone,
            Instant notBefore,
            @Nullable Instant expiresAt,
            byte[] body) {
        this(place, customer, channel, provider, address, language, timeZone, notBefore, expiresAt, body, null);
    }
}
