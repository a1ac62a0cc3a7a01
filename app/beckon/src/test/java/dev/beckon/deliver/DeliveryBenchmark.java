package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import dev.beckon.campaign.Content;
import dev.beckon.deliver.email.MailBuilder;
import dev.beckon.deliver.email.SmtpMessenger;
import dev.beckon.deliver.email.SmtpSettings;
import dev.beckon.store.Consents;
import dev.beckon.store.Lanes;
import dev.beckon.store.MessageState;
import dev.beckon.store.NewMessage;
import dev.beckon.store.Outbox;
import dev.beckon.store.RunProgress;
import dev.beckon.store.Runs;
import dev.beckon.store.Secret;
import dev.beckon.store.Store;
import dev.beckon.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * Measures how many emails a second go out, the adapter alone and with the outbox, and how many messages a second are
 * claimed. Not a test; {@code app/bench/throughput.sh} runs its main with a mail server's port on loopback, the number of
 * messages, and a JDBC address of an empty PostgreSQL database or {@code embedded}.
 */
public final class DeliveryBenchmark {

    private static final Secret SECRET = new Secret("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static final int LETTERS = 8_600;
    private static final int WARM_UP = 2_000;
    private static final int CHUNK = 5_000;
    private static final Duration LEASE = Duration.ofMinutes(3);

    private final int port;
    private final int messages;
    private final Content.Email content = content();

    private DeliveryBenchmark(int port, int messages) {
        this.port = port;
        this.messages = messages;
    }

    public static void main(String[] args) throws Exception {
        var benchmark = new DeliveryBenchmark(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        System.out.printf("one message: %,d bytes%n", mails().bytes(benchmark.envelope(0)).length);
        benchmark.adapter(1, WARM_UP);
        for (int connections : new int[] {1, 4}) {
            show(
                    "adapter alone, " + connections + " connection" + (connections == 1 ? "" : "s"),
                    benchmark.messages,
                    benchmark.adapter(connections, benchmark.messages));
        }
        Path file = Files.createTempDirectory("delivery-benchmark").resolve("beckon.db");
        benchmark.store("SQLite", StoreSettings.file(file));
        if (!args[2].equals("embedded")) {
            benchmark.store("PostgreSQL", new StoreSettings(args[2], null, null));
            return;
        }
        try (var postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            benchmark.store("PostgreSQL", new StoreSettings(postgres.getJdbcUrl("postgres", "postgres"), null, null));
        }
    }

    private static void show(String what, int number, Duration time) {
        System.out.printf("%-44s %,9.0f messages/s%n", what, number / (time.toNanos() / 1e9));
    }

    /** Half text, half HTML: 8.6 KB together. */
    private static Content.Email content() {
        String line = "Fresh jalebi, rasmalai and gulab jamun are waiting for you this week.\n";
        String text = line.repeat(LETTERS / 2 / line.length());
        return new Content.Email("Sweets for you", "<p>" + text + "</p>\n", text);
    }

    private static MailBuilder mails() {
        return new MailBuilder("Mithai & More <hello@mithai.example>", Optional.empty(), SECRET);
    }

    private SmtpMessenger messenger(int connections) {
        return new SmtpMessenger(
                SmtpSettings.of("127.0.0.1", port, SmtpSettings.Tls.NONE, Optional.empty())
                        .withConnections(connections),
                mails());
    }

    private Envelope envelope(long id) {
        return new Envelope(
                id,
                "%032x".formatted(id),
                "bench",
                "C" + id,
                Channel.EMAIL,
                "c" + id + "@example.com",
                "en",
                Instant.EPOCH,
                content,
                "https://mithai.example/u/" + id);
    }

    private Duration adapter(int connections, int number) throws Exception {
        var next = new AtomicInteger();
        var workers = Executors.newFixedThreadPool(connections);
        long begin = System.nanoTime();
        try (var messenger = messenger(connections)) {
            var all = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < connections; i++) {
                all.add(workers.submit(() -> {
                    for (int id = next.getAndIncrement(); id < number; id = next.getAndIncrement()) {
                        Outcome outcome = messenger.send(envelope(id));
                        if (!(outcome instanceof Outcome.Accepted)) {
                            throw new IllegalStateException(outcome.toString());
                        }
                    }
                }));
            }
            for (var each : all) {
                each.get();
            }
        } finally {
            workers.shutdown();
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void store(String name, StoreSettings settings) throws InterruptedException {
        try (Store store = Store.open(settings)) {
            var outbox = new Outbox(store, SECRET, List.of());
            for (int connections : new int[] {4, 16}) {
                long run = fill(store, outbox, Instant.EPOCH.plusSeconds(connections));
                show(
                        name + ", outbox included, " + connections + " connections",
                        messages,
                        delivered(store, outbox, run, connections));
            }
            long run = fill(store, outbox, Instant.EPOCH);
            show(name + ", claimed, 100 at once", messages, claimed(outbox, run));
        }
    }

    private long fill(Store store, Outbox outbox, Instant at) {
        var runs = new Runs(store);
        long run = runs.begin(new Runs.NewRun("bench", at, "plan" + at, "2026-11-01", messages, messages, null))
                .number();
        var consents = new Consents(store);
        byte[] body = new Body("https://mithai.example/u/x", content).bytes();
        for (long from = 0; from < messages; from += CHUNK) {
            List<Long> places = LongStream.range(from, Math.min(messages, from + CHUNK))
                    .boxed()
                    .toList();
            consents.add(places.stream()
                    .map(i -> new Consents.Consent("C" + i, "email", Consents.GRANTED, at, "data", null))
                    .toList());
            outbox.add(
                    run,
                    places.stream()
                            .map(i -> new NewMessage(
                                    i, "C" + i, "email", "smtp", "c" + i + "@example.com", "en", "UTC", at, null, body))
                            .toList());
        }
        runs.open(run, 0);
        return run;
    }

    private Duration delivered(Store store, Outbox outbox, long run, int connections) throws InterruptedException {
        var settings =
                new DeliverySettings("node", LEASE, Map.of(), Map.of(), ZoneOffset.UTC, DeliverySettings.ATTEMPTS);
        long begin = System.nanoTime();
        try (var delivery = new Delivery(
                store,
                outbox,
                List.of(messenger(connections)),
                settings,
                Guards.DEFAULT,
                SendingClock.real(InstantSource.system()),
                new SimpleMeterRegistry())) {
            while (new RunProgress(store).counts(run).getOrDefault(MessageState.SENT, 0L) < messages) {
                Thread.sleep(100);
            }
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    private Duration claimed(Outbox outbox, long run) {
        long begin = System.nanoTime();
        var claim = new Outbox.Claim(run, "smtp", "email", 100, Instant.now(), "node", LEASE, Lanes.Limits.NONE);
        int count = 0;
        for (int taken = -1; taken != 0; count += taken) {
            taken = outbox.claim(claim).messages().size();
        }
        if (count != messages) {
            throw new IllegalStateException(count + " claimed, not " + messages);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
