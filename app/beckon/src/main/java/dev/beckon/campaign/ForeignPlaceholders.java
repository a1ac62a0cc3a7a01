package dev.beckon.campaign;

import dev.beckon.feedback.Nearest;
import dev.beckon.feedback.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds placeholders as other tools write them, such as {@code *|FNAME|*}: people would get them as they are. */
final class ForeignPlaceholders {

    private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_.:-]{0,40}";

    /** Hexadecimal digits after a percent sign are part of an address: {@code caf%C3%A9}. */
    private static final Pattern ANY = Pattern.compile(("\\*\\|NAME\\|\\*|%%NAME%%|\\[\\[\\s*NAME\\s*]]"
                    + "|<<\\s*NAME\\s*>>|&lt;&lt;\\s*NAME\\s*&gt;&gt;|\\$?\\{\\s*NAME\\s*}"
                    + "|(?<![\\p{L}\\p{N}])%(?![0-9A-Fa-f]{2})NAME%")
            .replace("NAME", NAME));

    private static final Pattern FIRST_NAME = Pattern.compile(NAME);

    private static final Pattern NOT_FOR_READERS = Pattern.compile(
            "(?is)\\{\\{.*?}}|\\{%.*?%}|\\{#.*?#}|<style\\b.*?</style|<script\\b.*?</script|<!--.*?-->");

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "fname", "firstName",
            "name", "firstName",
            "vorname", "firstName",
            "lname", "lastName",
            "surname", "lastName",
            "nachname", "lastName",
            "email", "emailAddress",
            "unsub", Variables.UNSUBSCRIBE_URL,
            "address", Variables.POSTAL_ADDRESS,
            "company", Variables.COMPANY_NAME);

    private ForeignPlaceholders() {}

    /**
     * @param texts by the name of their file, as messages say it
     * @param variables that templates can name
     */
    static List<Problem> in(Map<String, String> texts, Collection<String> variables) {
        return texts.entrySet().stream()
                .flatMap(text -> {
                    String read = forReaders(text.getValue());
                    return ANY.matcher(read).results().map(found -> warning(text.getKey(), read, found, variables));
                })
                .toList();
    }

    /** The rest becomes blanks, so that every line keeps its number. */
    private static String forReaders(String text) {
        return NOT_FOR_READERS.matcher(text).replaceAll(part -> part.group().replaceAll("[^\n]", " "));
    }

    private static Problem warning(String file, String text, MatchResult found, Collection<String> variables) {
        int line = 1
                + (int) text.substring(0, found.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return Problem.at(file, line, 0, "people would read '" + found.group() + "' as it stands here")
                .hint("{{ " + meant(found.group(), variables) + " }}");
    }

    private static String meant(String placeholder, Collection<String> variables) {
        var name = FIRST_NAME.matcher(placeholder.replaceAll("&[lg]t;", " "));
        String written = name.find() ? name.group() : "";
        String last = written.substring(Math.max(written.lastIndexOf('.'), written.lastIndexOf(':')) + 1);
        String plain = last.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
        return variables.stream()
                .filter(plain::equalsIgnoreCase)
                .findFirst()
                .or(() -> Optional.ofNullable(OTHER_NAMES.get(plain)))
                .or(() -> Nearest.to(plain, variables))
                .orElse("firstName");
    }
}
