package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.store.OptOuts;
import dev.beckon.store.Secret;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Links by which the receiver of a message opts out. They name the message, its channel and the keyed hash of the address, so
 * that a link works even where the store was restored from a backup that doesn't know the message; signed, and nobody's
 * address stands in them.
 */
public final class UnsubscribeTokens {

    /** Below the public address. */
    public static final String PATH = "/u/";

    private static final String PURPOSE = "unsubscribe";
    private static final int RADIX = 36;
    private static final int PARTS = 4;

    private final Secret secret;

    public UnsubscribeTokens(Secret secret) {
        this.secret = secret;
    }

    /** @param publicUrl empty: a link that leads nowhere, for messages that only go into files */
    public String link(Optional<URI> publicUrl, OptOuts.Subject subject) {
        return publicUrl.map(URI::toString).orElse("https://unsubscribe.invalid") + PATH + token(subject);
    }

    /** What an address's link names. */
    public OptOuts.Subject subject(long message, Channel channel, String address) {
        return new OptOuts.Subject(message, channel.key(), secret.addressKey(address));
    }

    String token(OptOuts.Subject subject) {
        byte[] key = HexFormat.of().parseHex(subject.addressKey());
        String named = Long.toString(subject.message(), RADIX) + "."
                + subject.channel().charAt(0) + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
        return named + "." + secret.signature(PURPOSE, named);
    }

    /** What the token names; empty if it isn't one of ours. */
    public Optional<OptOuts.Subject> read(String token) {
        String[] parts = token.split("\\.", -1);
        int end = token.lastIndexOf('.');
        if (parts.length != PARTS || !secret.isSigned(PURPOSE, token.substring(0, end), parts[3])) {
            return Optional.empty();
        }
        // Signed by us, so it is as we wrote it.
        String channel = Channel.keys().stream()
                .filter(key -> key.startsWith(parts[1]))
                .findFirst()
                .orElseThrow();
        String key = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(parts[2]));
        return Optional.of(new OptOuts.Subject(Long.parseLong(parts[0], RADIX), channel, key));
    }
}
