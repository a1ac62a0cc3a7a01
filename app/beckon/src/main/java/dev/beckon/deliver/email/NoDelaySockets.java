package dev.beckon.deliver.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that send at once: Angus Mail writes each command by itself, and the usual waiting for more (Nagle's algorithm)
 * would cost 40 ms a message.
 */
final class NoDelaySockets extends SocketFactory {

    private @Nullable Socket last;

    /** How long reading from the newest socket may take from now on. */
    void timeout(int millis) throws SocketException {
        if (last != null) {
            last.setSoTimeout(millis);
        }
    }

    private Socket noDelay(Socket socket) throws SocketException {
        socket.setTcpNoDelay(true);
        last = socket;
        return socket;
    }

    /** Angus Mail asks for an unconnected one, so that it can connect with a time-out. */
    @Override
    public Socket createSocket() throws IOException {
        return noDelay(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return noDelay(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return noDelay(new Socket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return noDelay(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return noDelay(new Socket(host, port, from, fromPort));
    }

    /** Lays TLS over sockets that Angus Mail made by itself. */
    SSLSocketFactory encrypted(SSLSocketFactory tls) {
        return new Encrypted(tls);
    }

    private final class Encrypted extends SSLSocketFactory {

        private final SSLSocketFactory tls;

        Encrypted(SSLSocketFactory tls) {
            this.tls = tls;
        }

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
            return tls.createSocket(noDelay(plain), host, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return noDelay(tls.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return noDelay(tls.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return noDelay(tls.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return noDelay(tls.createSocket(host, port, from, fromPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }
    }
}
