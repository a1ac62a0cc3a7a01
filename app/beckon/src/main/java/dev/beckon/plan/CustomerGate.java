package dev.beckon.plan;

import org.jspecify.annotations.Nullable;

/** A gate that looks at one customer alone, while the decisions stream by. */
non-sealed interface CustomerGate extends Gate {

    /**
     * Called only for candidates whom no customer gate before this one stopped. May settle something about the message,
     * such as its channel, for the gates after it.
     *
     * @return null to let the candidate pass
     */
    @Nullable
    Stop stop(Candidate candidate);
}
