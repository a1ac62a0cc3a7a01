package dev.beckon.campaign;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.Selector.SelectorParseException;

/** Looks for the opt-out and the sender's address as a reader would: what a mail program doesn't show, isn't there. */
final class WayOut {

    private static final Pattern HIDES =
            Pattern.compile("(^|[;\\s])(display\\s*:\\s*none|visibility\\s*:\\s*(hidden|collapse)|mso-hide\\s*:\\s*all"
                    + "|opacity\\s*:\\s*0?\\.?0*\\s*(!|;|$)|(max-)?(height|width)\\s*:\\s*0\\w*\\s*(!|;|$)"
                    + "|color\\s*:\\s*transparent)");
    private static final Pattern FONT_SIZE = Pattern.compile("(^|[;\\s])font-size\\s*:\\s*([0-9.]+)(px|pt)?");
    private static final double SMALLEST_FONT = 6;
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final String MARK = "data-beckon-hidden";

    private final Document page;

    private WayOut(String html) {
        page = Jsoup.parse(html);
        for (Element style : page.select("style")) {
            RULE.matcher(style.data()).results().forEach(this::hideByRule);
        }
    }

    /** What is missing, by the ending of the file's name: {@code .html}, {@code .txt}. */
    static Map<String, String> complaints(Content.Email email, String link, String address) {
        var complaints = new LinkedHashMap<String, String>();
        var out = new WayOut(email.html());
        String plain = words(email.text());
        check(complaints, ".html", out.showsLink(link), contains(out.words(), address));
        check(complaints, ".txt", plain.contains(link.toLowerCase(Locale.ROOT)), contains(plain, address));
        return complaints;
    }

    private static void check(Map<String, String> complaints, String part, boolean link, boolean address) {
        if (!link) {
            complaints.put(part, "a reader can't see {{ " + Variables.UNSUBSCRIBE_URL + " }}");
        } else if (!address) {
            complaints.put(part, "a reader can't see {{ " + Variables.POSTAL_ADDRESS + " }}");
        }
    }

    private boolean showsLink(String link) {
        return page.select("a[href]").stream()
                .filter(anchor -> anchor.attr("href").equals(link))
                .anyMatch(anchor -> isShown(anchor)
                        && (anchor.getAllElements().stream()
                                .anyMatch(inside -> isShown(inside)
                                        && (!inside.ownText().isBlank()
                                                || !inside.attr("alt").isBlank()))));
    }

    private String words() {
        var text = new StringBuilder();
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (node instanceof TextNode words && words.parent() != null && isShown((Element) words.parent())) {
                        text.append(words.getWholeText()).append(' ');
                    }
                },
                page.body());
        return words(text.toString());
    }

    private static boolean isShown(Element element) {
        double fontSize = SMALLEST_FONT;
        boolean sized = false;
        for (Element each = element; each != null; each = each.parent()) {
            String style = each.attr("style").toLowerCase(Locale.ROOT);
            if (each.hasAttr("hidden")
                    || each.hasAttr(MARK)
                    || HIDES.matcher(style).find()) {
                return false;
            }
            if (each.normalName().matches("title|textarea|template|head")) {
                return false;
            }
            var size = FONT_SIZE.matcher(style);
            if (!sized && size.find()) {
                sized = true;
                fontSize = Double.parseDouble(size.group(2));
            }
        }
        return fontSize >= SMALLEST_FONT;
    }

    private void hideByRule(MatchResult rule) {
        if (!HIDES.matcher(rule.group(2).toLowerCase(Locale.ROOT)).find()) {
            return;
        }
        try {
            page.body().select(rule.group(1).strip()).forEach(each -> each.attr(MARK, ""));
        } catch (SelectorParseException | IllegalArgumentException unknownSelector) {
            // Whatever this CSS is, mail programs won't know it either.
            return;
        }
    }

    private static boolean contains(String words, String address) {
        return words.contains(words(address));
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
