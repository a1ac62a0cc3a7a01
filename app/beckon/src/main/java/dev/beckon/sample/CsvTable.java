package dev.beckon.sample;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A CSV file in UTF-8 that is written row by row; gzipped if its name ends so. */
final class CsvTable implements Closeable {

    private static final int FLUSH_AT = 1 << 16;

    private final OutputStream out;
    private final char delimiter;
    private final StringBuilder text = new StringBuilder(FLUSH_AT + 1024);
    private boolean rowBegun;
    private long rows;

    CsvTable(Path file, char delimiter) throws IOException {
        OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        this.out = file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
        this.delimiter = delimiter;
    }

    CsvTable cell(@Nullable String value) {
        separate();
        if (value != null) {
            if (needsQuotes(value)) {
                text.append('"').append(value.replace("\"", "\"\"")).append('"');
            } else {
                text.append(value);
            }
        }
        return this;
    }

    CsvTable cell(long value) {
        separate();
        text.append(value);
        return this;
    }

    /** An amount in hundredths, as 12.30. */
    CsvTable hundredths(long value) {
        separate();
        if (value < 0) {
            text.append('-');
        }
        long absolute = Math.abs(value);
        text.append(absolute / 100).append('.');
        text.append((char) ('0' + absolute / 10 % 10)).append((char) ('0' + absolute % 10));
        return this;
    }

    void endRow() throws IOException {
        text.append('\n');
        rowBegun = false;
        rows++;
        if (text.length() > FLUSH_AT) {
            flush();
        }
    }

    void endHeader() throws IOException {
        endRow();
        rows = 0;
    }

    /** Without the header. */
    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }

    private void separate() {
        if (rowBegun) {
            text.append(delimiter);
        }
        rowBegun = true;
    }

    private boolean needsQuotes(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    private void flush() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }
}
