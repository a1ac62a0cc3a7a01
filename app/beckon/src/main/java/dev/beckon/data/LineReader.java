package dev.beckon.data;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Physical lines with their numbers; lines can be given back and read again. */
final class LineReader {

    /** What is longer than this is no row of a table; nobody wants it in memory. */
    static final int LONGEST = 1_000_000;

    /** A line without its end; of one that is too long only its beginning. */
    record Line(long number, String text) {

        boolean isTooLong() {
            return text.length() > LONGEST;
        }
    }

    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private final Deque<Line> givenBack = new ArrayDeque<>();
    private int position;
    private int limit;
    private long number;
    private boolean skipLineFeed;

    LineReader(Reader reader) {
        this.reader = reader;
    }

    /** Null at the end. */
    @Nullable
    Line next() {
        Line again = givenBack.pollFirst();
        return again != null ? again : read();
    }

    /** These lines come next, the first of the list first. */
    void giveBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            givenBack.addFirst(lines.get(i));
        }
    }

    private @Nullable Line read() {
        StringBuilder longLine = null;
        while (true) {
            if (position == limit && !fill()) {
                return longLine == null ? null : new Line(++number, longLine.toString());
            }
            if (skipLineFeed) {
                skipLineFeed = false;
                if (buffer[position] == '\n') {
                    position++;
                    continue;
                }
            }
            int start = position;
            while (position < limit && buffer[position] != '\n' && buffer[position] != '\r') {
                position++;
            }
            if (position < limit) {
                skipLineFeed = buffer[position] == '\r';
                String part = new String(buffer, start, position - start);
                position++;
                return new Line(
                        ++number,
                        longLine == null ? part : append(longLine, part).toString());
            }
            longLine = append(
                    longLine == null ? new StringBuilder() : longLine, new String(buffer, start, position - start));
        }
    }

    private static StringBuilder append(StringBuilder line, String part) {
        int room = LONGEST + 1 - line.length();
        return room <= 0 ? line : line.append(part, 0, Math.min(room, part.length()));
    }

    private boolean fill() {
        try {
            position = 0;
            limit = Math.max(0, reader.read(buffer));
            return limit > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
