package dev.beckon.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a campaign runs.
 *
 * @param cron as written: five fields (minute, hour, day of month, month, day of week), or six with seconds first; null:
 *     only at the times of {@code once}
 * @param once further times
 * @param timeZone where the cron's hours are meant
 * @param maximumLateness a run that nobody could begin at its time may begin so much later; after that it is skipped
 */
public record Schedule(@Nullable String cron, List<Instant> once, ZoneId timeZone, Duration maximumLateness) {

    static final Duration USUAL_LATENESS = Duration.ofHours(6);

    /** Somebody else may have to take over first. */
    static final Duration ON_TIME = Duration.ofMinutes(1);

    public Schedule {
        if (cron != null) {
            parse(cron);
        }
        once = List.copyOf(once);
    }

    /** The first time at or after this instant; empty if there is none. */
    public Optional<Instant> firstAtOrAfter(Instant instant) {
        return firstAfter(instant.minusNanos(1));
    }

    /** The first time after this instant; empty if there is none. */
    public Optional<Instant> firstAfter(Instant instant) {
        return Stream.concat(once.stream().filter(instant::isBefore), cronAfter(instant).stream())
                .min(Instant::compareTo);
    }

    /** Whether a run of the first time may no longer begin at the second. */
    public boolean isTooLate(Instant fireTime, Instant now) {
        return now.isAfter(fireTime.plus(maximumLateness));
    }

    /**
     * Cron fields are wall time. Each wall time comes once: where the clocks go back, the first time; where they go forward
     * over it, at the moment when they do.
     */
    private Optional<Instant> cronAfter(Instant instant) {
        if (cron == null) {
            return Optional.empty();
        }
        CronExpression expression = parse(cron);
        @Nullable LocalDateTime wall = expression.next(LocalDateTime.ofInstant(instant, timeZone));
        while (wall != null && !instantOf(wall).isAfter(instant)) {
            wall = expression.next(wall);
        }
        return Optional.ofNullable(wall).map(this::instantOf);
    }

    private Instant instantOf(LocalDateTime wall) {
        ZoneOffsetTransition transition = timeZone.getRules().getTransition(wall);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : wall.atZone(timeZone).withEarlierOffsetAtOverlap().toInstant();
    }

    static @Nullable String valid(String cron) {
        parse(cron);
        return cron;
    }

    /** Whether no day of any year is meant, such as the 31st of February. */
    static boolean neverComes(String cron) {
        return parse(cron).next(LocalDateTime.of(2000, 1, 1, 0, 0)) == null;
    }

    private static CronExpression parse(String cron) {
        boolean withoutSeconds = cron.strip().split("\\s+").length == 5;
        return CronExpression.parse(withoutSeconds ? "0 " + cron.strip() : cron.strip());
    }
}
