package dev.beckon.plan;

import dev.beckon.campaign.Channel;
import dev.beckon.workspace.TimeSpan;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The most messages that a customer may get within any stretch of time of some length.
 *
 * @param channel the one it counts; null: all together
 * @param messages at least 1
 */
public record Cap(@Nullable Channel channel, int messages, Duration within) {

    static final String EXPECTED = "a number of messages in a time, such as 2 per 7 days";

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\s+per\\s+" + TimeSpan.PATTERN);

    /** {@code 2 per 7 days}; null for anything else. */
    static @Nullable Cap parse(@Nullable Channel channel, String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return null;
        }
        int messages = Integer.parseInt(matcher.group(1));
        Duration within = TimeSpan.of(matcher.group(2), matcher.group(3));
        return messages < 1 || within == null ? null : new Cap(channel, messages, within);
    }

    /** {@code at most 2 messages by email per 7 days}. */
    String words() {
        return "at most " + messages + (messages == 1 ? " message" : " messages")
                + (channel == null ? "" : " by " + channel.key()) + " per " + TimeSpan.words(within);
    }
}
