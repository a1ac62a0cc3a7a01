package dev.beckon.deliver.kill;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of its own with this one's class path. Started for short lives. */
final class Jvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    /** @param log gets what it says on standard error */
    Jvm(Path log, List<String> mainAndArguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx160m"));
        command.addAll(
                List.of(System.getProperty("kill.jvm", "-Dfile.encoding=UTF-8").split(" ")));
        command.addAll(List.of("-cp", System.getProperty("kill.classpath", System.getProperty("java.class.path"))));
        command.addAll(mainAndArguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The first line that begins so or so; null if it ended before. */
    String await(String... beginnings) throws IOException {
        String line = out.readLine();
        while (line != null && Stream.of(beginnings).noneMatch(line::startsWith)) {
            line = out.readLine();
        }
        return line;
    }

    /** {@code kill -9} */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end. @return whether it did, without an error */
    boolean end(long seconds) throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
