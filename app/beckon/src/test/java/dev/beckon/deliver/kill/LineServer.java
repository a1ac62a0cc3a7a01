package dev.beckon.deliver.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * The simplest provider: a line with a receiver is a message, {@code ok} means that it was taken. Writes down what it took
 * before it says so.
 *
 * <pre>
 * java -cp TEST-CLASSPATH dev.beckon.deliver.kill.LineServer PORT FILE SHARE SEED
 * </pre>
 *
 * A SHARE of the messages meets a fault: the connection is dropped before or after it was taken, no answer before or
 * after, not now, never, an answer that nobody understands, slow.
 */
public final class LineServer {

    private final Path file;
    private final double share;
    private final Random random;

    private LineServer(Path file, double share, long seed) {
        this.file = file;
        this.share = share;
        this.random = new Random(seed);
    }

    public static void main(String[] args) throws IOException {
        var server = new LineServer(Path.of(args[1]), Double.parseDouble(args[2]), Long.parseLong(args[3]));
        try (var listening = new ServerSocket(Integer.parseInt(args[0]), 100, InetAddress.getLoopbackAddress())) {
            var acceptor = new Thread(() -> server.accept(listening));
            acceptor.setDaemon(true);
            acceptor.start();
            System.out.println("listening on " + listening.getLocalPort());
            System.out.flush();
            while (System.in.read() >= 0) {
                // Until whoever started it goes.
            }
        }
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                var thread = new Thread(() -> serve(socket));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = socket.getOutputStream()) {
            socket.setTcpNoDelay(true);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Thread.sleep(5);
                String answer = answer(line, fault());
                if (answer == null) {
                    return;
                }
                out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException e) {
            // The client went.
        }
    }

    private synchronized int fault() {
        return random.nextDouble() < share ? 1 + random.nextInt(8) : 0;
    }

    /** @return null: the connection is dropped */
    private String answer(String receiver, int fault) throws IOException, InterruptedException {
        switch (fault) {
            case 1:
                return null;
            case 2:
                Thread.sleep(60_000);
                return null;
            case 3:
                return "not now";
            case 4:
                return "never";
            default:
                record(receiver);
        }
        switch (fault) {
            case 5:
                return null;
            case 6:
                Thread.sleep(60_000);
                return null;
            case 7:
                return "%&!";
            case 8:
                Thread.sleep(200);
                return "ok";
            default:
                return "ok";
        }
    }

    private synchronized void record(String receiver) throws IOException {
        Files.writeString(
                file,
                System.currentTimeMillis() + "\t-\t" + receiver + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
