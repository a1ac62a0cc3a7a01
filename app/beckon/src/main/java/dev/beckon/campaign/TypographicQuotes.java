package dev.beckon.campaign;

import dev.beckon.feedback.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the quotes that word processors write, where a template needs straight ones. */
final class TypographicQuotes {

    private static final Pattern CODE = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}", Pattern.DOTALL);
    private static final Pattern STRAIGHT = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern QUOTE = Pattern.compile("[\u2018-\u201F\u00AB\u00BB\u2039\u203A]");

    private TypographicQuotes() {}

    /** A problem at the first one within {@code {{ ... }}} or {@code {% ... %}}; in texts they may stand. */
    static Optional<Problem> in(TemplateText text) {
        return CODE.matcher(text.text())
                .results()
                .filter(code -> hasQuotes(code.group()))
                .findFirst()
                .map(code -> text.problem(
                                line(text.text(), code.start()), "'" + code.group() + "' has typographic quotes")
                        .hint(QUOTE.matcher(code.group()).replaceAll("\"")));
    }

    private static boolean hasQuotes(String code) {
        return QUOTE.matcher(STRAIGHT.matcher(code).replaceAll("")).find();
    }

    private static int line(String text, int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
