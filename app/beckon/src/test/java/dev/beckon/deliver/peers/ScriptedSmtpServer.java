package dev.beckon.deliver.peers;

import dev.beckon.deliver.peers.SmtpFault.Deed;
import dev.beckon.deliver.peers.SmtpFault.Drop;
import dev.beckon.deliver.peers.SmtpFault.Hang;
import dev.beckon.deliver.peers.SmtpFault.Reply;
import dev.beckon.deliver.peers.SmtpFault.Slow;
import dev.beckon.deliver.peers.SmtpFault.Stage;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server on loopback that remembers every message it took and goes wrong where it is told to. It also runs as a
 * process of its own that lives through the kills of others:
 *
 * <pre>
 * java -cp TEST-CLASSPATH dev.beckon.deliver.peers.ScriptedSmtpServer PORT FILE [SHARE [SEED [SLOW-MILLIS]]]
 *
 * PORT         0: any free one. The first line on standard output is "listening on PORT"
 * FILE         gets a line for each message taken, before the answer goes out: milliseconds since 1970, the key (what
 *              stands before the @ of the Message-ID), the receiver; with a tab between
 * SHARE        of messages that meet a fault, from 0 (the default) to 1
 * SEED         of the faults (1)
 * SLOW-MILLIS  what a slow answer takes (2000)
 * </pre>
 *
 * Faults: dropped connection (in the body too, and at the final dot before or after the message was recorded), no answer
 * until the client goes, 451, 421, 550 or 554, and a slow answer. Ends when its standard input does, or is killed.
 */
public final class ScriptedSmtpServer implements AutoCloseable {

    private static final Duration LONGEST_HANG = Duration.ofMinutes(10);

    private final ServerSocket listening;
    private final @Nullable SSLContext tls;
    private final @Nullable Path file;
    private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile SmtpFaults faults = SmtpFaults.none();
    private volatile int connections;

    /**
     * A message that was taken.
     *
     * @param from envelope sender
     * @param data as it came, with dots unstuffed
     */
    public record Accepted(String from, String to, String data) {

