package dev.beckon.plan;

import dev.beckon.campaign.Channel;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message that goes out if the first one's channel turns out not to reach the customer, such as a number that isn't on
 * WhatsApp.
 *
 * @param timeZone the customer's own; null where it isn't known
 * @param variables ready for the channel's template
 */
record Fallback(Channel channel, String address, @Nullable ZoneId timeZone, Map<String, Object> variables) {}
