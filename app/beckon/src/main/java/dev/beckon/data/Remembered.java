package dev.beckon.data;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was made of texts of which few are different; wild ones don't fill the memory. */
final class Remembered {

    private static final int MOST = 10_000;

    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

    @Nullable
    String of(String text, Function<String, @Nullable String> reader) {
        Optional<String> value = known.get(text);
        if (value == null) {
            value = Optional.ofNullable(reader.apply(text));
            if (known.size() < MOST) {
                known.put(text, value);
            }
        }
        return value.orElse(null);
    }
}
