package dev.beckon.campaign;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.Test;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pebble with everything taken away that a message doesn't need: no files, no macros, no loops, no methods of Java
 * objects; unknown variables are errors, and output has a limit.
 */
final class PebbleEngines {

    /** Far above any email that mail programs show whole (102 KB), far below what could hurt. */
    static final int MAX_RENDERED_CHARACTERS = 500_000;

    static final Set<String> TAGS = Set.of("if");
    static final Set<String> FILTERS =
            Set.of("default", "upper", "lower", "capitalize", "title", "trim", "abbreviate", "urlencode");
    static final Set<String> TESTS = Set.of("defined", "empty", "null");

    /** Autoescaping writes itself as a filter, which people can't use. */
    private static final String ESCAPE = "escape";

    private static final Map<Place, PebbleEngine> BY_PLACE = new EnumMap<>(Place.class);
    private static final PebbleEngine UNESCAPED = builder().autoEscaping(false).build();

    static {
        for (Place place : Place.values()) {
            BY_PLACE.put(
                    place, builder().defaultEscapingStrategy(place.strategy()).build());
        }
    }

    private PebbleEngines() {}

    /** Leaves the syntax tree as written; for looking at templates, never for rendering. */
    static PebbleEngine forReading() {
        return UNESCAPED;
    }

    static PebbleEngine forRendering(Place place) {
        return java.util.Objects.requireNonNull(BY_PLACE.get(place));
    }

    private static PebbleEngine.Builder builder() {
        return new PebbleEngine.Builder()
                .loader(new StringLoader())
                .cacheActive(false)
                .strictVariables(true)
                .newLineTrimming(false)
                .defaultLocale(Locale.ROOT)
                .maxRenderedSize(MAX_RENDERED_CHARACTERS)
                .methodAccessValidator((object, method) -> false)
                .addEscapingStrategy(Place.TEXT.strategy(), Place::escapeText)
                .addEscapingStrategy(Place.LINE.strategy(), Place::escapeLine)
                .addEscapingStrategy(Place.XML.strategy(), Place::escapeXml)
                .registerExtensionCustomizer(OnlyTheAllowed::new);
    }

    private static final class OnlyTheAllowed extends ExtensionCustomizer {

        OnlyTheAllowed(Extension extension) {
            super(extension);
        }

        @Override
        public @Nullable Map<String, Filter> getFilters() {
            return keep(super.getFilters(), FILTERS);
        }

        @Override
        public @Nullable Map<String, Test> getTests() {
            return keep(super.getTests(), TESTS);
        }

        @Override
        public @Nullable Map<String, Function> getFunctions() {
            return keep(super.getFunctions(), Set.of());
        }

        @Override
        public @Nullable List<TokenParser> getTokenParsers() {
            List<TokenParser> parsers = super.getTokenParsers();
            return parsers == null
                    ? null
                    : parsers.stream()
                            .filter(parser -> TAGS.contains(parser.getTag()))
                            .toList();
        }

        private static <T> @Nullable Map<String, T> keep(@Nullable Map<String, T> all, Set<String> allowed) {
            return all == null
                    ? null
                    : all.entrySet().stream()
                            .filter(entry -> allowed.contains(entry.getKey())
                                    || entry.getKey().equals(ESCAPE))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }
}
