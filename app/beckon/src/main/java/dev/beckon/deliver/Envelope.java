package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import java.time.Instant;

/**
 * A message on its way to a provider.
 *
 * @param id in the outbox
 * @param key the same on every attempt and unlike every other message's; says nothing about the customer
 * @param campaign for headers by which receivers' systems tell mailings apart
 * @param address checked: an email address, or a phone number with its country code
 * @param language tag
 * @param at the moment of sending
 * @param unsubscribeUrl https address with a signed token
 */
public record Envelope(
        long id,
        String key,
        String campaign,
        String customer,
        Channel channel,
        String address,
        String language,
        Instant at,
        Content content,
        String unsubscribeUrl) {}
