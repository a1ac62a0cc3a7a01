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
        byte[] body) {}
