package dev.beckon.plan;

/** A gate that compares candidates with each other, when all of them are known. */
non-sealed interface SetGate extends Gate {

    /**
     * A query with the columns {@code row}, {@code reason} and {@code detail} for those whom it stops. It reads the view
     * {@code plan.standing}: the candidates whom no gate before this one stopped.
     */
    String sql();
}
