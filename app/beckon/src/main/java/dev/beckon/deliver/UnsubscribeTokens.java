package dev.beckon.deliver;

import dev.beckon.store.Secret;
import java.net.URI;
import java.util.Optional;

/** Links by which the receiver of a message opts out: they name the message, signed, and nobody's address. */
public final class UnsubscribeTokens {

    /** Below the public address. */
    public static final String PATH = "/u/";

    private static final String PURPOSE = "unsubscribe";
    private static final int RADIX = 36;

    private final Secret secret;

    public UnsubscribeTokens(Secret secret) {
        this.secret = secret;
    }

    /** @param publicUrl empty: a link that leads nowhere, for messages that only go into files */
    public String link(Optional<URI> publicUrl, long message) {
        return publicUrl.map(URI::toString).orElse("https://unsubscribe.invalid") + PATH + token(message);
    }

    String token(long message) {
        String id = Long.toString(message, RADIX);
        return id + "." + secret.signature(PURPOSE, id);
    }

    /** The message that the token names; empty if it isn't one of ours. */
    public Optional<Long> message(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 2 || !secret.isSigned(PURPOSE, parts[0], parts[1])) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(parts[0], RADIX));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
