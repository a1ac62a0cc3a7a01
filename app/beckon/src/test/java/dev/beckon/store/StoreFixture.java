package dev.beckon.store;

import dev.beckon.campaign.Content;
import dev.beckon.deliver.Body;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One node's view of a store, and short words for what tests do with it. Its messages are due at {@link #NOON}. */
public final class StoreFixture implements AutoCloseable {

    public static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    public static final Duration LEASE = Duration.ofMinutes(3);
    static final Lanes.Limits NO_LIMITS = Lanes.Limits.NONE;

    private static final Secret SECRET = new Secret("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private static final byte[] BODY =
            new Body("https://example.test/u", new Content.Email("Sweets", "<p>Sweets</p>", "Sweets")).bytes();

    public final Store store;
    public final Outbox outbox;
    public final Runs runs;
    public final Lanes lanes;
    public final Consents consents;
    public final Suppressions suppressions;

    public StoreFixture(StoreSettings settings, CapRule... caps) {
        store = Store.open(settings);
        outbox = new Outbox(store, SECRET, List.of(caps));
        runs = new Runs(store);
        lanes = new Lanes(store);
        consents = new Consents(store);
        suppressions = new Suppressions(store, SECRET);
    }

    /** A run that is being prepared. */
    public Run prepare(String campaign) {
        return runs.begin(new Runs.NewRun(campaign, NOON, "plan", "2026-11-02", 100, 10, null));
    }

    /** An open run with a message to each customer by email, all of whom agreed. */
    public Run open(String campaign, String... customers) {
        return open(campaign, 0, customers);
    }

    /** @param canary so many go first; 0: all at once */
    public Run open(String campaign, long canary, String... customers) {
        Run run = prepare(campaign);
        var messages = new ArrayList<NewMessage>();
        for (String customer : customers) {
            agree(customer);
            messages.add(message(messages.size(), customer));
        }
        outbox.add(run.number(), messages);
        runs.open(run.number(), canary);
        return runs.find(run.number()).orElseThrow();
    }

    /** {@code c000, c001 ...} */
    public static String[] customers(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> String.format("c%03d", i))
                .toArray(String[]::new);
    }

    public void agree(String customer) {
        consents.add(List.of(new Consents.Consent(customer, "email", Consents.GRANTED, Instant.EPOCH, "data", null)));
    }

    public static NewMessage message(long place, String customer) {
        return message(place, customer, "email", NOON, null);
    }

    public static NewMessage message(
            long place, String customer, String channel, Instant notBefore, @Nullable Instant expiresAt) {
        return new NewMessage(
                place, customer, channel, "test", address(customer), "en", null, notBefore, expiresAt, BODY);
    }

    public static String address(String customer) {
        return customer + "@example.test";
    }

    public List<OutboxMessage> claim(Run run, String owner, int most) {
        return claim(run, owner, most, LEASE);
    }

    public List<OutboxMessage> claim(Run run, String owner, int most, Duration lease) {
        return claim(run, "email", owner, most, lease, NO_LIMITS).messages();
    }

    Outbox.Claimed claim(Run run, String channel, String owner, int most, Duration lease, Lanes.Limits limits) {
        return outbox.claim(new Outbox.Claim(run.number(), "test", channel, most, NOON, owner, lease, limits));
    }

    public Admission start(OutboxMessage message, String owner) {
        return start(message, owner, NOON);
    }

    public Admission start(OutboxMessage message, String owner, Instant moment) {
        return start(message, owner, moment, LEASE);
    }

    public Admission start(OutboxMessage message, String owner, Instant moment, Duration lease) {
        return outbox.commit(new Outbox.Batch(List.of(new Outbox.Start(message, moment)), List.of(), owner, lease))
                .get(0);
    }

    public void end(Ending ending, String owner) {
        outbox.commit(new Outbox.Batch(List.of(), List.of(ending), owner, LEASE));
    }

    /** Claims one message, marks it and says that it was sent. */
    public OutboxMessage sendOne(Run run, Instant moment) {
        OutboxMessage message = claim(run, "sender", 1).get(0);
        if (!(start(message, "sender", moment) instanceof Admission.Go)) {
            throw new AssertionError("not sent");
        }
        end(Ending.sent(message, "id-" + message.id()), "sender");
        return message;
    }

    public Map<MessageState, Long> counts(Run run) {
        return new RunProgress(store).counts(run.number());
    }

    /** Each row with its columns joined by blanks. */
    public List<String> rows(String sql) {
        return store.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                var all = new ArrayList<String>();
                while (rows.next()) {
                    var columns = new ArrayList<String>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        columns.add(String.valueOf(rows.getObject(i)));
                    }
                    all.add(String.join(" ", columns));
                }
                return all;
            }
        });
    }

    public int change(String sql) {
        return store.transaction(connection -> Rows.change(connection, sql));
    }

    @Override
    public void close() {
        store.close();
    }
}
