package dev.beckon.data;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what is learnt about all sources, in the order in which they are loaded. */
final class QualityBook {

    private final Map<String, SourceBook> sources = new LinkedHashMap<>();

    SourceBook of(String source) {
        return sources.computeIfAbsent(source, SourceBook::new);
    }

    Collection<SourceBook> sources() {
        return sources.values();
    }
}
