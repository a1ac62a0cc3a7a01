package dev.beckon.rules;

import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of a rule file, before anything interprets it. What could hide something from a reader (invisible characters,
 * escapes, endless lines) or wear out a parser is refused here.
 */
final class RuleText {

    static final int LARGEST_FILE = 2_000_000;
    static final int LONGEST_LINE = 1000;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private RuleText() {}

    /** The text, or empty with the problems said. */
    static Optional<String> read(String file, byte[] bytes, Problems problems) {
        if (bytes.length > LARGEST_FILE) {
            problems.add(tooLarge(file));
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String unmarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
            return isClean(file, unmarked, problems) ? Optional.of(unmarked) : Optional.empty();
        } catch (CharacterCodingException e) {
            problems.add(Problem.at(file, 0, 0, "The file is not UTF-8 text").hint("save it as UTF-8"));
            return Optional.empty();
        }
    }

    static Problem tooLarge(String file) {
        return Problem.at(file, 0, 0, "The file is larger than 2 MB").hint("split it");
    }

    private static boolean isClean(String file, String text, Problems problems) {
        boolean clean = true;
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            boolean lineEnd = character == '\r' && i < text.length() && text.charAt(i) == '\n';
            String fault = lineEnd ? null : fault(character);
            if (fault != null) {
                problems.add(Problem.at(file, line, column, fault));
                clean = false;
            }
            if (column == LONGEST_LINE + 1) {
                problems.add(Problem.at(file, line, column, "The line is longer than " + LONGEST_LINE + " characters")
                        .hint("break it"));
                clean = false;
            }
            column++;
            if (character == '\n') {
                line++;
                column = 1;
            }
        }
        return clean;
    }

    private static @Nullable String fault(int character) {
        if (character == '\\') {
            return "A backslash can't be used in rules: text is taken as it is written";
        }
        if (character == '\n' || character == '\t') {
            return null;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                String.format("An invisible character (U+%04X) can't be used in rules", character);
            default -> null;
        };
    }
}
