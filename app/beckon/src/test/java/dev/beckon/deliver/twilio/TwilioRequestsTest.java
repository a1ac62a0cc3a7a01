package dev.beckon.deliver.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.Messenger;
import dev.beckon.deliver.Outcome;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our requests against Twilio's own description of its interface, as Prism checks it. */
class TwilioRequestsTest {

    private static Process prism;
    private static URI url;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path program = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(each -> Path.of(each, "prism"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(program != null, "skipped: there is no prism (npm install -g @stoplight/prism-cli)");
        int port = freePort();
        prism = new ProcessBuilder(
                        String.valueOf(program), "mock", "-h", "127.0.0.1", "-p", "" + port, "--errors", description())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prism.log").toFile())
                .start();
        url = URI.create("http://127.0.0.1:" + port);
        TwilioOutbox.await(() -> listens(port));
    }

    private static String description() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("shared/data/twilio-openapi/twilio_api_v2010.yaml");
            if (Files.exists(file)) {
                return file.toString();
            }
        }
        Assumptions.assumeTrue(false, "skipped: Twilio's OpenAPI description is absent");
        throw new IllegalStateException();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (prism != null) {
            prism.destroy();
            if (!prism.waitFor(5, TimeUnit.SECONDS)) {
                prism.destroyForcibly();
            }
        }
    }

    @Test
    void aWhatsAppMessageIsAsDescribed() {
        assertThat(send(TwilioFaultsTest.message(7))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aCallIsAsDescribed() {
        assertThat(send(TwilioFaultsTest.call(7))).isInstanceOf(Outcome.Accepted.class);
    }

    /** What isn't, is noticed: else the other tests would prove nothing. */
    @Test
    void aTemplateIdThatIsNoneIsRefused() {
        var content = new Content.WhatsApp("HX-none", new TreeMap<>(Map.of("1", "Asha")), "Hello Asha");
        Envelope bad = TwilioFaultsTest.envelope(7, Channel.WHATSAPP, "+919820012345", content);
        assertThat(send(bad))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo("http-422"));
    }

    private static Outcome send(Envelope envelope) {
        TwilioSettings usual = TwilioFaultsTest.settings(url);
        var settings = new TwilioSettings(
                usual.accountSid(),
                usual.authToken(),
                usual.whatsAppSender(),
                usual.callNumber(),
                usual.publicUrl(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                usual.callLimit(),
                url);
        Messenger messenger = envelope.channel() == Channel.PHONE
                ? new CallMessenger(settings, TwilioOutbox.SECRET)
                : new WhatsAppMessenger(settings, TwilioOutbox.SECRET);
        try {
            return messenger.send(envelope);
        } finally {
            messenger.close();
        }
    }
}
