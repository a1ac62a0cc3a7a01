package dev.beckon.deliver.email;

import dev.beckon.deliver.InvalidMessage;

/** What may stand in a header. Angus Mail writes line breaks as they are, so that a value could add headers of its own. */
final class HeaderValue {

    private HeaderValue() {}

    /** @throws InvalidMessage {@code header} if it has control characters */
    static String check(String name, String value) throws InvalidMessage {
        if (value.chars().anyMatch(c -> c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029)) {
            throw new InvalidMessage("header", "the " + name + " has a line break or another control character");
        }
        return value;
    }

    /** As {@link #check}, for headers that hold no encoded words. */
    static String ascii(String name, String value) throws InvalidMessage {
        check(name, value);
        if (value.chars().anyMatch(c -> c > '~')) {
            throw new InvalidMessage("header", "the " + name + " has letters beyond ASCII");
        }
        return value;
    }
}
