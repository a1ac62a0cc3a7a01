package dev.beckon.plan;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Stops who is younger than {@code policies.minimum-age}. Whose age isn't known passes, unless
 * {@code policies.unknown-age} is {@code skip}; without a minimum age everybody passes.
 */
final class Minor implements CustomerGate {

    private final OptionalLong minimumAge;
    private final boolean skipUnknownAge;

    Minor(OptionalLong minimumAge, boolean skipUnknownAge) {
        this.minimumAge = minimumAge;
        this.skipUnknownAge = skipUnknownAge;
    }

    @Override
    public String key() {
        return "minor";
    }

    @Override
    public String title() {
        return "too young";
    }

    @Override
    public @Nullable Stop stop(Candidate candidate) {
        if (minimumAge.isEmpty()) {
            return null;
        }
        Object age = candidate.fact("age");
        if (age == null) {
            return skipUnknownAge ? Stop.because("age not known", "policies.unknown-age is skip") : null;
        }
        return (Long) age < minimumAge.getAsLong() ? Stop.because("younger than " + minimumAge.getAsLong(), "") : null;
    }
}
