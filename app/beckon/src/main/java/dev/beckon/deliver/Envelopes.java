package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.store.OutboxMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Makes envelopes of what the outbox holds. */
public final class Envelopes {

    private static final int KEY_BYTES = 16;

    private Envelopes() {}

    static Envelope of(OutboxMessage message, Channel channel, Instant moment) {
        Body body = Body.of(channel, message.body());
        return new Envelope(
                message.id(),
                key(message),
                message.campaign(),
                message.customer(),
                channel,
                message.address(),
                message.language(),
                moment,
                body.content(),
                body.unsubscribeUrl());
    }

    /** Of what makes a message unique: campaign, run, customer, channel and step. */
    static String key(OutboxMessage message) {
        return key(message.campaign(), message.run(), message.customer(), message.channel(), message.step());
    }

    /** Stands in an email's Message-ID before the {@code @}. */
    public static String key(String campaign, long run, String customer, String channel, int step) {
        String unique = String.join("\n", campaign, Long.toString(run), customer, channel, Integer.toString(step));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(unique.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
