package dev.beckon.campaign;

import dev.beckon.campaign.TemplateText.Stretch;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands around the body of every email in one language: sender, opt-out, postal address. A line that holds nothing
 * but {@code {{ content }}} is where the body goes. Texts are joined before they are parsed, so that a frame can do no
 * more than a template.
 *
 * @param file as messages name it
 */
record Frame(String file, String text) {

    static final String CONTENT = "content";
    static final String PREHEADER = "preheader";

    private static final Pattern PLACE = Pattern.compile("\\s*\\{\\{\\s*(\\w+)\\s*}}\\s*");

    /** Such a page has all that it needs and gets no frame. */
    static boolean isWholePage(String html) {
        String page = html.stripLeading();
        String beginning = page.substring(0, Math.min(9, page.length())).toLowerCase(Locale.ROOT);
        return beginning.equals("<!doctype") || beginning.startsWith("<html");
    }

    /**
     * The frame with what belongs into its places.
     *
     * @param parts by the name of their place, complete by themselves
     * @return empty, and a problem, where the frame isn't complete by itself or hasn't one place for the body
     */
    Optional<TemplateText> around(Map<String, TemplateText> parts, Problems problems) {
        var joined = new Joined();
        var alone = new StringBuilder();
        int contents = 0;
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String place = placeIn(lines.get(i));
            TemplateText part = parts.get(place);
            contents += place.equals(CONTENT) ? 1 : 0;
            alone.append(part == null ? lines.get(i) : "").append('\n');
            joined.add(part == null ? TemplateText.of(lines.get(i), file, i + 1) : part);
        }
        if (contents != 1) {
            problems.add(Problem.at(
                            file,
                            0,
                            0,
                            "the frame has " + (contents == 0 ? "no" : "more than one") + " place for bodies")
                    .hint("write {{ content }} once, in a line of its own"));
        }
        boolean complete = Template.tree(TemplateText.of(alone.toString(), file, 1), problems)
                .isPresent();
        return complete && contents == 1 ? Optional.of(joined.text()) : Optional.empty();
    }

    private static String placeIn(String line) {
        var place = PLACE.matcher(line);
        return place.matches() ? place.group(1) : "";
    }

    private static final class Joined {

        private final StringBuilder text = new StringBuilder();
        private final List<Stretch> stretches = new ArrayList<>();
        private int lines;

        void add(TemplateText part) {
            for (Stretch each : part.stretches()) {
                stretches.add(new Stretch(lines + each.from(), each.file(), each.firstLine()));
            }
            String words = part.text().stripTrailing();
            text.append(words).append('\n');
            lines += 1 + (int) words.chars().filter(c -> c == '\n').count();
        }

        TemplateText text() {
            return new TemplateText(text.toString(), List.copyOf(stretches));
        }
    }
}
