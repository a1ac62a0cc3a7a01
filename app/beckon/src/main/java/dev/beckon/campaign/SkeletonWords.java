package dev.beckon.campaign;

import dev.beckon.feedback.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a skeleton says until somebody says something better; it mustn't reach people. */
final class SkeletonWords {

    static final String WHY = "Say in one or two short sentences why you write, and why to them.";
    static final String WHAT = "Then what they get.";
    static final String CALL = "Say in one or two short sentences why you call, and what they get.";
    static final String CHAT = "say in one or two short sentences why you write, and what they get.";
    static final String SUBJECT = "Something for you{% if firstName is defined %}, {{ firstName }}{% endif %}";
    static final String PREHEADER = "What inboxes show after the subject, in one line.";
    static final String LINK = "https://www.example.com/";

    /** The link only where nothing follows it: addresses below it are examples that somebody thought of. */
    private static final Pattern ANY = Pattern.compile(String.join(
            "|",
            List.of(
                    Pattern.quote(WHY),
                    Pattern.quote(WHAT),
                    Pattern.quote(CALL),
                    Pattern.quote(CHAT),
                    Pattern.quote(SUBJECT),
                    Pattern.quote(PREHEADER),
                    Pattern.quote(LINK) + "(?![\\w?#%{-])")));

    private SkeletonWords() {}

    /** A problem at the first of them; empty where a person wrote all of the text. */
    static Optional<Problem> firstIn(String text, String shownAs) {
        var found = ANY.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        int line = 1
                + (int) text.substring(0, found.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return Optional.of(Problem.at(
                        shownAs, line, 0, "'" + found.group().replaceFirst("[.]$", "") + "' is what the skeleton says")
                .hint("write your own, or 'enabled: false' in campaign.yaml until they are written"));
    }
}
