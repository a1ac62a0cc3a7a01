package dev.beckon.deliver.kill;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a provider took, by its own record. */
final class ProviderLog {

    private final Path file;
    private final Provider provider;
    private final Map<Long, Integer> taken = new HashMap<>();
    private long read;

    ProviderLog(Path file, Provider provider) {
        this.file = file;
        this.provider = provider;
    }

    /** How often each message was taken, by outbox id. */
    synchronized Map<Long, Integer> taken() {
        try {
            readOn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(taken);
    }

    private void readOn() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(read);
            byte[] fresh = new byte[(int) (in.length() - read)];
            in.readFully(fresh);
            int end = fresh.length;
            while (end > 0 && fresh[end - 1] != '\n') {
                end--;
            }
            new String(fresh, 0, end, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> taken.merge(provider.id(line.split("\t")), 1, Integer::sum));
            read += end;
        }
    }
}
