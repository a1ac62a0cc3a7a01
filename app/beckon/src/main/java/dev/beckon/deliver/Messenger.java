package dev.beckon.deliver;

import dev.beckon.campaign.Channel;

/** A channel's way out. Thread-safe: as many threads call {@link #send} as there are connections. */
public interface Messenger extends AutoCloseable {

    Channel channel();

    /** Stands in the outbox: {@code smtp}, {@code twilio} or {@code drop-folder}. */
    String provider();

    /**
     * Sends one message, once: it never tries again by itself. Whatever goes wrong is an outcome; an exception is a bug,
     * and leaves the message in doubt.
     */
    Outcome send(Envelope envelope);

    @Override
    void close();

    /** For logs, metrics and the store. */
    default String lane() {
        return channel().key() + "/" + provider();
    }
}
