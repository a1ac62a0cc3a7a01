package dev.beckon.deliver.twilio;

import com.twilio.base.ResourceSet;
import com.twilio.exception.TwilioException;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Message;
import dev.beckon.campaign.Channel;
import dev.beckon.feedback.SourceUnavailable;
import dev.beckon.store.Callbacks;
import dev.beckon.store.Doubts;
import dev.beckon.store.Secret;
import dev.beckon.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks Twilio about messages in doubt. What it has was sent; what it doesn't have stays in doubt, since it may only be slow,
 * and a person decides.
 */
public final class TwilioEvidence implements AutoCloseable {

    /** By how much clocks may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Between the beginning of a request and the time that Twilio gives the message. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final TwilioAccount account;
    private final Store store;
    private final Doubts doubts;
    private final Callbacks callbacks;
    private final Statuses statuses = new Statuses(ErrorCodes.read());

    public TwilioEvidence(TwilioSettings settings, Store store, Secret secret) {
        this.account = new TwilioAccount(settings, secret);
        this.store = store;
        this.doubts = new Doubts(store);
        this.callbacks = new Callbacks(store);
    }

    /**
     * @param settled so many are known to have been sent now
     * @param open so many stay in doubt
     */
    public record Result(int settled, int open) {}

    /** What Twilio shows of a message or call. */
    private record Shown(String sid, @Nullable String from, ZonedDateTime created, String status, String code) {}

    /**
     * Looks for messages of the channels that the settings have a sender for: one question for each number, of which a message
     * is due to be asked about.
     *
     * @param most at most so many numbers of each channel
     * @throws SourceUnavailable if Twilio doesn't answer; what was found before is kept
     */
    public Result resolve(Askings askings, int most) {
        Result whatsApp = account.settings().whatsAppSender() == null
                ? new Result(0, 0)
                : resolve(Channel.WHATSAPP, askings, most);
        Result phone =
                account.settings().callNumber() == null ? new Result(0, 0) : resolve(Channel.PHONE, askings, most);
        return new Result(whatsApp.settled + phone.settled, whatsApp.open + phone.open);
    }

    private Result resolve(Channel channel, Askings askings, int most) {
        Instant now = store.now();
        var byNumber = new LinkedHashMap<String, List<Doubts.Sent>>();
        List<Doubts.Sent> open = doubts.sent(TwilioCallbacks.PROVIDER, channel.key(), askings.soonest());
        for (Doubts.Sent each : open) {
            if (each.address() != null) {
                byNumber.computeIfAbsent(each.address(), number -> new ArrayList<>())
                        .add(each);
            }
        }
        List<Map.Entry<String, List<Doubts.Sent>>> due = byNumber.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(sent -> askings.isDue(sent, now)))
                .limit(most)
                .toList();
        int settled = 0;
        for (Map.Entry<String, List<Doubts.Sent>> each : due) {
            // First, so that a number that Twilio can't answer for doesn't keep all others waiting.
            each.getValue().forEach(sent -> askings.note(sent, now));
            settled += settle(
                    each.getValue(),
                    shown(channel, each.getKey(), each.getValue().get(0)));
        }
        return new Result(settled, open.size() - settled);
    }

    /** Where fewer were created than are in doubt, nobody knows which. */
    private int settle(List<Doubts.Sent> sent, List<Shown> shown) {
        var left = new ArrayList<>(shown);
        var found = new LinkedHashMap<Doubts.Sent, Shown>();
        for (Doubts.Sent each : sent) {
            left.stream().filter(candidate -> fits(each, candidate)).findFirst().ifPresent(candidate -> {
                found.put(each, candidate);
                left.remove(candidate);
            });
        }
        if (found.size() < sent.size()) {
            return 0;
        }
        found.forEach(this::take);
        return found.size();
    }

    private static boolean fits(Doubts.Sent sent, Shown shown) {
        Instant created = shown.created.toInstant();
        return !created.isBefore(sent.sentAt().minus(SKEW))
                && created.isBefore(sent.sentAt().plus(LONGEST));
    }

    private void take(Doubts.Sent sent, Shown shown) {
        callbacks.take(report(sent, shown, "found", new Statuses.Known(Callbacks.Progress.TAKEN)));
        statuses.find(shown.status, shown.code)
                .ifPresent(known -> callbacks.take(report(sent, shown, shown.status, known)));
    }

    private static Callbacks.Report report(Doubts.Sent sent, Shown shown, String status, Statuses.Known known) {
        return new Callbacks.Report(
                TwilioCallbacks.PROVIDER, shown.sid, sent.id(), status, known.progress(), known.failure());
    }

    /** Created by us at about the time of the first, the oldest first, and not one that we know already. */
    private List<Shown> shown(Channel channel, String number, Doubts.Sent first) {
        ZonedDateTime since = first.sentAt().minus(SKEW).atZone(ZoneOffset.UTC);
        String from = channel == Channel.PHONE
                ? account.settings().callNumber()
                : WhatsAppMessenger.PREFIX + account.settings().whatsAppSender();
        try {
            List<Shown> all = channel == Channel.PHONE ? calls(number, since) : messages(number, since);
            return all.stream()
                    .filter(each -> String.valueOf(from).equals(each.from))
                    .filter(each -> !callbacks.isKnown(TwilioCallbacks.PROVIDER, each.sid))
                    .sorted(Comparator.comparing(Shown::created).thenComparing(Shown::sid))
                    .toList();
        } catch (TwilioException | NotCreated e) {
            // Its own words may name the number.
            String why = e instanceof NotCreated ? e.getMessage() : e.getClass().getSimpleName();
            throw new SourceUnavailable("Twilio can't be asked about messages in doubt: " + why, e);
        }
    }

    private List<Shown> messages(String number, ZonedDateTime since) {
        ResourceSet<Message> messages = Message.reader()
                .setTo(WhatsAppMessenger.PREFIX + number)
                .setDateSentAfter(since)
                .read(account.rest());
        return StreamSupport.stream(messages.spliterator(), false)
                .map(each -> new Shown(
                        each.getSid(),
                        each.getFrom() == null ? null : each.getFrom().toString(),
                        each.getDateCreated(),
                        each.getStatus().toString(),
                        each.getErrorCode() == null ? "" : each.getErrorCode().toString()))
                .toList();
    }

    private List<Shown> calls(String number, ZonedDateTime since) {
        ResourceSet<Call> calls =
                Call.reader().setTo(number).setStartTimeAfter(since).read(account.rest());
        return StreamSupport.stream(calls.spliterator(), false)
                .map(each -> new Shown(
                        each.getSid(),
                        each.getFrom(),
                        each.getDateCreated(),
                        each.getStatus().toString(),
                        ""))
                .toList();
    }

    @Override
    public void close() {
        account.close();
    }
}
