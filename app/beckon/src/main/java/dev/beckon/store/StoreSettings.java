package dev.beckon.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is.
 *
 * @param url {@code jdbc:sqlite:...} or {@code jdbc:postgresql:...}
 * @param password null where none is needed
 */
public record StoreSettings(
        String url, @Nullable String user, @Nullable String password) {

    /** The embedded store, in a file. */
    public static StoreSettings file(Path file) {
        return new StoreSettings("jdbc:sqlite:" + file.toAbsolutePath(), null, null);
    }

    /** Without credentials: it may be logged. */
    @Override
    public String toString() {
        return url.replaceAll("[?].*", "");
    }
}
