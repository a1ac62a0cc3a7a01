package dev.beckon.campaign;

import dev.beckon.workspace.Company;
import dev.beckon.workspace.TimeSpan;
import dev.beckon.workspace.YamlMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code schedule} of campaign.yaml. */
final class ScheduleReader {

    private ScheduleReader() {}

    static Optional<Schedule> read(YamlMap campaign, Company company) {
        return campaign.map("schedule").flatMap(map -> read(map, company.timeZone()));
    }

    private static Optional<Schedule> read(YamlMap map, ZoneId companyZone) {
        map.allowing("cron", "once", "time-zone", "max-lateness", "when-late");
        ZoneId zone = map.parsed("time-zone", "a time zone such as " + companyZone, ZoneId::of)
                .orElse(companyZone);
        if (!map.has("cron") && !map.has("once")) {
            map.report("cron", "the schedule has neither 'cron' nor 'once'", "cron: \"0 10 * * MON\"");
            return Optional.empty();
        }
        Optional<String> cron = map.parsed(
                "cron", "minute, hour, day of month, month, day of week, such as \"0 10 * * MON\"", Schedule::valid);
        cron.filter(Schedule::neverComes)
                .ifPresent(text -> map.report(
                        "cron",
                        "'" + text + "' never comes",
                        "the month doesn't have that day, such as 31 February, or it is never that weekday"));
        return Optional.of(new Schedule(cron.orElse(null), once(map, zone), zone, lateness(map)));
    }

    private static Duration lateness(YamlMap map) {
        boolean skip = map.oneOf("when-late", List.of("send", "skip"))
                .filter("skip"::equals)
                .isPresent();
        if (skip && map.has("max-lateness")) {
            map.report(
                    "max-lateness", "what is late is skipped, so there is no 'max-lateness'", "leave one of them out");
        }
        Optional<Duration> most = map.parsed("max-lateness", "a time such as 6h, 30m or 1d", TimeSpan::parse);
        return skip ? Schedule.ON_TIME : most.orElse(Schedule.USUAL_LATENESS);
    }

    private static List<Instant> once(YamlMap map, ZoneId zone) {
        var times = new ArrayList<Instant>();
        for (String text : map.texts("once")) {
            try {
                times.add(instant(text, zone));
            } catch (DateTimeException e) {
                map.report(
                        "once",
                        "'" + text + "' isn't a time",
                        "write it as 2026-12-01T10:00 or 2026-12-01T10:00+05:30");
            }
        }
        return times;
    }

    private static Instant instant(String text, ZoneId zone) {
        boolean hasZone = text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)");
        return hasZone
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
