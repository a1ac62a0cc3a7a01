package dev.beckon.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.store.Admission;
import dev.beckon.store.Consents;
import dev.beckon.store.Ending;
import dev.beckon.store.Lanes;
import dev.beckon.store.NewMessage;
import dev.beckon.store.Outbox;
import dev.beckon.store.OutboxMessage;
import dev.beckon.store.Runs;
import dev.beckon.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** A run whose messages have all been taken by a mail server. */
final class SentMessages {

    private static final Duration LEASE = Duration.ofMinutes(3);

    final Store store;
    final Outbox outbox;
    final long run;
    final List<OutboxMessage> messages;

    SentMessages(Store store, int number) {
        this.store = store;
        this.outbox = new Outbox(store, SampleMail.SECRET, List.of());
        var runs = new Runs(store);
        Instant at = SampleMail.AT;
        this.run = runs.begin(new Runs.NewRun("win-back", at, "plan", "2026-11-01", number, number, null))
                .number();
        new Consents(store)
                .add(LongStream.range(0, number)
                        .mapToObj(i -> new Consents.Consent("C" + i, "email", Consents.GRANTED, at, "data", null))
                        .toList());
        outbox.add(
                run,
                LongStream.range(0, number)
                        .mapToObj(i -> new NewMessage(
                                i,
                                "C" + i,
                                "email",
                                "smtp",
                                "c" + i + "@example.com",
                                "en",
                                null,
                                at,
                                null,
                                new byte[] {1}))
                        .toList());
        runs.open(run, 0);
        this.messages = outbox.claim(
                        new Outbox.Claim(run, "smtp", "email", number, at, "node", LEASE, Lanes.Limits.NONE))
                .messages();
        assertThat(messages).hasSize(number);
        var starts = messages.stream().map(each -> new Outbox.Start(each, at)).toList();
        assertThat(outbox.commit(new Outbox.Batch(starts, List.of(), "node", LEASE)))
                .allMatch(Admission.Go.class::isInstance);
        end(messages.stream().map(each -> Ending.sent(each, "")).toList());
    }

    private void end(List<Ending> endings) {
        outbox.commit(new Outbox.Batch(List.of(), endings, "node", LEASE));
    }

    long id(int place) {
        return messages.get(place).id();
    }

    String address(int place) {
        return messages.get(place).address();
    }

    String state(int place) {
        return store.read(connection -> {
            try (var statement = connection.prepareStatement("SELECT state, code FROM outbox WHERE id = ?")) {
                statement.setLong(1, id(place));
                var row = statement.executeQuery();
                row.next();
                return row.getString(1) + (row.getString(2) == null ? "" : " " + row.getString(2));
            }
        });
    }
}
