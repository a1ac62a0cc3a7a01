package dev.beckon.plan;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.beckon.campaign.Channel;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stops whom no permitted hour reaches before the offer ends, and settles the first permitted moment for the others.
 * Quiet hours are meant in the customer's own time zone, or the company's where it isn't known.
 *
 * <p>A call must be permitted in every zone that the number may be in, and in the customer's own. Where the customer's
 * zone is one of the number's, it alone counts. A number whose zones aren't known isn't called, unless the customer's
 * own zone is known.
 */
final class NoPermittedHour implements CustomerGate {

    private final Policies policies;
    private final ZoneId companyZone;

    NoPermittedHour(Policies policies, ZoneId companyZone) {
        this.policies = policies;
        this.companyZone = companyZone;
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
        QuietHours quiet = policies.quietHours(candidate.channel());
        Optional<ZoneId> own = zone(candidate.text("timeZone"));
        Set<ZoneId> zones = zones(candidate, own, quiet);
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
        candidate.sendAt(moment.get(), own.orElse(zones.iterator().next()));
        return null;
    }

    private Set<ZoneId> zones(Candidate candidate, Optional<ZoneId> own, QuietHours quiet) {
        if (candidate.channel() != Channel.PHONE || quiet.equals(QuietHours.NONE)) {
            return Set.of(own.orElse(companyZone));
        }
        Set<ZoneId> zones = zonesOfNumber(Objects.requireNonNull(candidate.address()));
        if (own.isPresent()) {
            if (zones.stream().anyMatch(zone -> zone.getRules().equals(own.get().getRules()))) {
                return Set.of(own.get());
            }
            zones.add(own.get());
        }
        return zones;
    }

    private static Set<ZoneId> zonesOfNumber(String number) {
        try {
            var parsed = PhoneNumberUtil.getInstance().parse(number, null);
            List<String> names = PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(parsed);
            var zones = new LinkedHashSet<ZoneId>();
            names.forEach(name -> zone(name).ifPresent(zones::add));
            return zones;
        } catch (NumberParseException notANumber) {
            return new LinkedHashSet<>();
        }
    }

    /** Empty for null and for what isn't a zone, such as Etc/Unknown. */
    private static Optional<ZoneId> zone(@Nullable String name) {
        try {
            return Optional.ofNullable(name).map(ZoneId::of);
        } catch (DateTimeException notAZone) {
            return Optional.empty();
        }
    }
}
