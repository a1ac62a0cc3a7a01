package dev.beckon.web;

import dev.beckon.deliver.twilio.TwilioCallbacks;
import dev.beckon.deliver.twilio.TwilioCallbacks.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Twilio reports and what people answer there. */
@RestController
final class TwilioController {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_FIELDS = 200;

    private final List<TwilioCallbacks> accounts;

    /** @param accounts that requests may come from */
    TwilioController(List<TwilioCallbacks> accounts) {
        this.accounts = accounts;
    }

    @PostMapping(TwilioCallbacks.PATHS + "{what}")
    ResponseEntity<String> receive(HttpServletRequest request) throws IOException {
        // The signature is about the body's fields alone, so they mustn't be mixed with the query's.
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return Answers.failure(HttpStatus.CONTENT_TOO_LARGE);
        }
        Map<String, String> form;
        try {
            form = form(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Answers.failure(HttpStatus.BAD_REQUEST);
        }
        String query = request.getQueryString();
        String target = request.getRequestURI() + (query == null ? "" : "?" + query);
        return answer(received(target, form, request.getHeader("X-Twilio-Signature")));
    }

    private Answer received(String target, Map<String, String> form, String signature) {
        Answer answer = accounts.isEmpty() ? new Answer.NotFound() : new Answer.BadSignature();
        for (TwilioCallbacks each : accounts) {
            if (answer instanceof Answer.BadSignature) {
                answer = each.receive(target, form, signature);
            }
        }
        return answer;
    }

    private static ResponseEntity<String> answer(Answer answer) {
        if (answer instanceof Answer.Twiml twiml) {
            return ResponseEntity.ok()
                    .contentType(new MediaType(MediaType.TEXT_XML, StandardCharsets.UTF_8))
                    .body(twiml.xml());
        }
        if (answer instanceof Answer.Accepted) {
            return ResponseEntity.noContent().build();
        }
        return Answers.failure(answer instanceof Answer.BadSignature ? HttpStatus.FORBIDDEN : HttpStatus.NOT_FOUND);
    }

    /** @throws IllegalArgumentException if it isn't {@code application/x-www-form-urlencoded}, or has too many fields */
    private static Map<String, String> form(String body) {
        var form = new LinkedHashMap<String, String>();
        for (String field : body.isEmpty() ? new String[0] : body.split("&", -1)) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            form.put(decoded(name), equals < 0 ? "" : decoded(field.substring(equals + 1)));
            if (form.size() > MOST_FIELDS) {
                throw new IllegalArgumentException("too many fields");
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
