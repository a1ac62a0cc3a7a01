package dev.beckon.web;

import dev.beckon.deliver.UnsubscribeTokens;
import dev.beckon.report.Pages;
import dev.beckon.store.OptOuts;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The link in each message by which its receiver opts out. Mail programs follow links to look for dangers, so that GET only
 * asks; POST opts out, whether a mail program sends it for one click (RFC 8058) or the page's own button does.
 */
@RestController
final class UnsubscribeController {

    private static final String PATH = UnsubscribeTokens.PATH + "{token}";

    private final UnsubscribeTokens tokens;
    private final OptOuts optOuts;
    private final String company;
    private final Pages pages = new Pages("dev/beckon/web");

    UnsubscribeController(UnsubscribeTokens tokens, OptOuts optOuts, String company) {
        this.tokens = tokens;
        this.optOuts = optOuts;
        this.company = company;
    }

    @GetMapping(PATH)
    ResponseEntity<String> ask(@PathVariable String token) {
        return receiver(token)
                .map(each -> page(each, each.optedOut() ? "done" : "question"))
                .orElseGet(UnsubscribeController::unknown);
    }

    @PostMapping(PATH)
    ResponseEntity<String> optOut(@PathVariable String token) {
        Optional<OptOuts.Receiver> receiver = receiver(token);
        receiver.ifPresent(each -> optOuts.optOut(tokens.message(token).orElseThrow()));
        return receiver.map(each -> page(each, "done")).orElseGet(UnsubscribeController::unknown);
    }

    private Optional<OptOuts.Receiver> receiver(String token) {
        return tokens.message(token).flatMap(optOuts::receiver);
    }

    private static ResponseEntity<String> unknown() {
        return Answers.failure(HttpStatus.NOT_FOUND);
    }

    private ResponseEntity<String> page(OptOuts.Receiver receiver, String state) {
        Locale locale = Locale.forLanguageTag(receiver.language());
        var words = ResourceBundle.getBundle(
                "dev.beckon.web.unsubscribe",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Map<String, Object> context = new HashMap<>();
        context.put("css", Pages.look());
        context.put("language", words.getString("language"));
        context.put("company", company);
        context.put("title", filled(words, state + "." + receiver.channel()));
        context.put("text", filled(words, state + ".text"));
        context.put("button", state.equals("question") ? words.getString("button") : "");
        return Answers.page(pages.page("unsubscribe", context));
    }

    private String filled(ResourceBundle words, String key) {
        return words.getString(key).replace("{company}", company);
    }
}
