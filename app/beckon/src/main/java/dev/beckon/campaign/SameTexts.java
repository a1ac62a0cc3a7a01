package dev.beckon.campaign;

import dev.beckon.feedback.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds texts that are the same in two languages of a campaign: copied, and not translated yet. */
final class SameTexts {

    private static final Pattern CODE_AND_TAGS = Pattern.compile("\\{[{%#].*?[}%#]}|<[^>]*>", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]+");

    /** Fewer are a name or a greeting that many languages share. */
    private static final int ENOUGH_WORDS = 3;

    private SameTexts() {}

    /**
     * @param texts by the name of their file, with the language in the middle: {@code email.de.txt}
     * @param languages in the order of campaign.yaml
     * @param folder as messages name it
     */
    static List<Problem> in(Map<String, String> texts, List<String> languages, String folder) {
        var warnings = new ArrayList<Problem>();
        Map<String, String> firstOf = new LinkedHashMap<>();
        for (String language : languages) {
            texts.forEach((name, text) -> {
                if (!inLanguage(name, language) || isTrivial(text)) {
                    return;
                }
                String kind = name.replaceFirst(Pattern.quote("." + language + "."), ".") + "\0" + text.strip();
                String first = firstOf.putIfAbsent(kind, name);
                if (first != null && !base(languageOf(first)).equals(base(language))) {
                    warnings.add(Problem.at(folder + "/" + name, 0, 0, "this is the same as " + first)
                            .hint("translate it, or take '" + language + "' out of campaign.yaml"));
                }
            });
        }
        return warnings;
    }

    private static boolean inLanguage(String name, String language) {
        return languageOf(name).equals(language);
    }

    private static String languageOf(String name) {
        String[] words = name.split("\\.");
        return words.length > 2 ? words[1] : "";
    }

    /** German and Austrian texts may well be the same. */
    private static String base(String language) {
        return Locale.forLanguageTag(language).getLanguage();
    }

    private static boolean isTrivial(String text) {
        return WORD.matcher(CODE_AND_TAGS.matcher(text).replaceAll(" "))
                        .results()
                        .count()
                < ENOUGH_WORDS;
    }
}
