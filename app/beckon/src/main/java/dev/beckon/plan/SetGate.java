package dev.beckon.plan;

/** A gate that compares candidates with each other or with the past, when all of them are known. */
non-sealed interface SetGate extends Gate {

    /**
     * A query with the columns {@code row}, {@code reason} and {@code detail} for those whom it stops. It reads the view
     * {@code plan.standing}: the candidates whom no gate before this one stopped.
     */
    String sql();

    /** False where it can't stop anybody, so that nothing is asked of the database. */
    default boolean isNeeded() {
        return true;
    }

    /** Settles what the query reads of a candidate; called for those whom no customer gate before this one stopped. */
    default void prepare(Candidate candidate) {}
}
