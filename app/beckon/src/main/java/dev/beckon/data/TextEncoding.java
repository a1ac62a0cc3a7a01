package dev.beckon.data;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * The encoding of a text file: named, or by its byte order mark, or UTF-8 if its bytes are, or a guess among the usual
 * ones from all lines that aren't ASCII.
 *
 * @param guessed true if it is only likely
 */
record TextEncoding(Charset charset, boolean guessed) {

    /** Stands for bytes that mean nothing in the encoding; no text holds it. */
    static final char INVALID = '\uFFFF';

    private static final int SAMPLE = 1 << 18;
    private static final int HEAD = 1 << 22;
    private static final List<String> USUAL = List.of(
            "windows-1252",
            "ISO-8859-1",
            "ISO-8859-2",
            "windows-1250",
            "windows-1251",
            "KOI8-R",
            "windows-1253",
            "ISO-8859-7",
            "windows-1254",
            "ISO-8859-9",
            "windows-1255",
            "ISO-8859-8",
            "windows-1256",
            "ISO-8859-6",
            "Shift_JIS",
            "EUC-JP",
            "EUC-KR",
            "GB18030",
            "Big5");

    static Optional<TextEncoding> named(String name) {
        String usual = name.equalsIgnoreCase("latin-1") ? "ISO-8859-1" : name;
        return Charset.isSupported(usual)
                ? Optional.of(new TextEncoding(Charset.forName(usual), false))
                : Optional.empty();
    }

    /** The one that beckon.yaml names, unless the file belies it, or the detected one. */
    static TextEncoding of(Path file, SourceSettings settings, Consumer<String> warnings) throws IOException {
        Optional<TextEncoding> named = settings.encoding().flatMap(TextEncoding::named);
        if (named.isEmpty()) {
            TextEncoding found = detect(file);
            if (found.guessed()) {
                warnings.accept("encoding of " + file.getFileName() + " isn't UTF-8; read as "
                        + found.charset().name() + ", a guess. Name it with 'encoding:'");
            }
            return found;
        }
        Optional<Doubt> doubt = named.get().doubt(file);
        if (doubt.isEmpty()) {
            return named.get();
        }
        String message = file.getFileName() + " " + doubt.get().why() + ", but its encoding is named "
                + settings.encoding().get();
        if (doubt.get().certain()) {
            settings.report("encoding", message, "leave 'encoding' out");
            return doubt.get().likely();
        }
        warnings.accept(message);
        return named.get();
    }

