package dev.beckon.deliver.email;

import java.util.Set;

/** A status code of RFC 3463 and its registry, such as {@code 5.1.1}: class, subject and detail. */
record EnhancedStatus(String code) {

    static final EnhancedStatus UNKNOWN = new EnhancedStatus("");

    /** No such mailbox or domain, bad syntax, moved away, domain without mail, mailbox disabled, no route to the domain. */
    private static final Set<String> NOBODY_THERE = Set.of("1.0", "1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "4.4");

    static EnhancedStatus of(String code) {
        return code.matches("[245]\\.\\d{1,3}\\.\\d{1,3}") ? new EnhancedStatus(code) : UNKNOWN;
    }

    boolean isUnknown() {
        return code.isEmpty();
    }

    private boolean isClass(char digit) {
        return !isUnknown() && code.charAt(0) == digit;
    }

    private String rest() {
        return isUnknown() ? "" : code.substring(2);
    }

    /** Nobody will ever get a message at this address. */
    boolean meansNobodyThere() {
        return isClass('5') && NOBODY_THERE.contains(rest());
    }

    /** The mailbox is full. */
    boolean meansFull() {
        return rest().equals("2.2");
    }

    /** The server's rules forbid it: what we are, what we send, or what this receiver lets in. */
    boolean meansPolicy() {
        return isClass('5') && rest().startsWith("7.");
    }

    /** The server itself is in trouble, whoever the message is for. */
    boolean meansServerTrouble() {
        return isClass('4') && rest().startsWith("3.");
    }

    @Override
    public String toString() {
        return code;
    }
}
