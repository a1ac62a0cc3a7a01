package dev.beckon.deliver.twilio;

import dev.beckon.deliver.Outcome;
import dev.beckon.store.Callbacks;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Twilio's words for the state of a message or a call mean. */
final class Statuses {

    private static final Map<String, Callbacks.Progress> PROGRESS = Map.ofEntries(
            Map.entry("accepted", Callbacks.Progress.TAKEN),
            Map.entry("scheduled", Callbacks.Progress.TAKEN),
            Map.entry("queued", Callbacks.Progress.TAKEN),
            Map.entry("sending", Callbacks.Progress.TAKEN),
            Map.entry("sent", Callbacks.Progress.TAKEN),
            Map.entry("initiated", Callbacks.Progress.TAKEN),
            Map.entry("ringing", Callbacks.Progress.TAKEN),
            Map.entry("in-progress", Callbacks.Progress.TAKEN),
            Map.entry("delivered", Callbacks.Progress.DELIVERED),
            Map.entry("read", Callbacks.Progress.DELIVERED),
            Map.entry("completed", Callbacks.Progress.DELIVERED),
            Map.entry("undelivered", Callbacks.Progress.FAILED),
            Map.entry("failed", Callbacks.Progress.FAILED),
            Map.entry("canceled", Callbacks.Progress.FAILED),
            Map.entry("busy", Callbacks.Progress.FAILED),
            Map.entry("no-answer", Callbacks.Progress.FAILED));

    private final ErrorCodes codes;

    Statuses(ErrorCodes codes) {
        this.codes = codes;
    }

    /** @param row of what went wrong, if something did and it is known */
    record Known(Callbacks.Progress progress, Callbacks.@Nullable Failure failure, Optional<ErrorCodes.Row> row) {

        /** Nothing went wrong. */
        Known(Callbacks.Progress progress) {
            this(progress, null, Optional.empty());
        }
    }

    /**
     * @param code Twilio's number for what went wrong; empty where there is none
     * @return empty for a status that says nothing about how far it is
     */
    Optional<Known> find(String status, String code) {
        Callbacks.Progress progress = PROGRESS.get(status);
        if (progress == null) {
            return Optional.empty();
        }
        if (progress != Callbacks.Progress.FAILED) {
            return Optional.of(new Known(progress));
        }
        String reason = code.matches("[0-9]{3,6}") ? code : status;
        Optional<ErrorCodes.Row> row = codes.find(reason);
        Outcome.Rejected why = row.map(ErrorCodes.Row::rejected)
                .orElseGet(() -> Outcome.Rejected.of(reason, "Twilio couldn't deliver it"));
        var failure = new Callbacks.Failure(
                why.code(), why.detail(), why.suppress().orElse(null), why.soft(), why.tryNextChannel());
        return Optional.of(new Known(progress, failure, row));
    }
}
