package dev.beckon.plan;

import org.jspecify.annotations.Nullable;

/** Stops who asked never to be contacted for marketing. */
final class DoNotDisturb implements CustomerGate {

    @Override
    public String key() {
        return "do-not-disturb";
    }

    @Override
    public String title() {
        return "asked not to be disturbed";
    }

    @Override
    public @Nullable Stop stop(Candidate candidate) {
        return Boolean.TRUE.equals(candidate.fact("doNotDisturb"))
                ? Stop.because("asked not to be disturbed", "")
                : null;
    }
}
