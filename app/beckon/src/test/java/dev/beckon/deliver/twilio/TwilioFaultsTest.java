package dev.beckon.deliver.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.Messenger;
import dev.beckon.deliver.Outcome;
import dev.beckon.deliver.peers.ScriptedTwilioServer;
import dev.beckon.deliver.peers.ScriptedTwilioServer.Fault;
import dev.beckon.store.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which a request can go wrong, over a real connection: what is concluded, and that it was sent once. */
class TwilioFaultsTest {

    private static final String NUMBER = "+919820012345";
    private static final Secret SECRET = new Secret("sixteen bytes or more".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private ScriptedTwilioServer server;
    private Fault next = Fault.NONE;

    @BeforeEach
    void start() throws Exception {
        server = ScriptedTwilioServer.start(0, folder.resolve("taken.log"), form -> next);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, Accepted",
        "SLOW, Accepted",
        "BAD_REQUEST, Rejected",
        "UNAUTHORIZED, LaneStopped",
        "TOO_MANY, NotTaken",
        "ERROR_BEFORE, InDoubt",
        "ERROR_AFTER, InDoubt",
        "BAD_GATEWAY, InDoubt",
        "UNAVAILABLE, InDoubt",
        "DROP_BEFORE, InDoubt",
        "DROP_AFTER, InDoubt",
        "HANG_BEFORE, InDoubt",
        "HANG_AFTER, InDoubt",
        "UNREADABLE, InDoubt",
        "CUT, InDoubt"
    })
    void eachFaultLeadsToOneOutcomeAndOneRequest(Fault fault, String outcome) throws Exception {
        try (Messenger whatsApp = new WhatsAppMessenger(settings(server.url()), SECRET);
                Messenger phone = new CallMessenger(settings(server.url()), SECRET)) {
            next = fault;
            assertThat(whatsApp.send(message(7)).getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(phone.send(call(8)).getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(server.creates())
                    .extracting(ScriptedTwilioServer.Create::id)
                    .containsExactly("7", "8");

            next = Fault.NONE;
            Outcome after = whatsApp.send(message(9));
            assertThat(after)
                    .isEqualTo(new Outcome.Accepted(server.creates().get(2).sid()));
            assertThat(server.creates()).hasSize(3);
        }
        long taken = Files.readAllLines(folder.resolve("taken.log")).size();
        assertThat(taken).isEqualTo(fault.isTaken() ? 3 : 1);
    }

    @Test
    void everyFaultOfTheServerIsInTheTable() throws Exception {
        var table = getClass()
                .getDeclaredMethod("eachFaultLeadsToOneOutcomeAndOneRequest", Fault.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();
        assertThat(table)
                .extracting(row -> row.split(",")[0])
                .containsExactlyInAnyOrder(java.util.stream.Stream.of(Fault.values())
                        .map(Enum::name)
                        .toArray(String[]::new));
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        next = Fault.TOO_MANY;
        assertThat(sendMessage()).isInstanceOfSatisfying(Outcome.NotTaken.class, outcome -> {
            assertThat(outcome.code()).isEqualTo("20429");
            assertThat(outcome.pause()).contains(Duration.ofSeconds(2));
            assertThat(outcome.whole()).isTrue();
        });
    }

    @Test
    void whatNeverGotAConnectionWasNotTaken() throws Exception {
        URI closed = server.url();
        server.close();
        assertThat(send(closed)).isInstanceOfSatisfying(Outcome.NotTaken.class, outcome -> {
            assertThat(outcome.code()).isEqualTo("not-reached");
            assertThat(outcome.whole()).isTrue();
        });
    }

    @Test
    void aFailedTlsHandshakeIsNoMessage() {
        URI tls = URI.create(server.url().toString().replace("http:", "https:"));
        assertThat(send(tls))
                .isInstanceOfSatisfying(
                        Outcome.NotTaken.class,
                        outcome -> assertThat(outcome.whole()).isTrue());
        assertThat(server.creates()).isEmpty();
    }

    /** What stands behind a code, as Twilio's documentation has it; 0: an answer without a code. */
    @ParameterizedTest
    @CsvSource({
        // status, code, outcome, suppresses, soft, next channel
        "400, 21211, Rejected, true, false, true",
        "400, 21610, Rejected, true, false, false",
        "400, 21614, Rejected, true, false, true",
        "400, 63014, Rejected, true, false, false",
        "400, 63003, Rejected, false, false, true",
        "400, 63024, Rejected, false, false, true",
        "400, 30005, Rejected, false, true, false",
        "400, 21656, Rejected, false, false, false",
        "400, 99999, Rejected, false, false, false",
        "400, 0, Rejected, false, false, false",
        "409, 0, Rejected, false, false, false"
    })
    void whatIsRefusedForGood(int status, int code, String outcome, boolean suppresses, boolean soft, boolean next) {
        assertThat(refused(status, code)).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(code == 0 ? "http-" + status : Integer.toString(code));
            assertThat(rejected.suppress().isPresent()).isEqualTo(suppresses);
            assertThat(rejected.soft()).isEqualTo(soft);
            assertThat(rejected.tryNextChannel()).isEqualTo(next);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "401, 20003, LaneStopped",
        "403, 20003, LaneStopped",
        "403, 0, LaneStopped",
        "404, 20404, LaneStopped",
        "307, 0, LaneStopped",
        "400, 63007, LaneStopped",
        "400, 63018, NotTaken",
        "429, 0, NotTaken",
        "400, 20429, NotTaken",
        "400, 30001, NotTaken",
        "403, 21215, Rejected",
        "500, 20429, InDoubt",
        "504, 0, InDoubt"
    })
    void whatAStatusOrACodeStopsOrDelays(int status, int code, String outcome) {
        assertThat(refused(status, code).getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(server.creates()).hasSize(1);
    }

    @Test
    void nothingOfTheReceiverIsInAnOutcome() {
        next = Fault.BAD_REQUEST;
        assertThat(sendMessage().toString()).doesNotContain("9820012345").doesNotContain("Asha");
        next = Fault.UNREADABLE;
        assertThat(sendMessage().toString()).doesNotContain("9820012345").doesNotContain("Asha");
    }

    @Test
    void aNumberThatIsNoneIsNotSentAnywhere() throws Exception {
        try (Messenger whatsApp = new WhatsAppMessenger(settings(server.url()), SECRET)) {
            Outcome outcome = whatsApp.send(
                    envelope(7, Channel.WHATSAPP, "+1&To=+2", message(7).content()));
            assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        }
        assertThat(server.creates()).isEmpty();
    }

    @Test
    void theTokenIsInNoText() {
        assertThat(settings(server.url()).toString()).doesNotContain("token-of-the-account");
    }

    private Outcome refused(int status, int code) {
        server.refuseWith(status, code);
        next = Fault.BAD_REQUEST;
        return sendMessage();
    }

    private Outcome sendMessage() {
        return send(server.url());
    }

    private static Outcome send(URI base) {
        var whatsApp = new WhatsAppMessenger(settings(base), SECRET);
        try {
            return whatsApp.send(message(7));
        } finally {
            whatsApp.close();
        }
    }

    static TwilioSettings settings(URI base) {
        return new TwilioSettings(
                "AC00000000000000000000000000000001",
                "token-of-the-account",
                "+14155238886",
                "+14155550100",
                URI.create("https://beckon.example.com"),
                Duration.ofSeconds(2),
                Duration.ofMillis(700),
                Duration.ofMinutes(3),
                base);
    }

    static Envelope message(long id) {
        var content = new Content.WhatsApp(
                "HX00000000000000000000000000000001", new TreeMap<>(Map.of("1", "Asha")), "Hello Asha");
        return envelope(id, Channel.WHATSAPP, NUMBER, content);
    }

    static Envelope call(long id) {
        String twiml =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>\n  <Say language=\"en-IN\">Hello Asha</Say>\n"
                        + "  <Pause length=\"1\"/>\n  <Say language=\"en-IN\">Bye</Say>\n</Response>\n";
        return envelope(id, Channel.PHONE, NUMBER, new Content.Phone(twiml, "Hello Asha\n\nBye"));
    }

    static Envelope envelope(long id, Channel channel, String address, Content content) {
        return new Envelope(
                id,
                "key",
                "win-back",
                "C1",
                channel,
                address,
                "en",
                Instant.parse("2026-11-02T06:30:00Z"),
                content,
                "https://beckon.example.com/u/1");
    }
}
