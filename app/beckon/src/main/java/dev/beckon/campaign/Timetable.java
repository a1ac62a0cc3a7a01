package dev.beckon.campaign;

import dev.beckon.feedback.Problems;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Company;
import dev.beckon.workspace.StrictYaml;
import dev.beckon.workspace.YamlMap;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an enabled campaign runs by itself: known without its data, rules and templates.
 *
 * @param campaign its name
 * @param start when its first day begins; null if it has begun
 * @param end when its last day is over; null if it never ends
 */
public record Timetable(
        String campaign,
        Schedule schedule,
        @Nullable Instant start,
        @Nullable Instant end) {

    /** The first time after this one; empty if there is none. */
    public Optional<Instant> firstAfter(Instant moment) {
        Instant earliest = start != null && moment.isBefore(start) ? start.minusNanos(1) : moment;
        return schedule.firstAfter(earliest).filter(time -> end == null || time.isBefore(end));
    }

    /** The latest of its times after the first moment and not after the second, in their order. */
    public List<Instant> between(Instant after, Instant upTo, int most) {
        var times = new ArrayDeque<Instant>();
        Optional<Instant> next = firstAfter(after);
        while (next.isPresent() && !next.get().isAfter(upTo)) {
            times.add(next.get());
            if (times.size() > most) {
                times.remove();
            }
            next = firstAfter(next.get());
        }
        return List.copyOf(times);
    }

    /**
     * What could be read.
     *
     * @param idle names of campaigns that have no schedule or aren't enabled
     * @param unreadable names of campaigns in whose settings something is wrong: they don't run by themselves
     */
    public record All(List<Timetable> timetables, List<String> idle, List<String> unreadable) {}

    /** Those of every enabled campaign of the folder that has a schedule, in the order of their names. */
    public static All read(Path campaigns, Company company) {
        var timetables = new ArrayList<Timetable>();
        var idle = new ArrayList<String>();
        var unreadable = new ArrayList<String>();
        for (Path folder : Campaigns.folders(campaigns)) {
            String name = folder.getFileName().toString();
            try {
                read(folder, name, company).ifPresentOrElse(timetables::add, () -> idle.add(name));
            } catch (ProblemsFound e) {
                unreadable.add(name);
            }
        }
        return new All(List.copyOf(timetables), List.copyOf(idle), List.copyOf(unreadable));
    }

    private static Optional<Timetable> read(Path folder, String name, Company company) {
        Path file = folder.resolve(CampaignReader.FILE);
        String shownAs = name + "/" + CampaignReader.FILE;
        Campaigns.refuseLink(folder, name);
        Campaigns.refuseLink(file, shownAs);
        var problems = new Problems();
        YamlMap yaml = StrictYaml.read(file, shownAs, problems);
        Optional<Schedule> schedule = ScheduleReader.read(yaml, company);
        @Nullable Instant start = day(yaml, "starts", 0, company.timeZone());
        @Nullable Instant end = day(yaml, "ends", 1, company.timeZone());
        boolean enabled = yaml.flag("enabled", true);
        problems.throwIfAny();
        return schedule.filter(each -> enabled).map(each -> new Timetable(name, each, start, end));
    }

    private static @Nullable Instant day(YamlMap yaml, String key, int daysLater, ZoneId zone) {
        return yaml.parsed(key, "a date such as 2026-11-30", LocalDate::parse)
                .map(day -> day.plusDays(daysLater).atStartOfDay(zone).toInstant())
                .orElse(null);
    }
}