        /** What stands before the @ of the Message-ID; empty without one. */
        public String key() {
            return data.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("message-id:"))
                    .map(line -> line.replaceFirst("^[^<]*<", "").replaceFirst("@.*$", ""))
                    .findFirst()
                    .orElse("");
        }
    }

    /** @param tls for STARTTLS, which isn't offered without it */
    public ScriptedSmtpServer(int port, @Nullable SSLContext tls, @Nullable Path file) throws IOException {
        this.listening = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        this.tls = tls;
        this.file = file;
        var acceptor = new Thread(this::accept, "scripted-smtp");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public ScriptedSmtpServer() throws IOException {
        this(0, null, null);
    }

    public static void main(String[] args) throws Exception {
        double share = args.length > 2 ? Double.parseDouble(args[2]) : 0;
        long seed = args.length > 3 ? Long.parseLong(args[3]) : 1;
        long slow = args.length > 4 ? Long.parseLong(args[4]) : 2000;
        try (var server = new ScriptedSmtpServer(Integer.parseInt(args[0]), null, Path.of(args[1]))) {
            server.faults(SmtpFaults.random(seed, share, Duration.ofMillis(slow)));
            System.out.println("listening on " + server.port());
            System.out.flush();
            while (System.in.read() >= 0) {
                // Until whoever started it goes.
            }
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    public void faults(SmtpFaults faults) {
        this.faults = faults;
    }

    /** Each once, in this order, when its stage is reached. */
    public void faults(SmtpFault... inTurn) {
        faults = SmtpFaults.inTurn(List.of(inTurn));
    }

    public List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /** How many connections there have been. */
    public int connections() {
        return connections;
    }

    /** What clients said, without bodies. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                connections++;
                open.add(socket);
                var thread = new Thread(() -> serve(socket), "scripted-smtp-" + connections);
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Conversation(socket).run();
        } catch (IOException | InterruptedException e) {
            // The client went, or we do.
        } finally {
            open.remove(socket);
        }
    }

    private synchronized void record(Accepted message) {
        accepted.add(file == null ? message : new Accepted(message.from, message.to, ""));
        if (file != null) {
            String line = System.currentTimeMillis() + "\t" + message.key() + "\t" + message.to + "\n";
            try {
                Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Closeable each : open) {
            each.close();
        }
    }

    private static final class Dropped extends IOException {}

    /** One connection. */
    private final class Conversation {

        private static final int LINES_BEFORE_A_FAULT = 3;

        private SmtpWire wire;
        private String from = "";
        private String to = "";

        Conversation(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            this.wire = new SmtpWire(socket);
        }

        void run() throws IOException, InterruptedException {
            answer(Stage.GREETING, "220 scripted ESMTP");
            for (String line = wire.line(); line != null; line = wire.line()) {
                commands.add(line);
                if (!obey(line, line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT))) {
                    return;
                }
            }
        }

        private boolean obey(String line, String verb) throws IOException, InterruptedException {
            switch (verb) {
                case "EHLO", "HELO" ->
                    answer(
                            Stage.EHLO,
                            "250-scripted\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n"
                                    + (tls == null || wire.isEncrypted() ? "" : "250-STARTTLS\r\n") + "250 AUTH PLAIN");
                case "STARTTLS" -> {
                    if (answer(Stage.STARTTLS, "220 go")) {
                        wire = wire.encrypted(Objects.requireNonNull(tls));
                    }
                }
                case "AUTH" -> answer(Stage.AUTH, "235 2.7.0 welcome");
                case "MAIL" -> {
                    from = address(line);
                    answer(Stage.MAIL, "250 2.1.0 ok");
                }
                case "RCPT" -> {
                    to = address(line);
                    answer(Stage.RCPT, "250 2.1.5 ok");
                }
                case "DATA" -> {
                    if (answer(Stage.DATA, "354 go ahead")) {
                        body();
                    }
                }
                case "QUIT" -> {
                    wire.say("221 2.0.0 bye");
                    return false;
                }
                default -> wire.say("250 2.0.0 ok");
            }
            return true;
        }

        private static String address(String line) {
            return line.replaceFirst("^[^<]*<", "").replaceFirst(">.*$", "");
        }

        private void body() throws IOException, InterruptedException {
            var data = new StringBuilder();
            Optional<SmtpFault> fault = faults.at(Stage.BODY);
            int lines = 0;
            for (String line = wire.line(); !".".equals(line); line = wire.line()) {
                if (line == null) {
                    throw new Dropped();
                }
                if (fault.isPresent() && ++lines > LINES_BEFORE_A_FAULT) {
                    commit(fault.get().deed(), null);
                    fault = Optional.empty();
                }
                data.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
            }
            var message = new Accepted(from, to, data.toString());
            fault = faults.at(Stage.DOT);
            if (fault.isPresent() && commit(fault.get().deed(), message)) {
                return;
            }
            record(message);
            wire.say("250 2.0.0 taken");
        }

        /** @return whether it went as it should */
        private boolean answer(SmtpFault.Stage stage, String line) throws IOException, InterruptedException {
            Optional<SmtpFault> fault = faults.at(stage);
            if (fault.isPresent() && commit(fault.get().deed(), null)) {
                return false;
            }
            wire.say(line);
            return true;
        }

        /** @return whether that was all that is to be said */
        private boolean commit(Deed deed, @Nullable Accepted message) throws IOException, InterruptedException {
            if (deed instanceof Reply reply) {
                wire.say(reply.line());
                if (reply.line().startsWith("421")) {
                    throw new Dropped();
                }
                return true;
            }
            if (deed instanceof Slow slow) {
                Thread.sleep(slow.time().toMillis());
                return false;
            }
            boolean recorded = deed instanceof Drop drop ? drop.recorded() : ((Hang) deed).recorded();
            if (recorded && message != null) {
                record(message);
            }
            if (deed instanceof Hang) {
                wire.waitForEnd(LONGEST_HANG);
            }
            throw new Dropped();
        }
    }
}
