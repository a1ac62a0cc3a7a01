package dev.beckon.deliver.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.peers.ScriptedTwilioServer.Fault;
import dev.beckon.deliver.twilio.TwilioCallbacks.Answer;
import dev.beckon.store.Suppressions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages go out to the scripted server; what is told about them afterwards comes in as Twilio would send it. */
class TwilioCallbacksTest {

    private static final String ASHA = "+919820012345";
    private static final String RAVI = "+919820054321";
    private static final String TOKEN = "token-of-the-account";

    @TempDir
    private Path folder;

    private TwilioOutbox outbox;
    private TwilioCallbacks callbacks;

    @BeforeEach
    void open() throws Exception {
        outbox = new TwilioOutbox(folder);
        callbacks = new TwilioCallbacks(outbox.settings, outbox.store, TwilioOutbox.SECRET);
    }

    @AfterEach
    void close() throws Exception {
        outbox.close();
    }

    @Test
    void inWhateverOrderAndHoweverOftenTheyComeTheMessageEndsUpTheSame() throws Exception {
        List<List<String>> orders = orders(List.of("queued", "sent", "delivered", "read"));
        List<List<String>> failing = orders(List.of("queued", "sent", "undelivered"));
        for (int i = 0; i < orders.size() + failing.size(); i++) {
            outbox.message("C" + i, Channel.WHATSAPP, "+9198200" + (10000 + i));
        }
        outbox.send();

        for (int i = 0; i < orders.size(); i++) {
            for (String status : orders.get(i)) {
                status(i, status, "");
                status(i, status, "");
            }
            assertThat(outbox.state(i)).as(orders.get(i).toString()).isEqualTo("DELIVERED");
        }
        for (int i = 0; i < failing.size(); i++) {
            for (String status : failing.get(i)) {
                status(orders.size() + i, status, "30008");
            }
            assertThat(outbox.state(orders.size() + i)).isEqualTo("FAILED");
        }
        assertThat(outbox.count("SELECT count(*) FROM callbacks")).isEqualTo(4L * orders.size() + 3L * failing.size());
    }

    private static List<List<String>> orders(List<String> statuses) {
        if (statuses.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<String>>();
        for (String first : statuses) {
            List<String> others =
                    statuses.stream().filter(each -> !each.equals(first)).toList();
            for (List<String> rest : orders(others)) {
                var order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }

    @Test
    void aCallbackSettlesAMessageInDoubt() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).faulty(Fault.ERROR_AFTER).send();
        assertThat(outbox.state(0)).isEqualTo("IN_DOUBT");

        status(0, "sent", "");

        assertThat(outbox.state(0)).isEqualTo("SENT");
        assertThat(outbox.text("SELECT provider_id FROM outbox")).isEqualTo(outbox.sid(0));
        assertThat(outbox.text("SELECT code FROM outbox")).isEqualTo("null");
        assertThat(outbox.count("SELECT count(*) FROM contents")).isZero();
        assertThat(outbox.text("SELECT who || ': ' || subject || ' ' || detail FROM audit WHERE action = 'resolve'"))
                .isEqualTo("twilio: message " + outbox.id(0) + " SENT: the provider says sent");
        outbox.faulty(Fault.NONE).work();
        assertThat(outbox.server.creates()).hasSize(1);
    }

    @Test
    void aCallbackMayComeBeforeTheAnswer() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).faulty(Fault.HANG_AFTER);
        var sending = new Thread(() -> {
            try {
                outbox.send();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        sending.start();
        TwilioOutbox.await(() ->
                outbox.state(0).equals("SENDING") && !outbox.server.creates().isEmpty());
        status(0, "delivered", "");
        sending.join();
        assertThat(outbox.state(0)).isEqualTo("DELIVERED");
    }

    @Test
    void aMessageThatAPersonPlannedAgainStaysBackWhenACallbackProvesIt() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).faulty(Fault.ERROR_AFTER).send();
        outbox.store.transaction(connection -> connection
                .createStatement()
                .executeUpdate("UPDATE outbox SET state = 'PLANNED', sent_at = NULL, code = NULL"));
        status(0, "queued", "");
        assertThat(outbox.state(0)).isEqualTo("SENT");
        assertThat(outbox.text("SELECT sent_at > 0 FROM outbox")).isEqualTo("1");
    }

