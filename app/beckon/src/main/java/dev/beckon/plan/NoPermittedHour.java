package dev.beckon.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stops whom no permitted hour reaches in time, and settles the first permitted moment for the others, as
 * {@link PermittedHours} finds it.
 */
final class NoPermittedHour implements CustomerGate {

    private final PermittedHours hours;

    NoPermittedHour(PermittedHours hours) {
        this.hours = hours;
    }

    @Override
    public String key() {
        return "no-permitted-hour";
    }

    @Override
    public String title() {
        return "no permitted hour";
    }

    @Override
    public @Nullable Stop stop(Candidate candidate) {
        if (candidate.sendAt() != null) {
            return null;
        }
        PlannedCampaign planned = candidate.planned();
        if (!planned.isOpen()) {
            return Stop.because(
                    "the offer is over", "last day " + planned.campaign().ends());
        }
        QuietHours quiet = hours.quiet(candidate.channel());
        @Nullable ZoneId own = PermittedHours.zone(candidate.text("timeZone")).orElse(null);
        Set<ZoneId> zones = hours.zones(candidate.channel(), Objects.requireNonNull(candidate.address()), own);
        if (zones.isEmpty()) {
            return Stop.because("time zone of the number not known", "quiet hours " + quiet);
        }
        Optional<Instant> moment = quiet.firstPermitted(planned.due(), planned.end(), zones);
        if (moment.isEmpty()) {
            return Stop.because(
                    planned.end() == null
                            ? "no hour is permitted in all zones"
                            : "quiet hours last until the offer ends",
                    "quiet hours " + quiet + " in " + zones);
        }
        candidate.sendAt(moment.get(), own == null ? only(zones) : own);
        return null;
    }

    /** Where it is one of several, all of them count again when the call is made. */
    private static @Nullable ZoneId only(Set<ZoneId> zones) {
        return zones.size() == 1 ? zones.iterator().next() : null;
    }
}
