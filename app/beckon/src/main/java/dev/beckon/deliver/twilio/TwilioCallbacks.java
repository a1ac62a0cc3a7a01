package dev.beckon.deliver.twilio;

import com.twilio.security.RequestValidator;
import dev.beckon.campaign.Channel;
import dev.beckon.store.Callbacks;
import dev.beckon.store.Lanes;
import dev.beckon.store.Replies;
import dev.beckon.store.Secret;
import dev.beckon.store.Store;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What Twilio calls: how messages and calls went on, what people answer, and the keys that they press. Nothing of a
 * request is believed before its signature was checked. The same request again changes nothing. Thread-safe.
 */
public final class TwilioCallbacks {

    /** Stands in the outbox. */
    public static final String PROVIDER = "twilio";

    /** Every path that {@link #receive} knows begins with it. */
    public static final String PATHS = "/webhooks/twilio/";

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final CallbackAddresses addresses;
    private final RequestValidator validator;
    private final Callbacks callbacks;
    private final Replies replies;
    private final Lanes lanes;
    private final Statuses statuses = new Statuses(ErrorCodes.read());
    private final Keywords keywords = Keywords.read();
    private final CallScript script = new CallScript(CallWords.read());

    /**
     * @param settings with the public URL, which the signatures are made of
     * @throws NullPointerException without one
     */
    public TwilioCallbacks(TwilioSettings settings, Store store, Secret secret) {
        this.addresses = new CallbackAddresses(Objects.requireNonNull(settings.publicUrl()), secret);
        this.validator = new RequestValidator(settings.authToken());
        this.callbacks = new Callbacks(store);
        this.replies = new Replies(store, secret);
        this.lanes = new Lanes(store);
    }

    /** What is answered. */
    public sealed interface Answer {

        /** Status 204, without a body. */
        record Accepted() implements Answer {}

        /** Status 403: it doesn't come from Twilio, or wasn't meant for this workspace. */
        record BadSignature() implements Answer {}

        /** Status 404. */
        record NotFound() implements Answer {}

        /** Status 200 with this body, {@code text/xml} in UTF-8. */
        record Twiml(String xml) implements Answer {}
    }

    /**
     * Takes one POST.
     *
     * @param target path and query as they came, still encoded
     * @param form the body's parameters, decoded
     * @param signature of the header {@code X-Twilio-Signature}; null if it isn't there
     * @throws dev.beckon.store.StoreUnavailable if nothing could be written down: answer with status 503, and Twilio asks
     *     again
     */
    public Answer receive(String target, Map<String, String> form, @Nullable String signature) {
        if (signature == null || !isSigned(target, form, signature)) {
            return new Answer.BadSignature();
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        OptionalLong message = addresses.message(query < 0 ? "" : target.substring(query + 1));
        return switch (path) {
            case CallbackAddresses.STATUS -> status(message, form);
            case CallbackAddresses.INBOUND -> inbound(form);
            case CallbackAddresses.CALL -> key(message, form);
            default -> new Answer.NotFound();
        };
    }

    private boolean isSigned(String target, Map<String, String> form, String signature) {
        try {
            return validator.validate(addresses.whole(target).toString(), form, signature);
        } catch (RuntimeException notAnAddress) {
            return false;
        }
    }

    private Answer status(OptionalLong message, Map<String, String> form) {
        boolean call = form.containsKey("CallSid");
        String sid = form.getOrDefault(call ? "CallSid" : "MessageSid", "");
        String status = form.getOrDefault(call ? "CallStatus" : "MessageStatus", "");
        Optional<Statuses.Known> known = statuses.find(status, form.getOrDefault("ErrorCode", ""));
        if (sid.isEmpty() || known.isEmpty()) {
            return new Answer.Accepted();
        }
        var report = new Callbacks.Report(
                PROVIDER,
                sid,
                message.isPresent() ? (Long) message.getAsLong() : null,
                status,
                known.get().progress(),
                known.get().failure());
        if (callbacks.take(report)) {
            known.get().row().ifPresent(row -> holdBack(call ? Channel.PHONE : Channel.WHATSAPP, row));
        }
        return new Answer.Accepted();
    }

    /** Some failures are about the account, so the others would fail too. */
    private void holdBack(Channel channel, ErrorCodes.Row row) {
        String lane = channel.key() + "/" + PROVIDER;
        if (row.outcome() == ErrorCodes.Leads.STOP) {
            lanes.stop(lane, row.code() + " " + row.meaning());
        } else if (row.outcome() == ErrorCodes.Leads.WAIT) {
            lanes.pause(lane, PAUSE);
        }
    }

    private Answer inbound(Map<String, String> form) {
        String from = form.getOrDefault("From", "");
        String sid = form.getOrDefault("MessageSid", "");
        boolean whatsApp = from.startsWith(WhatsAppMessenger.PREFIX);
        String number = whatsApp ? from.substring(WhatsAppMessenger.PREFIX.length()) : from;
        if (!sid.isEmpty() && TwilioAccount.isNumber(number)) {
            // Whoever stops by text message is called no more.
            Channel channel = whatsApp ? Channel.WHATSAPP : Channel.PHONE;
            var reply = new Replies.Reply(PROVIDER, sid, channel.key(), number);
            wish(form).ifPresent(wish -> {
                if (wish == Keywords.Wish.STOP) {
                    replies.stop(reply);
                } else {
                    replies.start(reply);
                }
            });
        }
        return new Answer.Twiml(CallScript.response(""));
    }

    /** Twilio may have understood it already. */
    private Optional<Keywords.Wish> wish(Map<String, String> form) {
        return switch (form.getOrDefault("OptOutType", "")) {
            case "STOP" -> Optional.of(Keywords.Wish.STOP);
            case "START" -> Optional.of(Keywords.Wish.START);
            default -> keywords.find(form.getOrDefault("Body", ""));
        };
    }

    private Answer key(OptionalLong message, Map<String, String> form) {
        String sid = form.getOrDefault("CallSid", "");
        if (message.isEmpty() || sid.isEmpty()) {
            return new Answer.NotFound();
        }
        Optional<Replies.Receiver> receiver = replies.receiver(message.getAsLong());
        if (receiver.isEmpty() || !form.getOrDefault("Digits", "").equals(CallScript.OPT_OUT_KEY)) {
            return new Answer.Twiml(CallScript.response("<Hangup/>"));
        }
        String address = receiver.get().address();
        if (address != null) {
            replies.stop(new Replies.Reply(PROVIDER, sid, receiver.get().channel(), address));
        }
        return new Answer.Twiml(script.farewell(receiver.get().language()));
    }
}