    @Test
    void whatACodeSaysHappens() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA)
                .message("C2", Channel.WHATSAPP, RAVI)
                .message("C3", Channel.WHATSAPP, "+919820099999")
                .message("C4", Channel.WHATSAPP, "+919820099998")
                .send();
        status(0, "failed", "63014");
        status(1, "undelivered", "30003");
        status(2, "failed", "63018");
        status(3, "failed", "63112");

        assertThat(outbox.count("SELECT count(*) FROM outbox WHERE state = 'FAILED'"))
                .isEqualTo(4);
        assertThat(outbox.text("SELECT group_concat(address || ' ' || reason) FROM suppressions"))
                .isEqualTo(ASHA + " blocked or opted out");
        assertThat(outbox.text("SELECT group_concat(outbox_id) FROM soft_bounces"))
                .isEqualTo("" + outbox.id(1));
        assertThat(outbox.text("SELECT stopped FROM lanes WHERE lane = 'whatsapp/twilio' AND paused_until > 0"))
                .isEqualTo("63112 WhatsApp disabled the business account");
    }

    @ParameterizedTest
    @CsvSource({"completed, DELIVERED", "busy, FAILED", "no-answer, FAILED", "failed, FAILED", "ringing, SENT"})
    void callsEndToo(String status, String state) throws Exception {
        outbox.message("C1", Channel.PHONE, ASHA).send();
        post(target(0), Map.of("CallSid", outbox.sid(0), "CallStatus", status));
        assertThat(outbox.state(0)).isEqualTo(state);
    }

    @Test
    void nothingIsBelievedWithoutTwiliosSignature() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).send();
        Map<String, String> form = Map.of("MessageSid", outbox.sid(0), "MessageStatus", "delivered");
        String target = target(0);
        String good = signature("https://beckon.example.com" + target, form, TOKEN);

        assertThat(callbacks.receive(target, form, null)).isInstanceOf(Answer.BadSignature.class);
        assertThat(callbacks.receive(target, form, "")).isInstanceOf(Answer.BadSignature.class);
        assertThat(callbacks.receive(target, Map.of("MessageSid", outbox.sid(0), "MessageStatus", "failed"), good))
                .isInstanceOf(Answer.BadSignature.class);
        assertThat(callbacks.receive(target.replace("message=", "message=1"), form, good))
                .isInstanceOf(Answer.BadSignature.class);
        assertThat(callbacks.receive(
                        target, form, signature("https://beckon.example.com" + target, form, "another token")))
                .isInstanceOf(Answer.BadSignature.class);
        assertThat(callbacks.receive(target, form, signature("http://127.0.0.1:8080" + target, form, TOKEN)))
                .isInstanceOf(Answer.BadSignature.class);
        assertThat(callbacks.receive("/webhooks/twilio/status?a=\"\\", form, good))
                .isInstanceOf(Answer.BadSignature.class);
        assertThat(outbox.state(0)).isEqualTo("SENT");

        assertThat(callbacks.receive(target, form, good)).isInstanceOf(Answer.Accepted.class);
        assertThat(outbox.state(0)).isEqualTo("DELIVERED");
    }

    /** An id that we didn't sign names no message, even if Twilio signed the request. */
    @Test
    void anotherWorkspacesMessageIsNotOurs() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).send();
        String target = "/webhooks/twilio/status?message=" + outbox.id(0) + "&signature=AAAAAAAAAAAAAAAAAAAAAA";
        post(target, Map.of("MessageSid", "SM" + "f".repeat(32), "MessageStatus", "delivered"));
        assertThat(outbox.state(0)).isEqualTo("SENT");
    }

    /** The example of Twilio's documentation on signatures. */
    @Test
    void signaturesAreTwilios() throws GeneralSecurityException {
        Map<String, String> form = Map.of(
                "CallSid", "CA1234567890ABCDE",
                "Caller", "+14158675309",
                "Digits", "1234",
                "From", "+14158675309",
                "To", "+18005551212");
        String url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        assertThat(signature(url, form, "12345")).isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    @Test
    void whoSaysStopGetsNothingMore() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA)
                .message("C2", Channel.PHONE, ASHA)
                .message("C3", Channel.WHATSAPP, RAVI)
                .send();

        assertThat(inbound("SM1", ASHA, "Please stop!")).isInstanceOf(Answer.Twiml.class);

        assertThat(suppressed("whatsapp", ASHA)).isTrue();
        assertThat(suppressed("whatsapp", RAVI)).isFalse();
        assertThat(suppressed("phone", ASHA)).isFalse();
        assertThat(consent("C1", "whatsapp")).isEqualTo("denied SM1");
        assertThat(consent("C2", "whatsapp")).isEqualTo("denied SM1");
        assertThat(consent("C3", "whatsapp")).startsWith("granted");
    }

    @Test
    void otherWordsChangeNothing() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).send();
        inbound("SM1", ASHA, "When does the offer end?");
        assertThat(suppressed("whatsapp", ASHA)).isFalse();
        assertThat(consent("C1", "whatsapp")).startsWith("granted");
    }

    @Test
    void startTakesBackStopAndAnOldStopDoesNotComeAgain() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).send();
        inbound("SM1", ASHA, "STOP");
        inbound("SM2", ASHA, "START");
        assertThat(suppressed("whatsapp", ASHA)).isFalse();
        assertThat(consent("C1", "whatsapp")).isEqualTo("granted SM2");

        inbound("SM1", ASHA, "STOP");
        assertThat(suppressed("whatsapp", ASHA)).isFalse();
        assertThat(outbox.text(
                        "SELECT group_concat(action) FROM (SELECT action FROM audit WHERE who = 'twilio' ORDER BY at)"))
                .isEqualTo("suppress,unsuppress");
        assertThat(outbox.count("SELECT count(*) FROM audit WHERE subject LIKE '%98200%'"))
                .isZero();
    }

    @Test
    void startDoesNotTakeBackWhatAPersonSuppressed() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).send();
        new Suppressions(outbox.store, TwilioOutbox.SECRET).add(ASHA, "whatsapp", "lawyer's letter", "somebody");
        inbound("SM1", ASHA, "STOP");
        inbound("SM2", ASHA, "START");
        assertThat(suppressed("whatsapp", ASHA)).isTrue();
    }

    @Test
    void stoppedPeopleGetNothingOfTheSameRun() throws Exception {
        outbox.message("C1", Channel.WHATSAPP, ASHA).message("C2", Channel.WHATSAPP, RAVI);
        inbound("SM1", RAVI, "STOP");
        outbox.send();
        assertThat(outbox.state(0)).isEqualTo("SENT");
        assertThat(outbox.state(1)).isEqualTo("SUPPRESSED");
        assertThat(outbox.server.creates()).hasSize(1);
    }

    @Test
    void nineInACallOptsOut() throws Exception {
        outbox.message("C1", Channel.PHONE, ASHA).send();
        String action = outbox.server
                .creates()
                .get(0)
                .form()
                .getOrDefault("Twiml", "")
                .replaceAll("(?s).*action=\"([^\"]*)\".*", "$1");
        String target = action.replace("&amp;", "&").replace("https://beckon.example.com", "");

        Answer other = post(target, Map.of("CallSid", outbox.sid(0), "Digits", "1"));
        assertThat(other)
                .isInstanceOfSatisfying(
                        Answer.Twiml.class,
                        twiml -> assertThat(twiml.xml()).contains("<Hangup/>").doesNotContain("Say"));
        assertThat(suppressed("phone", ASHA)).isFalse();

        Answer nine = post(target, Map.of("CallSid", outbox.sid(0), "Digits", "9"));
        assertThat(nine)
                .isInstanceOfSatisfying(
                        Answer.Twiml.class,
                        twiml -> assertThat(twiml.xml())
                                .contains("<Say voice=\"Polly.Aditi\" language=\"hi-IN\">अब आपको"));
        assertThat(suppressed("phone", ASHA)).isTrue();
        assertThat(suppressed("whatsapp", ASHA)).isFalse();
        assertThat(consent("C1", "phone")).startsWith("denied");
    }

    @Test
    void aPathThatIsNoneIsNotFound() throws Exception {
        assertThat(post("/webhooks/twilio/other", Map.of("a", "b"))).isInstanceOf(Answer.NotFound.class);
    }

    private Answer status(int place, String status, String code) throws GeneralSecurityException {
        var form = new HashMap<>(Map.of("MessageSid", outbox.sid(place), "MessageStatus", status));
        if (!code.isEmpty()) {
            form.put("ErrorCode", code);
        }
        return post(target(place), form);
    }

    private Answer inbound(String sid, String number, String words) throws GeneralSecurityException {
        return post("/webhooks/twilio/inbound", Map.of("MessageSid", sid, "From", "whatsapp:" + number, "Body", words));
    }

    /** Where the server was told to report to. */
    private String target(int place) {
        String callback = outbox.server.creates().stream()
                .filter(each -> each.id().equals(Long.toString(outbox.id(place))))
                .findFirst()
                .orElseThrow()
                .form()
                .getOrDefault("StatusCallback", "");
        return callback.substring(callback.indexOf("/webhooks"));
    }

    private Answer post(String target, Map<String, String> form) throws GeneralSecurityException {
        return callbacks.receive(target, form, signature("https://beckon.example.com" + target, form, TOKEN));
    }

    /** As Twilio's documentation says it is made. */
    private static String signature(String url, Map<String, String> form, String token)
            throws GeneralSecurityException {
        var text = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private boolean suppressed(String channel, String number) {
        return new Suppressions(outbox.store, TwilioOutbox.SECRET)
                .snapshot()
                .reason(channel, number)
                .isPresent();
    }

    private String consent(String customer, String channel) {
        return outbox.text("SELECT state || ' ' || coalesce(evidence, '') FROM consents WHERE customer_id = '"
                + customer + "' AND channel = '" + channel + "'");
    }
}
