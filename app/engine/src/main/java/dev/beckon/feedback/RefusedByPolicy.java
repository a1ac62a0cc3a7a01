package dev.beckon.feedback;

/** The request is understood and possible, and a policy of the workspace forbids it; exit code 3. */
public final class RefusedByPolicy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedByPolicy(String message) {
        super(message);
    }
}
