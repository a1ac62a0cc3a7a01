package dev.beckon.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the character that divides a file's values. */
final class Delimiters {

    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    /** What Excel writes for itself before the table. */
    private static final Pattern NAMED = Pattern.compile("(?i)\"?sep=(.)\"?");

    private static final int SAMPLE_LINES = 100;

    private Delimiters() {}

    /** The character that a first line {@code sep=;} names; that line is then read, and no other one. */
    static Optional<Character> named(LineReader lines) {
        LineReader.Line first = lines.next();
        Matcher named = NAMED.matcher(first == null ? "" : first.text());
        if (named.matches()) {
            return Optional.of(named.group(1).charAt(0));
        }
        if (first != null) {
            lines.giveBack(List.of(first));
        }
        return Optional.empty();
    }

    /** The candidate that most lines have as often as the first line, then the one it has most often; else a comma. */
    static char detect(LineReader lines) {
        var sample = new ArrayList<String>();
        for (var line = lines.next(); line != null && sample.size() < SAMPLE_LINES; line = lines.next()) {
            if (!line.text().isBlank()) {
                sample.add(line.text());
            }
        }
        char best = ',';
        long bestScore = 0;
        for (char candidate : CANDIDATES) {
            long score = score(sample, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static long score(List<String> sample, char candidate) {
        if (sample.isEmpty()) {
            return 0;
        }
        int inFirst = count(sample.get(0), candidate);
        long agreeing = sample.stream()
                .filter(line -> inFirst > 0 && count(line, candidate) == inFirst)
                .count();
        return agreeing * 1000 + (agreeing > 0 ? Math.min(999, inFirst) : 0);
    }

    private static int count(String line, char candidate) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == candidate && !quoted) {
                count++;
            }
        }
        return count;
    }
}
