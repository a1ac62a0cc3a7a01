package dev.beckon.deliver.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Answers as Twilio's messages and calls do, or goes wrong as told. Whatever it takes it writes into a file before it
 * answers: what stands there was sent to somebody.
 *
 * <p>As a process of its own it chooses faults at random:
 *
 * <pre>
 * java -cp ... dev.beckon.deliver.peers.ScriptedTwilioServer PORT LOG [SEED [SHARE [FAULTS]]]
 *   PORT    on 127.0.0.1; 0: any free one. The first line on standard output is "listening on PORT"
 *   LOG     a line for each message or call taken, added at the end:
 *           milliseconds since 1970, outbox id, sid, fault, tab between them.
 *           The outbox id is the parameter "message" of the status callback's address, so senders need a public URL;
 *           without one it is the receiver's number
 *   SEED    of the random choice, a whole number; 1 if it isn't there
 *   SHARE   of the requests that go wrong, from 0 to 1; 0 if it isn't there
 *   FAULTS  which, with commas between them, in small letters with hyphens: slow,drop-after; all but "unauthorized"
 *           (which stops a lane until a person resumes it) if it isn't there
 * </pre>
 *
 * A message that is taken can be found by {@code GET Messages.json?To=..} and {@code GET Calls.json?To=..}.
 */
public final class ScriptedTwilioServer implements AutoCloseable {

    /** What happens to a request to create something. */
    public enum Fault {
        NONE(true),
        BAD_REQUEST(false),
        UNAUTHORIZED(false),
        TOO_MANY(false),
        /** 500, and nothing was taken. */
        ERROR_BEFORE(false),
        /** 500, and yet it was taken. */
        ERROR_AFTER(true),
        BAD_GATEWAY(true),
        UNAVAILABLE(false),
        /** The connection is closed without an answer, and nothing was taken. */
        DROP_BEFORE(false),
        DROP_AFTER(true),
        /** No answer for longer than anybody waits, and nothing was taken. */
        HANG_BEFORE(false),
        HANG_AFTER(true),
        SLOW(true),
        /** 201 with a body that isn't JSON. */
        UNREADABLE(true),
        /** 201, and the connection is closed in the middle of the body. */
        CUT(true);

        private final boolean taken;

        Fault(boolean taken) {
            this.taken = taken;
        }

        public boolean isTaken() {
            return taken;
        }
    }

    /** A request to create something. @param id of the outbox, or the receiver's number */
    public record Create(Instant at, String path, Map<String, String> form, String id, Fault fault, String sid) {}

    /** Chooses what goes wrong. */
    @FunctionalInterface
    public interface Script {
        Fault next(Map<String, String> form);
    }

