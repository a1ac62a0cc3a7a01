package dev.beckon.deliver.email;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server said no with.
 *
 * @param status RFC 3463, such as {@code 5.1.1}; {@link EnhancedStatus#UNKNOWN} where it gave none
 */
record SmtpReply(int code, EnhancedStatus status) {

    /** The server closes the connection. */
    static final int GOING_AWAY = 421;

    private static final Pattern STATUS = Pattern.compile("^\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b");

    /** Of the reply's text, which may name people and isn't kept. */
    static SmtpReply of(int code, String text) {
        Matcher status = STATUS.matcher(text);
        return new SmtpReply(code, status.find() ? EnhancedStatus.of(status.group(1)) : EnhancedStatus.UNKNOWN);
    }

    boolean isTransient() {
        return code >= 400 && code < 500;
    }

    boolean isPermanent() {
        return code >= 500 && code < 600;
    }

    @Override
    public String toString() {
        return status.isUnknown() ? Integer.toString(code) : code + " " + status;
    }
}
