package dev.beckon.deliver.peers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Lines to and fro. */
final class SmtpWire {

    private final Socket socket;
    private final BufferedInputStream in;

    SmtpWire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    boolean isEncrypted() {
        return socket instanceof SSLSocket;
    }

    SmtpWire encrypted(SSLContext tls) throws IOException {
        var secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        return new SmtpWire(secure);
    }

    @Nullable
    String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                int end = line.length() - 1;
                return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
            }
            line.append((char) c);
        }
        return null;
    }

    void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    void waitForEnd(Duration most) throws IOException {
        socket.setSoTimeout((int) most.toMillis());
        while (in.read() >= 0) {
            // whatever it still says
        }
    }
}
