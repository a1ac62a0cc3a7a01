package dev.beckon.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Beckon relies on, whatever the channel and provider. */
public abstract class MessengerContractTest {

    private static final int WORKERS = 4;

    private Messenger messenger;

    /** One whose provider takes everything. */
    protected abstract Messenger messenger() throws Exception;

    /** A good message of this channel. */
    protected abstract Envelope envelope(long id);

    /** One that can't be sent as it is. */
    protected abstract Envelope unsendable(long id);

    /** Keys or other names of the messages that the provider has, in any order; those taken twice are there twice. */
    protected abstract List<String> taken() throws Exception;

    /** What {@link #taken} calls this message. */
    protected abstract String nameOf(Envelope envelope);

    @BeforeEach
    void open() throws Exception {
        messenger = messenger();
    }

    @AfterEach
    void close() {
        messenger.close();
    }

    @Test
    void aGoodMessageIsTakenOnce() throws Exception {
        Envelope envelope = envelope(1);
        assertThat(messenger.send(envelope)).isInstanceOf(Outcome.Accepted.class);
        assertThat(taken()).containsExactly(nameOf(envelope));
    }

    @Test
    void theSameMessageHasTheSameKeyEachTime() throws Exception {
        messenger.send(envelope(1));
        messenger.send(envelope(1));
        assertThat(taken()).isNotEmpty().allMatch(nameOf(envelope(1))::equals);
    }

    @Test
    void whatCantBeSentIsRefusedWithACodeAndWithoutPersonalData() throws Exception {
        Envelope bad = unsendable(1);
        assertThat(messenger.send(bad)).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.code()).isNotBlank();
            assertThat(rejected.code() + rejected.detail())
                    .doesNotContain(bad.address())
                    .doesNotContain(bad.customer());
        });
        assertThat(taken()).isEmpty();
        assertThat(messenger.send(envelope(2))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void severalWorkersSendAtTheSameTime() throws Exception {
        List<Envelope> envelopes =
                LongStream.rangeClosed(1, 60).mapToObj(this::envelope).toList();
        var workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Callable<Outcome>> work = envelopes.stream()
                    .<Callable<Outcome>>map(each -> () -> messenger.send(each))
                    .toList();
            for (var each : workers.invokeAll(work)) {
                assertThat(each.get()).isInstanceOf(Outcome.Accepted.class);
            }
        } finally {
            workers.shutdownNow();
        }
        assertThat(taken())
                .containsExactlyInAnyOrderElementsOf(
                        envelopes.stream().map(this::nameOf).toList());
    }

    @Test
    void itsLaneIsItsChannelAndProvider() {
        assertThat(messenger.lane())
                .isEqualTo(messenger.channel().key() + "/" + messenger.provider())
                .isEqualTo(
                        messenger.channel().key() + "/" + messenger.provider().toLowerCase(java.util.Locale.ROOT));
        assertThat(envelope(1).channel()).isEqualTo(messenger.channel());
    }
}
