package dev.beckon.deliver.twilio;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.deliver.Body;
import dev.beckon.deliver.Delivery;
import dev.beckon.deliver.DeliverySettings;
import dev.beckon.deliver.Guards;
import dev.beckon.deliver.Messenger;
import dev.beckon.deliver.SendingClock;
import dev.beckon.deliver.peers.ScriptedTwilioServer;
import dev.beckon.deliver.peers.ScriptedTwilioServer.Fault;
import dev.beckon.store.Consents;
import dev.beckon.store.MessageId;
import dev.beckon.store.NewMessage;
import dev.beckon.store.Outbox;
import dev.beckon.store.Runs;
import dev.beckon.store.Secret;
import dev.beckon.store.Store;
import dev.beckon.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A store in a file, the scripted server, and real senders between them. Messages are named by their place in the run. */
final class TwilioOutbox implements AutoCloseable {

    static final Secret SECRET = new Secret("sixteen bytes or more".getBytes(StandardCharsets.UTF_8));

    final Store store;
    final ScriptedTwilioServer server;
    final TwilioSettings settings;
    final long run;
    private final Outbox outbox;
    private final List<NewMessage> messages = new ArrayList<>();
    private volatile Fault next = Fault.NONE;

    TwilioOutbox(Path folder) throws Exception {
        this(folder, StoreSettings.file(folder.resolve("beckon.db")));
    }

    TwilioOutbox(Path folder, StoreSettings database) throws Exception {
        store = Store.open(database);
        server = ScriptedTwilioServer.start(0, folder.resolve("taken.log"), form -> next);
        settings = TwilioFaultsTest.settings(server.url());
        outbox = new Outbox(store, SECRET, List.of());
        run = new Runs(store)
                .begin(new Runs.NewRun("win-back", Instant.EPOCH, "plan", "2026-11-01", 10, 10, null))
                .number();
    }

    /** What happens to requests from now on. */
    TwilioOutbox faulty(Fault fault) {
        next = fault;
        return this;
    }

    TwilioOutbox message(String customer, Channel channel, String number) {
        return message(customer, channel, number, null);
    }

    /** A WhatsApp message, or a call if it doesn't reach them. */
    TwilioOutbox messageOrCall(String customer, String number) {
        consent(customer, Channel.PHONE);
        return message(
                customer,
                Channel.WHATSAPP,
                number,
                new NewMessage.Fallback(
                        Channel.PHONE.key(), TwilioCallbacks.PROVIDER, number, null, body(Channel.PHONE)));
    }

    private static byte[] body(Channel channel) {
        Content content = channel == Channel.PHONE
                ? TwilioFaultsTest.call(0).content()
                : new Content.WhatsApp("HX00000000000000000000000000000001", new TreeMap<>(Map.of("1", "A")), "Hi A");
        return new Body("https://beckon.example.com/u/1", content).bytes();
    }

    private TwilioOutbox message(
            String customer, Channel channel, String number, NewMessage.@Nullable Fallback fallback) {
        messages.add(new NewMessage(
                messages.size(),
                customer,
                channel.key(),
                TwilioCallbacks.PROVIDER,
                number,
                "hi",
                null,
                Instant.EPOCH,
                null,
                body(channel),
                fallback));
        consent(customer, channel);
        return this;
    }

    void consent(String customer, Channel channel) {
        new Consents(store)
                .add(List.of(new Consents.Consent(
                        customer, channel.key(), Consents.GRANTED, Instant.EPOCH, Consents.OF_DATA, null)));
    }

    /** Sends all of it, and returns when nothing is left to send. */
    TwilioOutbox send() throws Exception {
        outbox.add(run, messages);
        new Runs(store).open(run, 0);
        return work();
    }

    /** Sends what was added since {@link #send}. */
    TwilioOutbox addLater() throws Exception {
        outbox.add(run, messages);
        store.transaction(connection ->
                connection.createStatement().executeUpdate("UPDATE runs SET state = 'OPEN' WHERE state = 'DONE'"));
        return work();
    }

    /** Sends whatever is planned. */
    TwilioOutbox work() throws Exception {
        var senders = List.<Messenger>of(new WhatsAppMessenger(settings, SECRET), new CallMessenger(settings, SECRET));
        var delivery = new DeliverySettings(
                "node-" + System.nanoTime(), Duration.ofSeconds(60), Map.of(), Map.of(), ZoneOffset.UTC, 3);
        try (var sending = new Delivery(
                store,
                outbox,
                senders,
                delivery,
                new Guards(0, Duration.ZERO, 1, 1, 1, 50),
                SendingClock.real(InstantSource.system()),
                new SimpleMeterRegistry())) {
            await(() -> count("SELECT count(*) FROM outbox WHERE state IN ('PLANNED', 'CLAIMED', 'SENDING')") == 0);
        }
        return this;
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It didn't happen within 30 seconds");
            }
            Thread.sleep(10);
        }
    }

    long id(int place) {
        return MessageId.of(run, 0, place);
    }

    String state(int place) {
        return text("SELECT state FROM outbox WHERE id = " + id(place));
    }

    /** What the server calls the message. */
    String sid(int place) {
        return server.creates().stream()
                .filter(each -> each.id().equals(Long.toString(id(place))))
                .findFirst()
                .orElseThrow()
                .sid();
    }

    String text(String sql) {
        return store.read(connection -> {
            try (var statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
            }
        });
    }

    long count(String sql) {
        return Long.parseLong(text(sql));
    }

    @Override
    public void close() throws Exception {
        store.close();
        server.close();
    }
}
