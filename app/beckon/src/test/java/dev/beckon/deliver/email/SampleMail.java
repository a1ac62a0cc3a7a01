package dev.beckon.deliver.email;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.deliver.Envelope;
import dev.beckon.store.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Emails that look like a campaign's. */
public final class SampleMail {

    static final Secret SECRET = new Secret("a secret of sixteen bytes or more".getBytes(StandardCharsets.UTF_8));
    static final Instant AT = Instant.parse("2026-11-02T04:30:00Z");
    static final String UNSUBSCRIBE = "https://mithai.example/u/AbC_123-x";

    private SampleMail() {}

    public static MailBuilder builder() {
        return new MailBuilder("Mithai & More <hello@mithai.example>", Optional.empty(), SECRET);
    }

    public static Envelope envelope(long id) {
        return to(id, "asha" + id + "@example.com");
    }

    public static Envelope to(long id, String address) {
        return with(
                id, address, new Content.Email("Sweets for you", "<p>Jalebi <b>15 %</b> off</p>", "Jalebi 15 % off"));
    }

    static Envelope with(long id, String address, Content.Email content) {
        return new Envelope(
                id,
                String.format("%032x", id),
                "win-back",
                "C" + id,
                Channel.EMAIL,
                address,
                "en-IN",
                AT,
                content,
                UNSUBSCRIBE);
    }
}