    static InputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")
                ? new BufferedInputStream(new GZIPInputStream(bytes, 1 << 16), 1 << 16)
                : bytes;
    }

    /** Reads the whole file to find out. */
    static TextEncoding detect(Path file) throws IOException {
        try (InputStream bytes = open(file)) {
            var scan = new Utf8Scan();
            byte[] block = new byte[1 << 16];
            byte[] head = bytes.readNBytes(4);
            Optional<TextEncoding> marked = byMark(head);
            if (marked.isPresent()) {
                return marked.get();
            }
            scan.add(head, head.length);
            for (int read = bytes.read(block); read > 0; read = bytes.read(block)) {
                scan.add(block, read);
            }
            return scan.result();
        }
    }

    /**
     * What the beginning of a file says against this encoding.
     *
     * @param likely what it rather is
     * @param why in words
     * @param certain false if it could be this encoding all the same
     */
    record Doubt(TextEncoding likely, String why, boolean certain) {}

    Optional<Doubt> doubt(Path file) throws IOException {
        byte[] head;
        try (InputStream bytes = open(file)) {
            head = bytes.readNBytes(HEAD);
        }
        boolean wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
        Optional<TextEncoding> marked = byMark(head);
        if (marked.isPresent()) {
            Charset mark = marked.get().charset();
            boolean agrees = mark.equals(charset) || wide && mark.name().startsWith("UTF-16");
            return agrees
                    ? Optional.empty()
                    : Optional.of(new Doubt(marked.get(), "begins with the mark of " + mark.name(), true));
        }
        var scan = new Utf8Scan();
        scan.add(head, head.length);
        TextEncoding likely = scan.result();
        if (wide) {
            return head.length > 0 && scan.zeros() == 0
                    ? Optional.of(new Doubt(likely, "has no zero bytes as " + charset.name() + " would have", true))
                    : Optional.empty();
        }
        if (likely.charset().name().startsWith("UTF-16")) {
            return Optional.of(new Doubt(likely, "has a zero byte in every other place as UTF-16 has", true));
        }
        boolean utf8 = scan.isUtf8BeyondAscii() && !charset.equals(StandardCharsets.UTF_8);
        return utf8 ? Optional.of(new Doubt(likely, "reads as UTF-8 without a fault", false)) : Optional.empty();
    }

    private static Optional<TextEncoding> byMark(byte[] head) {
        if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            return Optional.of(new TextEncoding(StandardCharsets.UTF_8, false));
        }
        if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            return Optional.of(new TextEncoding(StandardCharsets.UTF_16LE, false));
        }
        return head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF
                ? Optional.of(new TextEncoding(StandardCharsets.UTF_16BE, false))
                : Optional.empty();
    }

    /** The text of a file, without its byte order mark; bytes that mean nothing become {@link #INVALID}. */
    Reader reader(Path file) throws IOException {
        var reader = new InputStreamReader(
                open(file),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(INVALID)));
        var unmarked = new java.io.PushbackReader(reader, 1);
        int first = unmarked.read();
        if (first >= 0 && first != '\uFEFF') {
            unmarked.unread(first);
        }
        return unmarked;
    }

    /** Counts what is good UTF-8 beyond ASCII and what isn't, and keeps a sample of the latter's surroundings. */
    private static final class Utf8Scan {

        private final ByteArrayOutputStream sample = new ByteArrayOutputStream();
        private final byte[] lineBytes = new byte[400];
        private int lineLength;
        private boolean lineHasOthers;
        private int pending;
        private long goodSequences;
        private long badBytes;
        private long evenZeros;
        private long oddZeros;
        private long total;

        void add(byte[] block, int length) {
            int from = skipPlain(block, length);
            for (int i = from; i < length; i++) {
                one(block[i]);
            }
        }

        /** A block of nothing but ASCII says nothing; most blocks of most files are. */
        private int skipPlain(byte[] block, int length) {
            if (pending > 0 || lineHasOthers) {
                return 0;
            }
            for (int i = 0; i < length; i++) {
                if (block[i] <= 0) {
                    return 0;
                }
            }
            total += length;
            lineLength = 0;
            return length;
        }

        private void one(byte value) {
            int b = value & 0xFF;
            if (b < 0x80) {
                if (pending > 0) {
                    badBytes++;
                    pending = 0;
                }
                if (b == 0) {
                    countZero();
                }
            } else {
                lineHasOthers = true;
                beyondAscii(b);
            }
            total++;
            remember(value);
        }

        long zeros() {
            return evenZeros + oddZeros;
        }

        boolean isUtf8BeyondAscii() {
            return goodSequences > 0 && badBytes == 0;
        }

        private void countZero() {
            if ((total & 1) == 0) {
                evenZeros++;
            } else {
                oddZeros++;
            }
        }

        private void beyondAscii(int b) {
            if (pending > 0) {
                if (b < 0xC0) {
                    pending--;
                    goodSequences += pending == 0 ? 1 : 0;
                    return;
                }
                badBytes++;
            }
            pending = b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : 0;
            badBytes += pending == 0 ? 1 : 0;
        }

        private void remember(byte value) {
            if (lineLength < lineBytes.length) {
                lineBytes[lineLength++] = value;
            }
            if (value == '\n' || lineLength == lineBytes.length) {
                if (lineHasOthers && sample.size() < SAMPLE) {
                    sample.write(lineBytes, 0, lineLength);
                }
                lineLength = 0;
                lineHasOthers = false;
            }
        }

        TextEncoding result() {
            if (pending > 0) {
                badBytes++;
            }
            if (lineHasOthers) {
                sample.write(lineBytes, 0, lineLength);
            }
            if (zeros() > total / 4) {
                return new TextEncoding(
                        oddZeros > evenZeros ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, true);
            }
            // a few broken bytes in a file that otherwise is UTF-8 cost their rows, not the encoding
            if (badBytes == 0 || goodSequences > 10 * badBytes) {
                return new TextEncoding(StandardCharsets.UTF_8, false);
            }
            return new TextEncoding(guess(), true);
        }

        private Charset guess() {
            CharsetMatch[] matches =
                    new CharsetDetector().setText(sample.toByteArray()).detectAll();
            return Arrays.stream(matches)
                    .map(CharsetMatch::getName)
                    .filter(name -> USUAL.contains(name) && Charset.isSupported(name))
                    // every byte of windows-1252 that ISO-8859-1 has means the same, so it loses nothing
                    .map(name -> name.equals("ISO-8859-1") ? "windows-1252" : name)
                    .map(Charset::forName)
                    .findFirst()
                    .orElse(Charset.forName("windows-1252"));
        }
    }
}
