package dev.beckon.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt, as the outbox writes it down.
 *
 * @param state the new state: SENT, FAILED, IN_DOUBT, or PLANNED to be tried again
 * @param providerId what the provider calls the message; null where it doesn't
 * @param code of the provider or ours
 * @param detail without personal data
 * @param tryAt when it is tried again; only with PLANNED
 * @param suppress why nobody is to write to this address again; null: they may
 * @param softBounce whether it counts as a failure that may pass
 * @param tryNextChannel whether the message's fallback is planned; only with FAILED
 */
public record Ending(
        OutboxMessage message,
        MessageState state,
        @Nullable String providerId,
        @Nullable String code,
        @Nullable String detail,
        @Nullable Instant tryAt,
        @Nullable String suppress,
        boolean softBounce,
        boolean tryNextChannel) {

    public static Ending sent(OutboxMessage message, @Nullable String providerId) {
        return new Ending(message, MessageState.SENT, providerId, null, null, null, null, false, false);
    }

    public static Ending failed(OutboxMessage message, String code, String detail) {
        return new Ending(message, MessageState.FAILED, null, code, detail, null, null, false, false);
    }

    public static Ending inDoubt(OutboxMessage message, String code, String detail) {
        return new Ending(message, MessageState.IN_DOUBT, null, code, detail, null, null, false, false);
    }

    /** Only if the provider surely did not take it. */
    public static Ending again(OutboxMessage message, String code, String detail, Instant tryAt) {
        return new Ending(message, MessageState.PLANNED, null, code, detail, tryAt, null, false, false);
    }

    public Ending suppressing(String reason) {
        return new Ending(message, state, providerId, code, detail, tryAt, reason, softBounce, tryNextChannel);
    }

    public Ending softly() {
        return new Ending(message, state, providerId, code, detail, tryAt, suppress, true, tryNextChannel);
    }

    public Ending orNextChannel() {
        return new Ending(message, state, providerId, code, detail, tryAt, suppress, softBounce, true);
    }
}
