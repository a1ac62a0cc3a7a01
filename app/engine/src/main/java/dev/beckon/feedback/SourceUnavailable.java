package dev.beckon.feedback;

/** A data source or provider can't be reached, is missing, or is too old to be used; exit code 5. */
public final class SourceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SourceUnavailable(String message) {
        super(message);
    }

    public SourceUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
