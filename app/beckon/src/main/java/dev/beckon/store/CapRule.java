package dev.beckon.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The most messages that a customer may get within any stretch of time.
 *
 * @param channel the one it counts; null: all together
 */
public record CapRule(@Nullable String channel, int messages, Duration within) {}
