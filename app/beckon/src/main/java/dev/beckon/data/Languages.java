package dev.beckon.data;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Languages as tags and time zones as the names that clocks know; null for what is neither. */
final class Languages {

    private static final Set<String> KNOWN = Set.of(Locale.getISOLanguages());
    private static final Map<String, String> BY_NAME = byName();
    private static final Remembered TAGS = new Remembered();
    private static final Remembered ZONES = new Remembered();

    private Languages() {}

    /** {@code German}, {@code deutsch}, {@code DE}, {@code deu} and {@code de_AT} give {@code de} and {@code de-AT}. */
    static @Nullable String tag(String text) {
        return TAGS.of(text, Languages::readTag);
    }

    private static @Nullable String readTag(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        String named = BY_NAME.get(word);
        if (named != null) {
            return named;
        }
        Locale locale = Locale.forLanguageTag(word.replace('_', '-'));
        return KNOWN.contains(locale.getLanguage()) ? locale.toLanguageTag() : null;
    }

    static @Nullable String zone(String text) {
        return ZONES.of(text, Languages::readZone);
    }

    private static @Nullable String readZone(String text) {
        try {
            return ZoneId.of(text.strip()).getId();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Map<String, String> byName() {
        var names = new HashMap<String, String>();
        for (String code : KNOWN) {
            Locale locale = Locale.forLanguageTag(code);
            names.put(locale.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            names.put(locale.getDisplayLanguage(locale).toLowerCase(locale), code);
            names.put(locale.getISO3Language(), code);
        }
        return names;
    }
}
