package dev.beckon.campaign;

import java.util.SortedMap;

/** A message as its receiver gets it. */
public sealed interface Content {

    /** @param subject one line */
    record Email(String subject, String html, String text) implements Content {}

    /**
     * @param contentSid the id of the approved template
     * @param variables by the template's number or name
     * @param text the approved text with the variables filled in, as people will read it
     */
    record WhatsApp(String contentSid, SortedMap<String, String> variables, String text) implements Content {}

    /**
     * @param twiml the call as the telephone provider runs it
     * @param script what is said
     */
    record Phone(String twiml, String script) implements Content {}
}
