package dev.beckon.store;

/** The database couldn't be reached or refused a statement. Nothing of the transaction was kept, as far as is known. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreUnavailable(Throwable cause) {
        super("The store can't be used: " + cause.getMessage(), cause);
    }
}
