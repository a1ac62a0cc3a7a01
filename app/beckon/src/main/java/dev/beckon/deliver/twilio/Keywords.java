package dev.beckon.deliver.twilio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Words by which people opt out and in again: the file {@code keywords.csv}. Some count wherever they stand in a short
 * message ({@code please stop}) and at the beginning of any ({@code STOP I'm not interested in this}), phrases anywhere
 * ({@code stop sending}), some only as the whole message ({@code end}), and those to opt in always only so.
 */
final class Keywords {

    private static final String FILE = "keywords.csv";

    /** More words than this are a conversation. */
    private static final int SHORT = 4;

    enum Wish {
        STOP,
        START
    }

    private enum Meaning {
        STOP,
        PHRASE,
        WHOLE,
        START
    }

    private final Map<String, Meaning> words = new LinkedHashMap<>();

    private Keywords() {}

    static Keywords read() {
        var keywords = new Keywords();
        try (InputStream in = Objects.requireNonNull(Keywords.class.getResourceAsStream(FILE))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", 2))
                    .forEach(cells ->
                            keywords.words.put(plain(cells[0]), Meaning.valueOf(cells[1].toUpperCase(Locale.ROOT))));
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " can't be read", e);
        }
        return keywords;
    }

    Optional<Wish> find(String message) {
        String text = plain(message);
        Meaning whole = words.get(text);
        if (whole != null) {
            return Optional.of(whole == Meaning.START ? Wish.START : Wish.STOP);
        }
        boolean isShort = text.split(" ").length <= SHORT;
        boolean stops = contains(text, Meaning.PHRASE) || begins(text) || isShort && contains(text, Meaning.STOP);
        return stops ? Optional.of(Wish.STOP) : Optional.empty();
    }

    private boolean begins(String text) {
        return words.entrySet().stream()
                .anyMatch(word -> word.getValue() == Meaning.STOP && text.startsWith(word.getKey() + " "));
    }

    private boolean contains(String text, Meaning meaning) {
        return words.entrySet().stream()
                .anyMatch(word -> word.getValue() == meaning && (" " + text + " ").contains(" " + word.getKey() + " "));
    }

    /** In small letters, without punctuation, one blank between words. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{IsPunctuation}\\p{S}\\p{Cf}]+", " ")
                .replaceAll("[\\s\\u00a0]+", " ")
                .strip();
    }
}
