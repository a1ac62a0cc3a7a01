package dev.beckon.deliver.twilio;

import dev.beckon.campaign.Content;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Completes what a call says: its voice, and the way to opt out. */
final class CallScript {

    /** What Twilio takes along with a call, in characters. */
    static final int MOST = 4000;

    static final String OPT_OUT_KEY = "9";

    private static final Pattern LANGUAGE = Pattern.compile("<Say language=\"([^\"]+)\">");
    private static final String BEGIN = "<Response>";
    private static final String END = "</Response>";

    private final CallWords words;

    CallScript(CallWords words) {
        this.words = words;
    }

    String plain(Content.Phone call) {
        return LANGUAGE.matcher(call.twiml())
                .replaceAll(say -> Matcher.quoteReplacement(say(words.voice(say.group(1)), say.group(1))));
    }

    private static String say(String voice, String tag) {
        return "<Say" + (voice.isEmpty() ? "" : " voice=\"" + voice + "\"") + " language=\"" + tag + "\">";
    }

    /**
     * The key may be pressed at any time, also while the script is being said.
     *
     * @param optOut where Twilio reports the key
     */
    String withOptOut(Content.Phone call, URI optOut) {
        Matcher said = LANGUAGE.matcher(call.twiml());
        String language = said.find() ? said.group(1) : "";
        String plain = plain(call);
        String script = plain.substring(plain.indexOf(BEGIN) + BEGIN.length(), plain.lastIndexOf(END))
                .strip();
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>\n  <Gather input=\"dtmf\" numDigits=\"1\""
                + " timeout=\"5\" action=\"" + escaped(optOut.toString()) + "\">\n  " + script + "\n  "
                + sayOwn(language, words.of(language).invitation()) + "\n  </Gather>\n</Response>\n";
    }

    /** What the caller hears after pressing the key. */
    String farewell(String language) {
        return response(sayOwn(language, words.of(language).farewell()) + "<Hangup/>");
    }

    static String response(String inside) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>" + inside + "</Response>\n";
    }

    private String sayOwn(String language, String text) {
        CallWords.Row row = words.of(language);
        return say(row.voice(), row.tag()) + escaped(text) + "</Say>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
