package dev.beckon.deliver.twilio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Our own words in calls, and the voices that speak: the file {@code calls.csv}, a language a line, English first. */
final class CallWords {

    private static final String FILE = "calls.csv";

    /** @param invitation to press the key */
    record Row(String tag, String voice, String invitation, String farewell) {}

    private final List<Row> rows;

    private CallWords(List<Row> rows) {
        this.rows = rows;
    }

    static CallWords read() {
        try (InputStream in = Objects.requireNonNull(CallWords.class.getResourceAsStream(FILE))) {
            return new CallWords(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(";", 4))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
                    .toList());
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " can't be read", e);
        }
    }

    /** Of this language, else of English. @param language tag, with or without its country */
    Row of(String language) {
        return rows.stream()
                .filter(row -> row.tag.equalsIgnoreCase(language))
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> shortOf(row.tag).equalsIgnoreCase(shortOf(language)))
                        .findFirst())
                .orElse(rows.get(0));
    }

    private static String shortOf(String tag) {
        return tag.replaceAll("-.*", "");
    }

    /** Empty where the account's own voice for the language has to do. */
    String voice(String tag) {
        Row row = of(tag);
        return row.tag.equalsIgnoreCase(tag) ? row.voice : "";
    }
}
