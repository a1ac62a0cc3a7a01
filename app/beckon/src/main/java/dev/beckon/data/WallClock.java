package dev.beckon.data;

import dev.beckon.database.Sql;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * SQL that turns the wall clock of a zone into UTC and back. Where the zone's clocks have long stopped changing, as India's
 * have, that is an addition, a tenth of the work of asking the engine's calendar.
 */
final class WallClock {

    private final String zone;
    private final ZoneRules rules;

    WallClock(ZoneId zone) {
        this.zone = Sql.text(zone.getId());
        this.rules = zone.getRules();
    }

    /** @param wall SQL of a TIMESTAMP of the wall clock; cheap, as it may be read twice */
    String toUtc(String wall) {
        return shifted(wall, "timezone('UTC', timezone(" + zone + ", " + wall + "))", -1);
    }

    /** @param utc SQL of a TIMESTAMP in UTC; cheap, as it may be read twice */
    String ofUtc(String utc) {
        return shifted(utc, "timezone(" + zone + ", timezone('UTC', " + utc + "))", 1);
    }

    private String shifted(String time, String byCalendar, int sign) {
        if (!rules.getTransitionRules().isEmpty()) {
            return byCalendar;
        }
        List<ZoneOffsetTransition> changes = rules.getTransitions();
        int seconds = rules.getOffset(Instant.MAX).getTotalSeconds() * sign;
        String added = time + " + INTERVAL (" + seconds + ") SECOND";
        return changes.isEmpty()
                ? added
                : "CASE WHEN " + time + " >= TIMESTAMP '" + settled(changes.get(changes.size() - 1)) + "' THEN " + added
                        + " ELSE " + byCalendar + " END";
    }

    /** A day after the last change, so that it is past by the wall clock and in UTC. */
    private static String settled(ZoneOffsetTransition last) {
        return LocalDateTime.ofInstant(last.getInstant(), ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(2)
                .toString();
    }
}
