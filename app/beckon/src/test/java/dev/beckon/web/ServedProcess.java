package dev.beckon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code beckon serve} in a process of its own, on any free port. */
final class ServedProcess implements AutoCloseable {

    private static final Pattern SERVING = Pattern.compile("Serving .* at (http://127\\.0\\.0\\.1:\\d+)/");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path log;
    private String base = "";

    private ServedProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Begins to start. */
    static ServedProcess begin(Path workspace, Path log, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx400m",
                        "-Dfile.encoding=UTF-8",
                        "-Duser.timezone=UTC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.beckon.cli.Main",
                        "serve",
                        "--port",
                        "0",
                        "--workspace",
                        workspace.toString()))
                .redirectError(log.toFile());
        builder.environment().putAll(environment);
        return new ServedProcess(builder.start(), log);
    }

    /** Returns when it listens. */
    ServedProcess ready() throws IOException {
        var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher serving = SERVING.matcher(line);
            if (serving.matches()) {
                base = serving.group(1);
                return this;
            }
        }
        throw new IllegalStateException("it ended: " + java.nio.file.Files.readString(log));
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    int post(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** SIGTERM. @return the exit code */
    int terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