    private static final Duration HANG = Duration.ofSeconds(60);
    private static final Duration SLOW = Duration.ofMillis(300);
    private static final Pattern MESSAGE = Pattern.compile("[?&]message=([0-9]+)");
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    static {
        // Else every answer on a kept connection takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FileChannel log;
    private final Script script;
    private final java.util.concurrent.atomic.AtomicInteger questions = new java.util.concurrent.atomic.AtomicInteger();
    private final List<Create> creates = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile int refusedStatus = 400;
    private volatile int refusedCode = 21656;

    private ScriptedTwilioServer(HttpServer http, FileChannel log, Script script) {
        this.http = http;
        this.log = log;
        this.script = script;
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    /** @param port 0: any free one */
    public static ScriptedTwilioServer start(int port, Path log, Script script) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        return new ScriptedTwilioServer(
                http, FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND), script);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** What {@link Fault#BAD_REQUEST} answers from now on. @param code of Twilio's; 0: an answer without one */
    public void refuseWith(int status, int code) {
        refusedStatus = status;
        refusedCode = code;
    }

    /** All requests to create something, also those that weren't taken. */
    public List<Create> creates() {
        return List.copyOf(creates);
    }

    /** How often it was asked what it has. */
    public int questions() {
        return questions.get();
    }

    /** Those that it took. */
    public List<Create> taken() {
        return creates.stream().filter(each -> each.fault.isTaken()).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("GET")) {
                questions.incrementAndGet();
                list(exchange);
            } else {
                create(exchange, fields(new String(body, StandardCharsets.UTF_8)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void create(HttpExchange exchange, Map<String, String> form) throws IOException, InterruptedException {
        Fault fault = script.next(form);
        String path = exchange.getRequestURI().getPath();
        String prefix = path.endsWith("/Calls.json") ? "CA" : "SM";
        var create = new Create(
                Instant.now(), path, form, id(form), fault, prefix + "%032x".formatted(numbers.incrementAndGet()));
        if (fault.isTaken()) {
            write(create);
        }
        creates.add(create);
        answer(exchange, create);
    }

    private static String id(Map<String, String> form) {
        Matcher message = MESSAGE.matcher(form.getOrDefault("StatusCallback", ""));
        return message.find() ? message.group(1) : form.getOrDefault("To", "");
    }

    private synchronized void write(Create create) throws IOException {
        String line =
                create.at.toEpochMilli() + "\t" + create.id + "\t" + create.sid + "\t" + name(create.fault) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            log.write(bytes);
        }
    }

    private void answer(HttpExchange exchange, Create create) throws IOException, InterruptedException {
        switch (create.fault) {
            case NONE -> send(exchange, 201, resource(create));
            case SLOW -> {
                closing.await(SLOW.toMillis(), TimeUnit.MILLISECONDS);
                send(exchange, 201, resource(create));
            }
            case UNREADABLE -> {
                String whole = resource(create);
                send(exchange, 201, whole.substring(0, whole.length() / 2));
            }
            case CUT -> {
                byte[] bytes = resource(create).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(201, bytes.length);
                exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            }
            case BAD_REQUEST ->
                send(
                        exchange,
                        refusedStatus,
                        refusedCode == 0
                                ? "<html>Refused</html>"
                                : error(refusedStatus, refusedCode, "To " + create.form.get("To") + " is refused"));
            case UNAUTHORIZED -> send(exchange, 401, error(401, 20003, "Authenticate"));
            case TOO_MANY -> {
                exchange.getResponseHeaders().add("Retry-After", "2");
                send(exchange, 429, error(429, 20429, "Too Many Requests"));
            }
            case ERROR_BEFORE, ERROR_AFTER -> send(exchange, 500, error(500, 20500, "Internal Server Error"));
            case BAD_GATEWAY -> send(exchange, 502, "<html>Bad Gateway</html>");
            case UNAVAILABLE -> send(exchange, 503, error(503, 20503, "Service Unavailable"));
            case HANG_BEFORE, HANG_AFTER -> closing.await(HANG.toMillis(), TimeUnit.MILLISECONDS);
            case DROP_BEFORE, DROP_AFTER -> {
                // Closing the exchange closes the connection.
            }
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        Map<String, String> query =
                fields(String.valueOf(exchange.getRequestURI().getRawQuery()));
        String path = exchange.getRequestURI().getPath();
        List<String> found = taken().stream()
                .filter(each -> each.path.equals(path) && each.form.get("To").equals(query.get("To")))
                .map(ScriptedTwilioServer::resource)
                .toList();
        String key = path.endsWith("/Calls.json") ? "calls" : "messages";
        send(
                exchange,
                200,
                "{\"" + key + "\": [" + String.join(", ", found)
                        + "], \"page\": 0, \"page_size\": 50, \"next_page_uri\": null}");
    }

    private static String resource(Create create) {
        String at = RFC_2822.format(create.at.atZone(ZoneOffset.UTC));
        String times = create.path.endsWith("/Calls.json")
                ? "\"start_time\": \"" + at + "\", \"duration\": \"20\""
                : "\"date_sent\": \"" + at + "\", \"num_segments\": \"1\"";
        return ("{\"sid\": \"%s\", \"status\": \"queued\", \"to\": \"%s\", \"from\": \"%s\", \"date_created\": \"%s\","
                        + " \"date_updated\": \"%s\", %s, \"error_code\": null, \"direction\": \"outbound-api\"}")
                .formatted(create.sid, create.form.get("To"), create.form.get("From"), at, at, times);
    }

    private static String error(int status, int code, String message) {
        return "{\"code\": %d, \"message\": \"%s\", \"status\": %d, \"more_info\": \"https://www.twilio.com/docs/errors/%d\"}"
                .formatted(code, message, status, code);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> fields(String encoded) {
        var fields = new HashMap<String, String>();
        for (String field : encoded.split("&")) {
            String[] sides = field.split("=", 2);
            fields.put(decoded(sides[0]), sides.length == 2 ? decoded(sides[1]) : "");
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String name(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Drops whatever is being answered. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        http.stop(0);
        threads.shutdownNow();
        log.close();
    }

    /** Ends with the process that was started for it. */
    public static void main(String[] arguments) throws IOException {
        String[] all = Stream.concat(
                        Stream.of(arguments), Stream.of("1", "0", "").skip(Math.max(0, arguments.length - 2)))
                .toArray(String[]::new);
        List<Fault> faults = Stream.of(Fault.values())
                .filter(each -> all[4].isEmpty()
                        ? each != Fault.NONE && each != Fault.UNAUTHORIZED
                        : List.of(all[4].split(",")).contains(name(each)))
                .toList();
        double share = Double.parseDouble(all[3]);
        var random = new Random(Long.parseLong(all[2]));
        var server = start(Integer.parseInt(all[0]), Path.of(all[1]), form -> choose(random, share, faults));
        System.out.println("listening on " + server.url().getPort());
    }

    private static synchronized Fault choose(Random random, double share, List<Fault> faults) {
        return random.nextDouble() < share ? faults.get(random.nextInt(faults.size())) : Fault.NONE;
    }
}
