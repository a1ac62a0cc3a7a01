package dev.beckon.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** Stands before a PostgreSQL server and cuts one connection where it is told to. */
final class CuttingProxy implements Closeable {

    /** Where the connection is cut. */
    enum Where {
        /** The server doesn't get the statement. */
        BEFORE_STATEMENT,
        /** It commits, and nobody hears of it. */
        AFTER_COMMIT
    }

    private record Cut(String statement, Where where) {}

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final AtomicReference<Cut> next = new AtomicReference<>();

    CuttingProxy(int server) throws IOException {
        this.server = server;
        daemon(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Cuts the connection that sends a statement with these words next. It must be sent as text each time. */
    void cut(String statement, Where where) {
        next.set(new Cut(statement, where));
    }

    boolean hasCut() {
        return next.get() == null;
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var pair = new Pair(listening.accept(), new Socket(InetAddress.getLoopbackAddress(), server));
                daemon(pair::toServer);
                daemon(pair::toClient);
            } catch (IOException e) {
                return;
            }
        }
    }

    private final class Pair {

        private final Socket client;
        private final Socket postgres;
        private volatile boolean deaf;

        Pair(Socket client, Socket postgres) {
            this.client = client;
            this.postgres = postgres;
        }

        void toServer() {
            Cut hit = null;
            try (client;
                    postgres) {
                InputStream in = client.getInputStream();
                OutputStream out = postgres.getOutputStream();
                byte[] buffer = new byte[65_536];
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    String text = new String(Arrays.copyOf(buffer, length), StandardCharsets.ISO_8859_1);
                    Cut cut = next.get();
                    if (cut != null && text.contains(cut.statement)) {
                        hit = cut;
                        if (cut.where == Where.BEFORE_STATEMENT && next.compareAndSet(cut, null)) {
                            return;
                        }
                    }
                    if (hit != null && text.contains("COMMIT") && next.compareAndSet(hit, null)) {
                        deaf = true;
                    }
                    out.write(buffer, 0, length);
                }
            } catch (IOException e) {
                // Either side went.
            }
        }

        void toClient() {
            try (client;
                    postgres) {
                InputStream in = postgres.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[65_536];
                // What the server answers to the commit says that it is done.
                for (int length = in.read(buffer); length >= 0 && !deaf; length = in.read(buffer)) {
                    out.write(buffer, 0, length);
                }
            } catch (IOException e) {
                // Either side went.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
