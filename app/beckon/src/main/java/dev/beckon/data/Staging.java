package dev.beckon.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one source, each with its file and line, and writes them in the one form that the data engine
 * then reads with all cores: UTF-8, commas, every doubtful value quoted.
 */
final class Staging implements AutoCloseable {

    private final BufferedWriter rows;
    private final BufferedWriter rejected;
    private final StringBuilder line = new StringBuilder(512);
    private long readRows;
    private long rejectedRows;
    private boolean closed;

    Staging(Path rowsFile, Path rejectedFile) {
        try {
            rows = Files.newBufferedWriter(rowsFile, StandardCharsets.UTF_8);
            rejected = Files.newBufferedWriter(rejectedFile, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param file index of the file in its source
     * @param lineNumber physical, 1-based
     * @param values one a column; null and "" are both no value
     */
    void row(int file, long lineNumber, List<@Nullable String> values) {
        readRows++;
        line.setLength(0);
        line.append(file).append(',').append(lineNumber);
        for (String value : values) {
            line.append(',');
            appendQuoted(value);
        }
        write(rows);
    }

    /** A row that isn't in the source's form. */
    void reject(int file, long lineNumber, String column, String value, String reason) {
        readRows++;
        rejectedRows++;
        line.setLength(0);
        line.append(file).append(',').append(lineNumber);
        for (String part : List.of(column, value.length() > 200 ? value.substring(0, 200) : value, reason)) {
            line.append(',');
            appendQuoted(part);
        }
        write(rejected);
    }

    private void appendQuoted(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        if (isPlain(value)) {
            line.append(value);
            return;
        }
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                line.append('"');
            }
            if (c != 0) {
                line.append(c);
            }
        }
        line.append('"');
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '"' || c < ' ') {
                return false;
            }
        }
        return value.charAt(0) != ' ' && value.charAt(value.length() - 1) != ' ';
    }

    private void write(BufferedWriter writer) {
        line.append('\n');
        try {
            writer.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long readRows() {
        return readRows;
    }

    long rejectedRows() {
        return rejectedRows;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (rows;
                rejected) {
            rows.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
