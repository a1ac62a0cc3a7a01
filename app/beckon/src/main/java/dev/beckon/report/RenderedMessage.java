package dev.beckon.report;

import org.jspecify.annotations.Nullable;

/**
 * A message as the person would get it. What a channel doesn't have is null.
 *
 * @param subject email only
 * @param text the plain text: an email's text part, a WhatsApp message, the words of a call
 * @param html an email's HTML part
 */
public record RenderedMessage(
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html) {

    int length() {
        return length(subject) + length(text) + length(html);
    }

    private static int length(@Nullable String part) {
        return part == null ? 0 : part.length();
    }
}
