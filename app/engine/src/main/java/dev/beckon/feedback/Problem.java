package dev.beckon.feedback;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong in one file, said to the person who can mend it.
 *
 * @param file the file as the user knows it, relative to the workspace where possible
 * @param line 1-based; 0 where the problem belongs to the whole file
 * @param column 1-based; 0 where unknown
 * @param rule the name of the rule it stands in, if any
 * @param message what is wrong, with the offending value; never personal data
 * @param hint what to do about it, without the leading "Maybe"
 */
public record Problem(
        String file,
        int line,
        int column,
        @Nullable String rule,
        String message,
        @Nullable String hint) {

    public static Problem at(String file, int line, int column, String message) {
        return new Problem(file, line, column, null, message, null);
    }

    public Problem hint(@Nullable String newHint) {
        return new Problem(file, line, column, rule, message, newHint);
    }

    public Problem inRule(@Nullable String ruleName) {
        return new Problem(file, line, column, ruleName, message, hint);
    }

    /** {@code rules/a.drl:6:38: message (rule "X"). Maybe ...} */
    @Override
    public String toString() {
        var text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (column > 0) {
            text.append(':').append(column);
        }
        text.append(": ").append(message);
        if (rule != null) {
            text.append(" (rule \"").append(rule).append("\")");
        }
        if (hint != null) {
            text.append(". Maybe ").append(hint);
        }
        return text.toString();
    }
}
