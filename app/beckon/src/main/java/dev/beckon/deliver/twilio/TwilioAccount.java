package dev.beckon.deliver.twilio;

import com.twilio.http.TwilioRestClient;
import dev.beckon.store.Secret;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection to one account. Thread-safe. */
final class TwilioAccount implements AutoCloseable {

    private static final String NUMBER = "\\+[1-9][0-9]{5,14}";

    private final TwilioSettings settings;
    private final OnceClient http;
    private final TwilioRestClient rest;
    private final @Nullable CallbackAddresses callbacks;

    TwilioAccount(TwilioSettings settings, Secret secret) {
        this.settings = settings;
        this.http = new OnceClient(settings);
        this.rest = new TwilioRestClient.Builder(settings.accountSid(), settings.authToken())
                .httpClient(http)
                .build();
        this.callbacks = settings.publicUrl() == null ? null : new CallbackAddresses(settings.publicUrl(), secret);
    }

    TwilioSettings settings() {
        return settings;
    }

    TwilioRestClient rest() {
        return rest;
    }

    /** Empty without a public URL. */
    Optional<URI> callback(String path, long message) {
        return Optional.ofNullable(callbacks).map(each -> each.of(path, message));
    }

    /** Whether this is a number with its country code, as Twilio wants them. */
    static boolean isNumber(String address) {
        return address.matches(NUMBER);
    }

    @Override
    public void close() {
        http.close();
    }
}
