package dev.beckon.data;

import dev.beckon.data.LineReader.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of delimited text. A value may be quoted, then it may hold delimiters, doubled quotes and line ends. A quote
 * that is never closed costs its own line, not the rest of the file: reading goes on at the next line.
 */
final class DelimitedRows {

    private static final int MOST_LINES_OF_A_RECORD = 200;

    /**
     * @param values the values, or the line as it is where they can't be told
     * @param fault why the record can't be used; null if it can
     */
    record Parsed(
            long line,
            List<@Nullable String> values,
            @Nullable String fault) {}

    private final LineReader lines;
    private final char delimiter;

    DelimitedRows(LineReader lines, char delimiter) {
        this.lines = lines;
        this.delimiter = delimiter;
    }

    /** The next record that isn't a blank line; null at the end. */
    @Nullable
    Parsed next() {
        Line first = lines.next();
        while (first != null && first.text().isBlank()) {
            first = lines.next();
        }
        if (first == null) {
            return null;
        }
        return first.isTooLong() ? tooLong(first) : parse(first);
    }

    static Parsed tooLong(Line line) {
        return new Parsed(
                line.number(), List.of(line.text().substring(0, 200)), "a line of more than 1,000,000 characters");
    }

    private Parsed parse(Line first) {
        var values = new ArrayList<@Nullable String>();
        if (first.text().indexOf('"') < 0) {
            splitPlain(first.text(), values);
            return new Parsed(first.number(), values, null);
        }
        return parseQuoted(first, values);
    }

    private void splitPlain(String text, List<@Nullable String> values) {
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            values.add(text.substring(start, end));
            start = end + 1;
        }
        values.add(text.substring(start));
    }

    private Parsed parseQuoted(Line first, List<@Nullable String> values) {
        var more = new ArrayList<Line>();
        String text = first.text();
        int position = 0;
        while (true) {
            if (position >= text.length() || text.charAt(position) != '"') {
                int end = text.indexOf(delimiter, position);
                values.add(text.substring(position, end < 0 ? text.length() : end));
                if (end < 0) {
                    return new Parsed(first.number(), values, null);
                }
                position = end + 1;
                continue;
            }
            var value = new StringBuilder();
            int after = readQuoted(text, position + 1, value);
            while (after < 0) {
                Line next = more.size() < MOST_LINES_OF_A_RECORD ? lines.next() : null;
                if (next != null) {
                    more.add(next);
                }
                if (next == null || value.length() + next.text().length() > LineReader.LONGEST) {
                    return unclosed(first, more);
                }
                value.append('\n');
                text = next.text();
                after = readQuoted(text, 0, value);
            }
            while (after < text.length() && text.charAt(after) == ' ' && delimiter != ' ') {
                after++;
            }
            values.add(value.toString());
            if (after == text.length()) {
                return new Parsed(first.number(), values, null);
            }
            if (text.charAt(after) != delimiter) {
                return more.isEmpty()
                        ? new Parsed(first.number(), List.of(first.text()), "text after a closing quote")
                        : unclosed(first, more);
            }
            position = after + 1;
        }
    }

    private Parsed unclosed(Line first, List<Line> more) {
        lines.giveBack(more);
        return new Parsed(first.number(), List.of(first.text()), "a quote is never closed");
    }

    /** Appends up to the closing quote and returns the position after it, or -1 if the line ends first. */
    private static int readQuoted(String text, int start, StringBuilder value) {
        int position = start;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c != '"') {
                value.append(c);
                position++;
            } else if (position + 1 < text.length() && text.charAt(position + 1) == '"') {
                value.append('"');
                position += 2;
            } else {
                return position + 1;
            }
        }
        return -1;
    }
}
