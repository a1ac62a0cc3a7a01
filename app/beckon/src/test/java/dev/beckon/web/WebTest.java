package dev.beckon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.UnsubscribeTokens;
import dev.beckon.schedule.SmallCompany;
import dev.beckon.store.Audit;
import dev.beckon.store.Consents;
import dev.beckon.store.MessageId;
import dev.beckon.store.NewMessage;
import dev.beckon.store.Outbox;
import dev.beckon.store.Runs;
import dev.beckon.store.Suppressions;
import dev.beckon.store.WorkspaceStore;
import dev.beckon.workspace.Environment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node on a real port, asked as mail programs, Twilio and strangers ask. Message n is to c0n. */
class WebTest {

    private static final String PUBLIC = "http://127.0.0.1:9";
    private static final String TOKEN = "twilio's auth token";
    private static final Environment ENVIRONMENT = new Environment(
            Map.of("BECKON_KEY", "a key for tests that is long enough", "TWILIO_AUTH_TOKEN", TOKEN)::get);
    private static final List<String> LANGUAGES = List.of("en", "hi", "de-AT", "fr", "ta", "en", "en", "en");

    @TempDir
    private static Path folder;

    private static WorkspaceStore store;
    private static Node node;
    private static long run;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void serve() throws IOException {
        SmallCompany company = SmallCompany.in(folder, 3).campaign("").settings("""
                delivery: {max-data-age: none, public-url: "http://127.0.0.1:9"}
                channels:
                  whatsapp: {twilio: {account: AC00000000000000000000000000000001, token: "${TWILIO_AUTH_TOKEN}", from: "+14155550100"}}
                """);
        store = WorkspaceStore.open(company.open(), ENVIRONMENT);
        run = new Runs(store.store())
                .begin(new Runs.NewRun("hello", Instant.EPOCH, "plan", "2026-11-01", 9, LANGUAGES.size(), null))
                .number();
        for (int i = 0; i < LANGUAGES.size(); i++) {
            new Outbox(store.store(), store.secret(), List.of()).add(run, List.of(message(i)));
        }
        node = Node.start(company.open(), store, ENVIRONMENT, "127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        node.close();
        store.close();
    }

    private static NewMessage message(int place) {
        return new NewMessage(
                place,
                "c0" + place,
                "email",
                "drop-folder",
                address(place),
                LANGUAGES.get(place),
                null,
                Instant.EPOCH,
                null,
                new byte[] {1});
    }

    private static String address(int place) {
        return "c0" + place + "@example.com";
    }

    private static String link(long place) {
        return link(place, address((int) place));
    }

    private static String link(long place, String address) {
        var tokens = new UnsubscribeTokens(store.secret());
        String link = tokens.link(
                Optional.of(URI.create(PUBLIC)), tokens.subject(MessageId.of(run, 0, place), Channel.EMAIL, address));
        return link.substring(PUBLIC.length());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, String body, String... headers) throws Exception {
        var request = request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body));
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> oneClick(String path) throws Exception {
        return post(path, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
    }

    private static boolean isSuppressed(int place) {
        return new Suppressions(store.store(), store.secret())
                .snapshot()
                .reason("email", address(place))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | en | No more emails from Sweets?           | Unsubscribe
            1 | hi | क्या आप Sweets से और ईमेल नहीं चाहते?      | सदस्यता समाप्त करें
            2 | de | Keine E-Mails mehr von Sweets?        | Abbestellen
            3 | fr | Ne plus recevoir d’e-mails de Sweets ? | Se désabonner
            4 | en | No more emails from Sweets?           | Unsubscribe
            """)
    void theLinkAsksInTheMessagesLanguageAndChangesNothing(int place, String language, String title, String button)
            throws Exception {
        HttpResponse<String> page = get(link(place));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<html lang=\"" + language + "\">", title, button, "<form method=\"post\">")
                .doesNotContain("example.com", "c0" + place);
        assertThat(page.headers().map()).doesNotContainKeys("set-cookie", "location");
        assertThat(page.headers().firstValue("cache-control")).hasValue("no-store");
        http.send(request(link(place)).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.discarding());
        assertThat(isSuppressed(place)).isFalse();
    }

    @Test
    void oneClickOptsOutAndAgainChangesNothing() throws Exception {
        HttpResponse<String> first = oneClick(link(5));
        HttpResponse<String> again = oneClick(link(5));

        assertThat(List.of(first.statusCode(), again.statusCode())).containsExactly(200, 200);
        assertThat(first.headers().map()).doesNotContainKeys("set-cookie", "location");
        assertThat(first.body())
                .contains("You won&#39;t get any more emails from Sweets.")
                .doesNotContain("<form");
        assertThat(get(link(5)).body()).doesNotContain("<form");
        assertThat(isSuppressed(5)).isTrue();
        List<Consents.Consent> said = new Consents(store.store()).saidToUs();
        assertThat(said)
                .extracting(Consents.Consent::customer, Consents.Consent::channel)
                .contains(tuple("c05", "email"));
        Consents.Consent consent = said.stream()
                .filter(each -> each.customer().equals("c05"))
                .findFirst()
                .orElseThrow();
        String message = "message " + MessageId.of(run, 0, 5);
        assertThat(consent.state()).isEqualTo(Consents.DENIED);
        assertThat(consent.evidence()).isEqualTo(message);
        assertThat(new Audit(store.store()).newest(100))
                .filteredOn(entry -> entry.subject().equals(message))
                .hasSize(1);
    }

    @Test
    void aLinkOfAMessageThatABackupDoesNotKnowWorksAllTheSame() throws Exception {
        String link = link(4321, "lost@example.com");
        assertThat(get(link).body()).contains("<form");
        assertThat(oneClick(link).statusCode()).isEqualTo(200);

        assertThat(new Suppressions(store.store(), store.secret()).snapshot().reason("email", "lost@example.com"))
                .contains("unsubscribed");
        assertThat(get(link).body()).doesNotContain("<form");
    }

    @Test
    void mailProgramsMaySendAMultipartForm() throws Exception {
        String body = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";

        assertThat(post(link(6), "multipart/form-data; boundary=x", body).statusCode())
                .isEqualTo(200);
        assertThat(isSuppressed(6)).isTrue();
    }

    @Test
    void aBadTokenIsAnsweredAsAnyUnknownAddressIs() throws Exception {
        String good = link(7);
        String other = link(0).replaceFirst("\\..*", good.substring(good.indexOf('.')));
        for (String bad : List.of("/u/x", "/u/1.2.3", other, good + "A", good.replaceFirst("\\.e\\.", ".w."))) {
            assertThat(oneClick(bad).statusCode()).as(bad).isEqualTo(404);
            assertThat(get(bad).body())
                    .as(bad)
                    .isEqualTo(get("/nowhere").body())
                    .isEqualTo("Not found\n");
        }
        assertThat(isSuppressed(7)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator", "/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/loggers",
                        "/actuator/metrics",
                "/error/x", "/look.css", "/u/", "/webhooks/", "/..%2fbeckon.yaml", "/%00"
            })
    void nothingElseIsThere(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.body()).doesNotContainIgnoringCase("exception", "tomcat", "spring", "at dev.beckon");
    }

    @Test
    void healthAndMetricsAreThereWithoutAnybodysData() throws Exception {
        HttpResponse<String> health = get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .contains("\"store\":{\"status\":\"UP\"}", "\"whatsapp/twilio\":\"open\"", "\"scheduler\"");
        assertThat(get("/actuator/health/liveness").body()).contains("UP");
        await(() -> get("/actuator/prometheus")
                .body()
                .contains("beckon_outbox{lane=\"email/drop-folder\",state=\"planned\"} 8.0"));
        assertThat(get("/actuator/prometheus").body()).doesNotContain("example.com", "/u/1");
    }

    @Test
    void thePageShowsRunsAndNobodysData() throws Exception {
        String page = get("/").body();

        assertThat(page)
                .contains("Sweets", "hello", "preparing")
                .doesNotContain("example.com", "c00", "<script", "<form");
    }

    @Test
    void whatTwilioSignsIsTakenAndNothingElse() throws Exception {
        var form = new TreeMap<>(Map.of(
                "From", "whatsapp:+919820012345", "MessageSid", "SM1", "Body", "Stop", "ProfileName", "Asha & Co"));
        String path = "/webhooks/twilio/inbound";
        String body = "From=whatsapp%3A%2B919820012345&MessageSid=SM1&Body=Stop&ProfileName=Asha+%26+Co";
        String type = "application/x-www-form-urlencoded";

        assertThat(post(path, type, body).statusCode()).isEqualTo(403);
        assertThat(post(path, type, body, "X-Twilio-Signature", signature(path, form) + "A")
                        .statusCode())
                .isEqualTo(403);
        // The query counts too: it is part of what is signed.
        assertThat(post(path + "?Body=Hello", type, body, "X-Twilio-Signature", signature(path, form))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> taken = post(path, type, body, "X-Twilio-Signature", signature(path, form));
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.headers().firstValue("content-type").orElseThrow()).startsWith("text/xml");
        assertThat(taken.body()).contains("<Response");
        assertThat(new Suppressions(store.store(), store.secret()).snapshot().reason("whatsapp", "+919820012345"))
                .isPresent();
        String other = "/webhooks/twilio/other";
        assertThat(post(other, type, body, "X-Twilio-Signature", signature(other, form))
                        .statusCode())
                .isEqualTo(404);
        String status = "/webhooks/twilio/status?message=1&signature=x";
        assertThat(post(
                                status,
                                type,
                                "MessageSid=SM2&MessageStatus=sent",
                                "X-Twilio-Signature",
                                signature(status, new TreeMap<>(Map.of("MessageSid", "SM2", "MessageStatus", "sent"))))
                        .statusCode())
                .isEqualTo(204);
        assertThat(get(path).statusCode()).isEqualTo(405);
    }

    @Test
    void largeAndMangledBodiesAreRefused() throws Exception {
        String type = "application/x-www-form-urlencoded";

        assertThat(post("/webhooks/twilio/status", type, "a=" + "b".repeat(70_000), "X-Twilio-Signature", "x")
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("/webhooks/twilio/status", type, "a=%zz", "X-Twilio-Signature", "x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(get("/" + "x".repeat(20_000)).statusCode()).isEqualTo(400);
    }

    /** As Twilio's documentation says: HMAC-SHA1 of the URL and the fields in the order of their names. */
    private static String signature(String target, TreeMap<String, String> form) throws Exception {
        var text = new StringBuilder(PUBLIC + target);
        form.forEach((name, value) -> text.append(name).append(value));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whileTheStoreIsAwayCallersMayTryAgainAndLearnNothing(@TempDir Path other) throws Exception {
        SmallCompany company = SmallCompany.in(other, 3).campaign("");
        try (WorkspaceStore lost = WorkspaceStore.open(company.open(), ENVIRONMENT);
                Node alone = Node.start(company.open(), lost, ENVIRONMENT, "127.0.0.1", 0)) {
            String base = "http://127.0.0.1:" + alone.port();
            lost.close();
            var token = HttpRequest.newBuilder(URI.create(base + link(0)))
                    .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                    .build();
            HttpResponse<String> answer = http.send(token, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("Error 503\n");
            var health = HttpRequest.newBuilder(URI.create(base + "/actuator/health"))
                    .build();
            HttpResponse<String> down = http.send(health, BodyHandlers.ofString());
            assertThat(down.statusCode()).isEqualTo(503);
            assertThat(down.body()).contains("\"store\":{\"status\":\"DOWN\"}").doesNotContain("xception");
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
