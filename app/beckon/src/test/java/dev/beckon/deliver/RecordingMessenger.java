package dev.beckon.deliver;

import dev.beckon.campaign.Channel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** A provider within the test: remembers every message that reached it, and does what the test says. */
final class RecordingMessenger implements Messenger {

    private final List<Envelope> sent = new CopyOnWriteArrayList<>();
    private final Semaphore gate = new Semaphore(0);
    private volatile Function<Envelope, Outcome> script = each -> new Outcome.Accepted("id-" + each.id());
    private volatile Duration time = Duration.ZERO;
    private volatile boolean gated;
    private volatile boolean closed;

    /** What becomes of a message; what throws is a bug. */
    RecordingMessenger answering(Function<Envelope, Outcome> with) {
        script = with;
        return this;
    }

    /** How long each takes. */
    RecordingMessenger taking(Duration each) {
        time = each;
        return this;
    }

    /** Messages wait on the wire until they are let through. */
    RecordingMessenger gated() {
        gated = true;
        return this;
    }

    void letThrough(int messages) {
        gate.release(messages);
    }

    void openGate() {
        gated = false;
        gate.release(1_000_000);
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public String provider() {
        return "test";
    }

    @Override
    public Outcome send(Envelope envelope) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        sent.add(envelope);
        try {
            if (gated) {
                gate.acquire();
            }
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return script.apply(envelope);
    }

    /** Each attempt, in order. */
    List<Envelope> attempts() {
        return List.copyOf(sent);
    }

    List<String> customers() {
        return sent.stream().map(Envelope::customer).toList();
    }

    @Override
    public void close() {
        closed = true;
    }
}
