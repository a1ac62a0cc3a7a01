package dev.beckon.deliver;

/** A message that can't be sent as it is, now or later. Its words hold no personal data. */
public final class InvalidMessage extends Exception {

    private final String code;
    private final String detail;

    /** @param code one word, for the outbox */
    public InvalidMessage(String code, String detail) {
        super(detail);
        this.code = code;
        this.detail = detail;
    }

    public String code() {
        return code;
    }

    public Outcome.Rejected outcome() {
        return Outcome.Rejected.of(code, detail);
    }
}
