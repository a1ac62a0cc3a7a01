package dev.beckon.deliver.twilio;

import dev.beckon.deliver.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What each of Twilio's error codes leads to: the file {@code codes.csv}. */
final class ErrorCodes {

    /** In the words of the file, in small letters. */
    enum Leads {
        /** This message fails for good. */
        REJECTED,
        /** It fails, and that may pass; several in a row suppress the number. */
        SOFT,
        /** It is tried again later. */
        LATER,
        /** It is tried again later, and so are all others until then. */
        WAIT,
        /** Nothing goes out until a person has mended something. */
        STOP
    }

    /**
     * @param code a number, or the status of a call that nobody answered
     * @param suppress whether nobody is to write to the number again
     * @param next whether the customer's next channel is tried
     * @param meaning for people, without personal data
     */
    record Row(String code, Leads outcome, boolean suppress, boolean next, String meaning) {

        /** For a message that failed, whatever a new one would meet. */
        Outcome.Rejected rejected() {
            return new Outcome.Rejected(
                    code, meaning, suppress ? Optional.of(meaning) : Optional.empty(), outcome == Leads.SOFT, next);
        }
    }

    private static final String FILE = "codes.csv";
    private static final String HEADER = "code,outcome,suppress,next channel,meaning";

    private final Map<String, Row> rows;

    private ErrorCodes(Map<String, Row> rows) {
        this.rows = rows;
    }

    /** @throws IllegalStateException with everything that is wrong in the file */
    static ErrorCodes read() {
        try (InputStream in = Objects.requireNonNull(ErrorCodes.class.getResourceAsStream(FILE))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " can't be read", e);
        }
    }

    static ErrorCodes parse(List<String> lines) {
        var rows = new LinkedHashMap<String, Row>();
        var problems = new ArrayList<String>();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            problems.add("the first line must be " + HEADER);
        }
        for (int i = 1; i < lines.size(); i++) {
            try {
                Row row = row(lines.get(i));
                if (rows.put(row.code, row) != null) {
                    throw new IllegalArgumentException("code " + row.code + " stands there twice");
                }
            } catch (IllegalArgumentException e) {
                problems.add("line " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(FILE + ": " + String.join("; ", problems));
        }
        return new ErrorCodes(rows);
    }

    private static Row row(String line) {
        String[] cells = line.split(",", 5);
        if (cells.length < 5 || cells[4].isBlank()) {
            throw new IllegalArgumentException("five cells are needed: " + HEADER);
        }
        if (!cells[0].matches("[0-9]{5}|[a-z-]+")) {
            throw new IllegalArgumentException("'" + cells[0] + "' is no code of five digits and no status");
        }
        Leads outcome = outcome(cells[1]);
        var row = new Row(cells[0], outcome, isYes(cells[2]), isYes(cells[3]), cells[4].strip());
        if (row.suppress && outcome != Leads.REJECTED || row.next && outcome.compareTo(Leads.SOFT) > 0) {
            throw new IllegalArgumentException("only what failed suppresses or goes to the next channel");
        }
        return row;
    }

    private static Leads outcome(String cell) {
        return Stream.of(Leads.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(cell))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "outcome '" + cell + "' must be rejected, soft, later, wait or stop"));
    }

    private static boolean isYes(String cell) {
        if (!cell.isEmpty() && !cell.equals("yes")) {
            throw new IllegalArgumentException("'" + cell + "' must be yes or nothing");
        }
        return !cell.isEmpty();
    }

    Optional<Row> find(String code) {
        return Optional.ofNullable(rows.get(code));
    }

    List<Row> all() {
        return List.copyOf(rows.values());
    }
}
