package dev.beckon.deliver.kill;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.Envelope;
import dev.beckon.deliver.Messenger;
import dev.beckon.deliver.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Speaks to {@link LineServer}, a connection a message. */
final class LineMessenger implements Messenger {

    private static final int TIME_OUT_MILLIS = 500;

    private final int port;

    LineMessenger(int port) {
        this.port = port;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public String provider() {
        return "line";
    }

    @Override
    public Outcome send(Envelope envelope) {
        Socket socket;
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            return Outcome.NotTaken.whole("connect", "can't connect");
        }
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIME_OUT_MILLIS);
            socket.getOutputStream().write((envelope.address() + "\n").getBytes(StandardCharsets.UTF_8));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if ("ok".equals(answer)) {
                return new Outcome.Accepted(envelope.key());
            }
            if ("not now".equals(answer)) {
                return Outcome.NotTaken.of("busy", "not now");
            }
            return "never".equals(answer)
                    ? Outcome.Rejected.of("never", "refused")
                    : new Outcome.InDoubt("answer", "not understood");
        } catch (IOException e) {
            return new Outcome.InDoubt("connection", "lost");
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
