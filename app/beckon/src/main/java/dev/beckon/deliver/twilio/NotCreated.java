package dev.beckon.deliver.twilio;

import com.twilio.http.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer wasn't a success. Twilio's own words aren't kept, since they name the receiver.
 *
 * @see Outcomes
 */
final class NotCreated extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofDays(1);

    private final int status;
    private final String code;
    private final long retryAfterMillis;

    private NotCreated(int status, String code, Duration retryAfter) {
        super("Twilio answered with status " + status + (code.isEmpty() ? "" : " and code " + code));
        this.status = status;
        this.code = code;
        this.retryAfterMillis = retryAfter.toMillis();
    }

    static NotCreated of(Response response) {
        return new NotCreated(
                response.getStatusCode(), code(response), retryAfter(response).orElse(Duration.ZERO));
    }

    private static String code(Response response) {
        try {
            JsonNode code = JSON.readTree(response.getContent()).path("code");
            return code.isIntegralNumber() ? code.asString() : "";
        } catch (JacksonException | IllegalArgumentException e) {
            return "";
        }
    }

    /** Seconds, or a date, which counts from the answer's own. */
    private static Optional<Duration> retryAfter(Response response) {
        String wish = header(response, "Retry-After");
        try {
            Duration asked = wish.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(wish))
                    : Duration.between(date(header(response, "Date")), date(wish));
            return asked.isNegative() ? Optional.empty() : Optional.of(asked.compareTo(LONGEST) < 0 ? asked : LONGEST);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant date(String text) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    }

    private static String header(Response response, String name) {
        return Stream.of(response.getHeaders())
                .filter(header -> header.getName().equalsIgnoreCase(name))
                .map(Header::getValue)
                .findFirst()
                .orElse("")
                .strip();
    }

    int status() {
        return status;
    }

    /** Twilio's number for what went wrong; empty where there is none. */
    String code() {
        return code;
    }

    /** What it asked for; empty where it didn't. */
    Optional<Duration> retryAfter() {
        return retryAfterMillis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retryAfterMillis));
    }
}
