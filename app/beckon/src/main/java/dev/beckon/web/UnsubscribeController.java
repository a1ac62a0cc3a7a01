package dev.beckon.web;

import dev.beckon.deliver.UnsubscribeTokens;
import dev.beckon.report.Pages;
import dev.beckon.store.OptOuts;
import dev.beckon.workspace.Company;
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
    private final Company company;
    private final Pages pages = new Pages("dev/beckon/web");

    UnsubscribeController(UnsubscribeTokens tokens, OptOuts optOuts, Company company) {
        this.tokens = tokens;
        this.optOuts = optOuts;
        this.company = company;
    }

    @GetMapping(PATH)
    ResponseEntity<String> ask(@PathVariable String token) {
        return tokens.read(token)
                .map(optOuts::receiver)
                .map(each -> page(each, each.optedOut() ? "done" : "question"))
                .orElseGet(UnsubscribeController::unknown);
    }

    @PostMapping(PATH)
    ResponseEntity<String> optOut(@PathVariable String token) {
        Optional<OptOuts.Subject> subject = tokens.read(token);
        subject.ifPresent(optOuts::optOut);
        return subject.map(optOuts::receiver).map(each -> page(each, "done")).orElseGet(UnsubscribeController::unknown);
    }

    private static ResponseEntity<String> unknown() {
        return Answers.failure(HttpStatus.NOT_FOUND);
    }

    private ResponseEntity<String> page(OptOuts.Receiver receiver, String state) {
        String language = receiver.language();
        Locale locale = Locale.forLanguageTag(language == null ? company.language() : language);
        var words = ResourceBundle.getBundle(
                "dev.beckon.web.unsubscribe",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Map<String, Object> context = new HashMap<>();
        context.put("css", Pages.look());
        context.put("language", words.getString("language"));
        context.put("company", company.name());
        context.put("title", filled(words, state + "." + receiver.channel()));
        context.put("text", filled(words, state + ".text"));
        context.put("button", state.equals("question") ? words.getString("button") : "");
        return Answers.page(pages.page("unsubscribe", context));
    }

    private String filled(ResourceBundle words, String key) {
        return words.getString(key).replace("{company}", company.name());
    }
}
