package dev.beckon.campaign;

import dev.beckon.feedback.Problems;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Looks at an email's page as HTML. Escaping makes a value harmless as text and inside a quoted attribute; this check
 * keeps values out of every other place, and links on https.
 */
final class HtmlCheck {

    private static final Set<String> FORBIDDEN = Set.of(
            "script",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "textarea",
            "select",
            "base",
            "svg",
            "math",
            "noscript",
            "noframes",
            "template",
            "plaintext",
            "xmp");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "background", "action", "srcset", "poster");

    private static final Set<String> WORDS = Set.of("alt", "title", "aria-label");

    private static final Pattern TEMPLATE = Pattern.compile("\\{[{%]");
    private static final Pattern ONLY_UNSUBSCRIBE = Pattern.compile("\\{\\{\\s*unsubscribeUrl\\s*}}");
    private static final Pattern LITERAL_HOST =
            Pattern.compile("https://[A-Za-z0-9.-]+(:\\d+)?([/?#].*)?", Pattern.DOTALL);
    private static final Pattern ENCODED = Pattern.compile("\\{\\{[^{}]*\\|\\s*urlencode\\s*}}");
    private static final Pattern HARMLESS = Pattern.compile("(mailto:|tel:|#)[^{}]*");
    private static final Pattern VALUE = Pattern.compile("\\{\\{[^\\n]*?}}");
    private static final Pattern OPEN_TITLE = Pattern.compile("(?is)<title\\b(?!.*</title)");
    private static final String VALUE_MARK = "zvaluez";

    private final TemplateText page;
    private final Problems problems;

    private HtmlCheck(TemplateText page, Problems problems) {
        this.page = page;
        this.problems = problems;
    }

    static void check(TemplateText page, Problems problems) {
        new HtmlCheck(page, problems).document(page.text());
    }

    private void document(String html) {
        // Our parser closes it by itself; browsers take all that follows for the title.
        var title = OPEN_TITLE.matcher(html);
        if (title.find()) {
            int line = 1
                    + (int) html.substring(0, title.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            report(line, "<title> isn't closed, so a reader sees nothing of the rest", "add </title>");
        }
        var parser = Parser.htmlParser().setTrackPosition(true);
        for (Element element : parser.parseInput(html, "").getAllElements()) {
            element(element);
        }
        // With a space in each value, a value outside quotes becomes an attribute of its own.
        String filled = VALUE.matcher(html).replaceAll(VALUE_MARK + " " + VALUE_MARK);
        for (Element element : parser.parseInput(filled, "").getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                if (attribute.getKey().contains(VALUE_MARK)) {
                    report(lineOf(element), "a value stands in a tag without quotes", "write title=\"{{ ... }}\"");
                }
            }
        }
    }

    private void element(Element element) {
        if (FORBIDDEN.contains(element.normalName())) {
            report(lineOf(element), "<" + element.normalName() + "> doesn't work in emails", "leave it out");
        }
        if (element.normalName().equals("style")
                && TEMPLATE.matcher(element.data()).find()) {
            report(lineOf(element), "a value can't stand inside <style>", null);
        }
        for (Attribute attribute : element.attributes()) {
            attribute(
                    attribute,
                    Math.max(
                            lineOf(element),
                            attribute.sourceRange().nameRange().start().lineNumber()));
        }
    }

    private void attribute(Attribute attribute, int line) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        String value = attribute.getValue().strip();
        if (name.startsWith("on")) {
            report(line, "'" + name + "' runs code and doesn't work in emails", "leave it out");
        } else if (ADDRESSES.contains(name)) {
            address(name, value, line);
        } else if (TEMPLATE.matcher(value).find() && !WORDS.contains(name)) {
            report(line, "a value can't stand inside '" + name + "'", "only in href, src, alt or title");
        }
    }

    private void address(String name, String value, int line) {
        boolean safe = ONLY_UNSUBSCRIBE.matcher(value).matches()
                || HARMLESS.matcher(value).matches()
                || LITERAL_HOST.matcher(value).matches()
                        && !TEMPLATE.matcher(ENCODED.matcher(value).replaceAll(""))
                                .find();
        if (!safe) {
            report(
                    line,
                    "'" + name + "' must be an https address, with values only after the host and encoded",
                    "https://www.example.com/offer?city={{ city | urlencode }}");
        }
    }

    private static int lineOf(Element element) {
        return Math.max(1, element.sourceRange().start().lineNumber());
    }

    private void report(int line, String message, @org.jspecify.annotations.Nullable String hint) {
        problems.add(page.problem(line, message).hint(hint));
    }
}
