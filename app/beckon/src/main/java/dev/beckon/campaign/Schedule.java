package dev.beckon.campaign;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a campaign runs.
 *
 * @param cron as written: five fields (minute, hour, day of month, month, day of week), or six with seconds first
 * @param timeZone where its hours are meant
 */
public record Schedule(String cron, ZoneId timeZone) {

    public Schedule {
        parse(cron);
    }

    /** The first time at or after this instant; empty if there is none. */
    public Optional<Instant> firstAtOrAfter(Instant instant) {
        // next() is strictly later than what it gets.
        var before = instant.minusNanos(1).atZone(timeZone);
        return Optional.ofNullable(parse(cron).next(before)).map(java.time.ZonedDateTime::toInstant);
    }

    static @Nullable String valid(String cron) {
        parse(cron);
        return cron;
    }

    private static CronExpression parse(String cron) {
        boolean withoutSeconds = cron.strip().split("\\s+").length == 5;
        return CronExpression.parse(withoutSeconds ? "0 " + cron.strip() : cron.strip());
    }
}
