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
 * @param tryNextChannel whether the message's fallback takes its place; only with FAILED
 * @param counts whether it counts as one of a message's few attempts
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
        boolean tryNextChannel,
        boolean counts) {

    private static final int LONGEST = 500;

    public Ending {
        providerId = writable(providerId);
        code = writable(code);
        detail = writable(detail);
    }

    /** Providers may answer anything, and no database refuses what is left: one refusal would hold up all others. */
    private static @Nullable String writable(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return text.codePoints()
                .limit(LONGEST)
                .map(each -> Character.isISOControl(each) || isHalf(each) ? '?' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    public static Ending sent(OutboxMessage message, @Nullable String providerId) {
        return new Ending(message, MessageState.SENT, providerId, null, null, null, null, false, false, true);
    }

    public static Ending failed(OutboxMessage message, String code, String detail) {
        return new Ending(message, MessageState.FAILED, null, code, detail, null, null, false, false, true);
    }

    public static Ending inDoubt(OutboxMessage message, String code, String detail) {
        return new Ending(message, MessageState.IN_DOUBT, null, code, detail, null, null, false, false, true);
    }

    /** Only if the provider surely did not take it. */
    public static Ending again(OutboxMessage message, String code, String detail, Instant tryAt) {
        return new Ending(message, MessageState.PLANNED, null, code, detail, tryAt, null, false, false, true);
    }

    /** It wasn't even tried, or no message would have been taken: it says nothing about this one. */
    public static Ending uncounted(OutboxMessage message, String code, String detail, Instant tryAt) {
        return new Ending(message, MessageState.PLANNED, null, code, detail, tryAt, null, false, false, false);
    }

    public Ending suppressing(String reason) {
        return new Ending(message, state, providerId, code, detail, tryAt, reason, softBounce, tryNextChannel, counts);
    }

    public Ending softly() {
        return new Ending(message, state, providerId, code, detail, tryAt, suppress, true, tryNextChannel, counts);
    }

    public Ending orNextChannel() {
        return new Ending(message, state, providerId, code, detail, tryAt, suppress, softBounce, true, counts);
    }
}
