package dev.beckon.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Local hours in which nothing is sent.
 *
 * @param from the first quiet moment
 * @param until the first moment that is permitted again; earlier than {@code from} where the night is quiet
 */
public record QuietHours(LocalTime from, LocalTime until) {

    /** Nothing is quiet. */
    public static final QuietHours NONE = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /** No window of permitted hours that many zones share is farther away. */
    private static final Duration HORIZON = Duration.ofDays(8);

    /** {@code none} or {@code 21:00-09:00}; null for anything else. */
    public static @Nullable QuietHours parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        String[] ends = text.split("-", -1);
        var hours = new QuietHours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
        return ends.length == 2 && !hours.from.equals(hours.until) ? hours : null;
    }

    boolean isQuiet(LocalTime time) {
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !from.equals(until) && (!time.isBefore(from) || time.isBefore(until));
    }

    /**
     * The first moment at or after {@code earliest} that is permitted in all of these zones.
     *
     * @param deadline the moment must be before it; null: no deadline
     * @return empty if there is none
     */
    Optional<Instant> firstPermitted(Instant earliest, @Nullable Instant deadline, Collection<ZoneId> zones) {
        Instant last = earliest.plus(HORIZON);
        Instant moment = earliest;
        while (!moment.isAfter(last) && (deadline == null || moment.isBefore(deadline))) {
            Instant later = moment;
            for (ZoneId zone : zones) {
                if (isQuiet(LocalTime.ofInstant(later, zone))) {
                    later = nextEnd(later, zone);
                }
            }
            if (later.equals(moment)) {
                return Optional.of(moment);
            }
            moment = later;
        }
        return Optional.empty();
    }

    /** The next moment strictly after this one at which the clock of the zone shows {@link #until()}, or passes it. */
    private Instant nextEnd(Instant moment, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(moment, zone);
        return Stream.of(day, day.plusDays(1), day.plusDays(2))
                .flatMap(each -> momentsAt(each.atTime(until), zone))
                .filter(moment::isBefore)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** None twice where clocks go back, the jump itself where they go forward over this time. */
    private static Stream<Instant> momentsAt(LocalDateTime local, ZoneId zone) {
        var offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            return Stream.of(
                    Objects.requireNonNull(zone.getRules().getTransition(local)).getInstant());
        }
        return offsets.stream().map((ZoneOffset offset) -> local.toInstant(offset));
    }

    /** {@code 21:00-09:00} or {@code none} */
    @Override
    public String toString() {
        return equals(NONE) ? "none" : from + "-" + until;
    }
}
