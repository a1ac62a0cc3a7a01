package dev.beckon.deliver.twilio;

import dev.beckon.store.Secret;
import java.net.URI;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses that Twilio is told to report to. Each names its message, signed by us. */
final class CallbackAddresses {

    static final String STATUS = "/webhooks/twilio/status";
    static final String INBOUND = "/webhooks/twilio/inbound";
    static final String CALL = "/webhooks/twilio/call";

    private static final String PURPOSE = "twilio callback";
    private static final Pattern QUERY = Pattern.compile("message=([0-9]{1,19})&signature=([A-Za-z0-9_-]{1,64})");

    private final String publicUrl;
    private final Secret secret;

    CallbackAddresses(URI publicUrl, Secret secret) {
        this.publicUrl = publicUrl.toString().replaceAll("/+$", "");
        this.secret = secret;
    }

    /** @param message its id in the outbox */
    URI of(String path, long message) {
        String id = Long.toString(message);
        return whole(path + "?message=" + id + "&signature=" + secret.signature(PURPOSE, id));
    }

    /** As Twilio called it, whatever a proxy made of it. @param target path and query */
    URI whole(String target) {
        return URI.create(publicUrl + target);
    }

    /** The message that an address names; empty if we didn't sign it. */
    OptionalLong message(String query) {
        Matcher named = QUERY.matcher(query);
        return named.matches() && secret.isSigned(PURPOSE, named.group(1), named.group(2))
                ? OptionalLong.of(Long.parseLong(named.group(1)))
                : OptionalLong.empty();
    }
}
