package dev.beckon.campaign;

import dev.beckon.feedback.Problem;
import java.util.List;

/** A template's text, and where each of its lines was written: in one file, or in a frame and the body within it. */
record TemplateText(String text, List<Stretch> stretches) {

    /**
     * Lines that stand together in one file.
     *
     * @param from the 1-based line of the whole text where they begin
     * @param firstLine the 1-based line of the file where they begin
     */
    record Stretch(int from, String file, int firstLine) {}

    static TemplateText of(String text, String file, int firstLine) {
        return new TemplateText(text, List.of(new Stretch(1, file, firstLine)));
    }

    /** A problem at a 1-based line of the whole text, said where people wrote that line. */
    Problem problem(int line, String message) {
        int inside = Math.max(1, line);
        Stretch stretch = stretchOf(inside);
        return Problem.at(stretch.file, stretch.firstLine + inside - stretch.from, 0, message);
    }

    private Stretch stretchOf(int line) {
        Stretch found = stretches.get(0);
        for (Stretch each : stretches) {
            if (each.from <= line) {
                found = each;
            }
        }
        return found;
    }
}
