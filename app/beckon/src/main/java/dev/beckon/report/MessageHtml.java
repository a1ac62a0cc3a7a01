package dev.beckon.report;

import java.util.regex.Pattern;

/**
 * Turns off what a message would load from elsewhere. The page's policy forbids it anyway; this spares the people who
 * look at it a page full of refused requests.
 */
final class MessageHtml {

    private static final Pattern LOADING =
            Pattern.compile("(?i)(\\s)(src|srcset|background|poster)(\\s*=)(?!\\s*[\"']?data:)");
    private static final Pattern STYLE_URL = Pattern.compile("(?i)url\\(\\s*(?![\"']?data:)[^)]*\\)");
    private static final Pattern LOADING_ELEMENT =
            Pattern.compile("(?is)<script\\b.*?</script\\s*>|<(link|base)\\b[^>]*>|<meta\\s+http-equiv[^>]*>");

    private MessageHtml() {}

    static String offline(String html) {
        String still = LOADING.matcher(html).replaceAll("$1data-$2$3");
        still = STYLE_URL.matcher(still).replaceAll("none");
        return LOADING_ELEMENT.matcher(still).replaceAll("");
    }
}
