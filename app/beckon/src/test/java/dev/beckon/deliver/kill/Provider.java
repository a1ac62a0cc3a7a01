package dev.beckon.deliver.kill;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.Messenger;
import dev.beckon.deliver.email.MailBuilder;
import dev.beckon.deliver.email.SmtpMessenger;
import dev.beckon.deliver.email.SmtpSettings;
import dev.beckon.deliver.peers.ScriptedSmtpServer;
import dev.beckon.deliver.peers.ScriptedTwilioServer;
import dev.beckon.deliver.twilio.TwilioSettings;
import dev.beckon.deliver.twilio.WhatsAppMessenger;
import dev.beckon.store.MessageId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who takes the messages: a process that lives through the kills. */
enum Provider {
    SMTP("email/smtp") {
        @Override
        Messenger messenger(int port) {
            var settings = SmtpSettings.of("127.0.0.1", port, SmtpSettings.Tls.NONE, Optional.empty())
                    .withTimeouts(TIME_OUT);
            return new SmtpMessenger(
                    settings, new MailBuilder("Sweets <news@example.test>", Optional.empty(), Node.SECRET));
        }

        @Override
        List<String> server(Path log, double faults, long seed) {
            return List.of(
                    ScriptedSmtpServer.class.getName(),
                    "0",
                    log.toString(),
                    String.valueOf(faults),
                    String.valueOf(seed),
                    String.valueOf(SLOW_MILLIS));
        }

        @Override
        long id(String[] fields) {
            return idOf(fields[2]);
        }
    },
    TWILIO("whatsapp/twilio") {
        @Override
        Messenger messenger(int port) {
            return new WhatsAppMessenger(
                    new TwilioSettings(
                            "AC00000000000000000000000000000000",
                            "secret",
                            "+14155550100",
                            null,
                            URI.create("https://beckon.example.test"),
                            TIME_OUT,
                            TIME_OUT,
                            TwilioSettings.CALL_LIMIT,
                            URI.create("http://127.0.0.1:" + port)),
                    Node.SECRET);
        }

        @Override
        List<String> server(Path log, double faults, long seed) {
            return List.of(
                    ScriptedTwilioServer.class.getName(),
                    "0",
                    log.toString(),
                    String.valueOf(seed),
                    String.valueOf(faults));
        }

        @Override
        long id(String[] fields) {
            return Long.parseLong(fields[1]);
        }
    };

    /** Shorter than the lease. */
    private static final int SLOW_MILLIS = 300;

    private static final Duration TIME_OUT = Duration.ofMillis(700);

    private final String lane;

    Provider(String lane) {
        this.lane = lane;
    }

    String lane() {
        return lane;
    }

    abstract Messenger messenger(int port);

    /** Its class and arguments. The first line it prints ends with its port. */
    abstract List<String> server(Path log, double faults, long seed);

    /** The outbox id of a message that it took, from a line of its log. */
    abstract long id(String[] fields);

    static String address(Channel channel, long run, int place) {
        return channel == Channel.EMAIL
                ? "m" + place + ".r" + run + "@example.test"
                : String.format("+9198%04d%04d", run, place);
    }

    static long idOf(String email) {
        String[] parts = email.replaceFirst("@.*", "").substring(1).split("\\.r");
        return MessageId.of(Long.parseLong(parts[1]), 0, Long.parseLong(parts[0]));
    }
}
