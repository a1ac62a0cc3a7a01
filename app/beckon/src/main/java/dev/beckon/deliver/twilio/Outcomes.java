package dev.beckon.deliver.twilio;

import dev.beckon.deliver.Outcome;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What became of a request to create a message or a call. */
final class Outcomes {

    private final ErrorCodes codes;

    Outcomes(ErrorCodes codes) {
        this.codes = codes;
    }

    /** @param create sends the request, once, and returns the id that Twilio gave it; null where the answer has none */
    Outcome of(Supplier<@Nullable String> create) {
        try {
            String sid = create.get();
            return sid == null || sid.isBlank()
                    ? new Outcome.InDoubt("unreadable", "the answer has no id")
                    : new Outcome.Accepted(sid);
        } catch (NotCreated e) {
            return of(e);
        } catch (RuntimeException e) {
            return of(e);
        }
    }

    private Outcome of(NotCreated answer) {
        int status = answer.status();
        String code = answer.code().isEmpty() ? "http-" + status : answer.code();
        if (status >= 500 || status == 408) {
            return new Outcome.InDoubt(code, "Twilio had trouble (status " + status + ")");
        }
        Optional<ErrorCodes.Row> row = codes.find(answer.code());
        if (row.isPresent()) {
            return of(row.get(), answer);
        }
        if (status == 429) {
            return new Outcome.NotTaken(code, "too many requests", answer.retryAfter(), true);
        }
        if (status / 100 == 4 && status != 401 && status != 403 && status != 404 && status != 405) {
            return Outcome.Rejected.of(code, "Twilio refused the request (status " + status + ")");
        }
        return new Outcome.LaneStopped(code, "Twilio takes no requests from here (status " + status + ")");
    }

    private static Outcome of(ErrorCodes.Row row, NotCreated answer) {
        return switch (row.outcome()) {
            case REJECTED, SOFT -> row.rejected();
            case LATER -> new Outcome.NotTaken(row.code(), row.meaning(), answer.retryAfter(), false);
            case WAIT -> new Outcome.NotTaken(row.code(), row.meaning(), answer.retryAfter(), true);
            case STOP -> new Outcome.LaneStopped(row.code(), row.meaning());
        };
    }

    /** Only a connection that never stood is surely no message. */
    private static Outcome of(RuntimeException failure) {
        Throwable deepest = causes(failure).reduce(failure, (above, below) -> below);
        String what = deepest.getClass().getSimpleName();
        if (causes(failure).anyMatch(OnceClient.NotSent.class::isInstance)) {
            return Outcome.NotTaken.whole("not-reached", "no connection to Twilio: " + what);
        }
        String code = causes(failure).anyMatch(InterruptedIOException.class::isInstance) ? "time-out" : "no-answer";
        return new Outcome.InDoubt(code, "the request went out, but there is no readable answer: " + what);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause);
    }
}
