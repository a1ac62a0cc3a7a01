package dev.beckon.deliver.twilio;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a workspace uses Twilio.
 *
 * @param accountSid {@code AC} and 32 digits
 * @param authToken secret; also proves that callbacks come from Twilio
 * @param whatsAppSender approved number with its country code; null: no WhatsApp
 * @param callNumber that calls come from, with its country code; null: no calls
 * @param publicUrl where Twilio reaches this workspace's {@code serve}, https, without the webhooks' paths; null: no
 *     callbacks, and no opting out within a call
 * @param connectTimeout until a connection stands
 * @param answerTimeout until an answer; after it a message is in doubt
 * @param callLimit the longest a call may last
 * @param baseUrl in place of Twilio's own address, such as a proxy's; null: Twilio's own
 */
public record TwilioSettings(
        String accountSid,
        String authToken,
        @Nullable String whatsAppSender,
        @Nullable String callNumber,
        @Nullable URI publicUrl,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration callLimit,
        @Nullable URI baseUrl) {

    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    public static final Duration CALL_LIMIT = Duration.ofMinutes(3);

    /** With the usual time-outs. */
    public static TwilioSettings of(
            String accountSid,
            String authToken,
            @Nullable String whatsAppSender,
            @Nullable String callNumber,
            @Nullable URI publicUrl) {
        return new TwilioSettings(
                accountSid,
                authToken,
                whatsAppSender,
                callNumber,
                publicUrl,
                CONNECT_TIMEOUT,
                ANSWER_TIMEOUT,
                CALL_LIMIT,
                null);
    }

    /** Without the secret: it may be logged. */
    @Override
    public String toString() {
        return "Twilio account " + accountSid + ", WhatsApp " + (whatsAppSender == null ? "off" : "on") + ", calls "
                + (callNumber == null ? "off" : "on") + ", public URL " + publicUrl;
    }
}
