package dev.beckon.cli;

import java.util.Locale;
import java.util.Set;

/** The first lines of a rule in each phase: they pass every check, and say what to change. */
final class RuleSkeleton {

    /** The folders of rules, in the order in which they are asked. */
    enum Phase {
        SEGMENTS,
        ACTIONS,
        CHANNELS;

        String folder() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private RuleSkeleton() {}

    /** {@code Bring back big spenders} gives {@code bring-back-big-spenders}. */
    static String slug(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
    }

    static String segment(String name) {
        return rule(
                name,
                "Say here who this is. To give a segment instead of a tag, write it into the file of its dimension:\n"
                        + "// $c.assign(\"RFM\", \"Champions\");",
                "orders >= 2, monetary > 1000",
                "$c.tag(\"" + slug(name) + "\");");
    }

    static String action(String name, String action) {
        return rule(
                name,
                "Say here why these people should get it. The highest priority wins, from 0 to 1000.",
                "orders >= 1, recencyDays <= 90",
                "$c.recommend(\"" + action + "\", 50);");
    }

    /** @param actions those that rules recommend */
    static String channel(String name, Set<String> actions) {
        String about = actions.stream()
                .sorted()
                .findFirst()
                .map(action -> "action == \"" + action + "\", ")
                .orElse("");
        return rule(
                name,
                "Say here why they are reached best by this channel. The highest preference wins, from 0 to 1000.",
                about + "mayEmail",
                "$c.via(\"email\", 50);");
    }

    private static String rule(String name, String note, String conditions, String verb) {
        return """
                // %s
                rule "%s"
                  when
                    $c : Customer( %s )
                  then
                    %s
                end
                """.formatted(note, name, conditions, verb);
    }
}
