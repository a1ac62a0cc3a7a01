package dev.beckon.report;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * What the text is written to.
 *
 * @param width columns
 * @param colour whether escape sequences are understood and wanted
 * @param blocks whether it can show block characters; else bars are made of '#'
 */
public record Terminal(int width, boolean colour, boolean blocks) {

    private static final int NARROWEST = 40;
    private static final int WIDEST = 160;

    /** @param environment {@code COLUMNS} sets the width, {@code NO_COLOR} (any value) turns colour off */
    public static Terminal of(Map<String, String> environment, boolean isTerminal, Charset charset) {
        String columns = environment.getOrDefault("COLUMNS", "");
        int width = columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : 80;
        return new Terminal(
                Math.min(WIDEST, Math.max(NARROWEST, width)),
                isTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                charset.newEncoder().canEncode('█'));
    }

    String bar(int length) {
        return (blocks ? "█" : "#").repeat(Math.max(0, length));
    }

    String bold(String text) {
        return painted("1", text);
    }

    String faint(String text) {
        return painted("2", text);
    }

    String kept(String text) {
        return painted("34", text);
    }

    String lost(String text) {
        return painted("33", text);
    }

    private String painted(String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
