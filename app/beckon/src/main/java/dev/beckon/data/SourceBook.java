package dev.beckon.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is learnt about one source while it is loaded. */
final class SourceBook {

    private final String source;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> alarms = new LinkedHashSet<>();
    private final List<UnmatchedKeys> unmatched = new ArrayList<>();
    private long read;
    private long loaded;

    SourceBook(String source) {
        this.source = source;
    }

    String source() {
        return source;
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /** A warning that whoever decides by the data must see, also where no report of their quality is shown. */
    void alarm(String warning) {
        warn(warning);
        alarms.add(warning);
    }

    void unmatched(@Nullable UnmatchedKeys keys) {
        if (keys != null) {
            unmatched.add(keys);
        }
    }

    void counted(long readRows, long loadedRows) {
        this.read = readRows;
        this.loaded = loadedRows;
    }

    long read() {
        return read;
    }

    long loaded() {
        return loaded;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    List<String> alarms() {
        return List.copyOf(alarms);
    }

    List<UnmatchedKeys> unmatched() {
        return List.copyOf(unmatched);
    }
}
