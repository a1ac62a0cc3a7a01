package dev.beckon.deliver.kill;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.deliver.Body;
import dev.beckon.deliver.Delivery;
import dev.beckon.deliver.DeliverySettings;
import dev.beckon.deliver.Guards;
import dev.beckon.deliver.Messenger;
import dev.beckon.deliver.SendingClock;
import dev.beckon.store.CapRule;
import dev.beckon.store.Consents;
import dev.beckon.store.Lanes;
import dev.beckon.store.NewMessage;
import dev.beckon.store.Outbox;
import dev.beckon.store.Run;
import dev.beckon.store.RunState;
import dev.beckon.store.Runs;
import dev.beckon.store.Secret;
import dev.beckon.store.Store;
import dev.beckon.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A process that delivers until it is killed, or its standard input ends.
 *
 * <pre>
 * java -cp TEST-CLASSPATH dev.beckon.deliver.kill.Node STORE-URL STORE-USER OWNER PROVIDER PORT RUNS MESSAGES
 * </pre>
 *
 * Before, it writes down all of so many RUNS of so many MESSAGES that aren't there yet, each to a customer of their own.
 */
public final class Node {

    static final Duration LEASE = Duration.ofSeconds(2);
    static final String CAMPAIGN = "kill";
    static final Secret SECRET = new Secret("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private static final int PER_SECOND = 150;
    private static final int CHUNK = 20;

    private Node() {}

    public static void main(String[] args) throws IOException {
        var settings = new StoreSettings(args[0], args[1].isEmpty() ? null : args[1], null);
        try (Store store = Store.open(settings);
                Messenger messenger = Provider.valueOf(args[3]).messenger(Integer.parseInt(args[4]))) {
            Outbox outbox = outbox(store);
            for (int run = 1; run <= Integer.parseInt(args[5]); run++) {
                fill(store, outbox, run, Integer.parseInt(args[6]), messenger);
            }
            try (var delivery = new Delivery(
                    store,
                    outbox,
                    List.of(messenger),
                    settings(args[2], messenger.channel()),
                    new Guards(0, Duration.ZERO, 1, 1, 1, Long.MAX_VALUE),
                    SendingClock.real(store.clock()),
                    new SimpleMeterRegistry())) {
                System.out.println("ready");
                System.out.flush();
                while (System.in.read() >= 0) {
                    // Until whoever started it goes.
                }
            }
        }
        System.out.println("closed");
    }

    static Outbox outbox(Store store) {
        return new Outbox(store, SECRET, List.of(new CapRule(null, 2, Duration.ofDays(1))));
    }

    private static DeliverySettings settings(String owner, Channel channel) {
        var waits = new DeliverySettings.Waits(Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofMillis(300));
        return new DeliverySettings(
                owner,
                LEASE,
                Map.of(channel, new DeliverySettings.LaneSettings(4, new Lanes.Limits(PER_SECOND, 0))),
                Map.of(),
                ZoneOffset.UTC,
                8,
                waits);
    }

    /** When a run was supposed to happen, so that every node begins the same. */
    static Instant fireAt(int run) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(run);
    }

    private static void fill(Store store, Outbox outbox, int number, int messages, Messenger messenger) {
        var runs = new Runs(store);
        Run run = runs.begin(
                new Runs.NewRun(CAMPAIGN, fireAt(number), "plan-" + number, "2026-01-01", messages, messages, null));
        if (run.state() != RunState.PREPARING) {
            return;
        }
        System.out.println("filling");
        Channel channel = messenger.channel();
        byte[] body = body(channel);
        for (int from = 0; from < messages; from += CHUNK) {
            var chunk = new ArrayList<NewMessage>();
            var consents = new ArrayList<Consents.Consent>();
            for (int place = from; place < Math.min(messages, from + CHUNK); place++) {
                String customer = "c" + run.number() + "-" + place;
                chunk.add(new NewMessage(
                        place,
                        customer,
                        channel.key(),
                        messenger.provider(),
                        Provider.address(channel, run.number(), place),
                        "en",
                        null,
                        run.fireAt(),
                        null,
                        body));
                consents.add(
                        new Consents.Consent(customer, channel.key(), Consents.GRANTED, run.fireAt(), "data", null));
            }
            new Consents(store).add(consents);
            outbox.add(run.number(), chunk);
        }
        runs.open(run.number(), 0);
    }

    private static byte[] body(Channel channel) {
        Content content = channel == Channel.EMAIL
                ? new Content.Email("Sweets", "<p>Sweets</p>", "Sweets")
                : new Content.WhatsApp("HX00000000000000000000000000000000", new TreeMap<>(), "Sweets");
        return new Body("https://example.test/u", content).bytes();
    }
}
