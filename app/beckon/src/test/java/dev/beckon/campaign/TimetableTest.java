package dev.beckon.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.workspace.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worked out with a calendar and the dates on which the clocks change. */
class TimetableTest {

    private static final Company COMPANY =
            new Company("Sweets", "1 Road", Currency.getInstance("INR"), ZoneId.of("Asia/Kolkata"), "IN", "en");

    @TempDir
    private Path folder;

    private Timetable.All read(String campaign, String settings) throws IOException {
        Files.createDirectories(folder.resolve(campaign));
        Files.writeString(folder.resolve(campaign).resolve("campaign.yaml"), "action: win-back\n" + settings);
        return Timetable.read(folder, COMPANY);
    }

    private List<String> times(String settings, String after, String upTo) throws IOException {
        Timetable.All all = read("w", settings);
        assertThat(all.unreadable()).isEmpty();
        return all.timetables().get(0).between(Instant.parse(after), Instant.parse(upTo), 100).stream()
                .map(Instant::toString)
                .toList();
    }

    @Test
    void cronHoursAreTheCompanys() throws IOException {
        // 2026-11-30 is a Monday; 10:00 in India is 04:30 UTC.
        assertThat(times("schedule: {cron: \"0 10 * * MON\"}", "2026-11-25T00:00:00Z", "2026-12-08T00:00:00Z"))
                .containsExactly("2026-11-30T04:30:00Z", "2026-12-07T04:30:00Z");
    }

    @Test
    void aTimeIsAfterTheFirstMomentAndNotAfterTheSecond() throws IOException {
        assertThat(times("schedule: {cron: \"0 10 * * *\"}", "2026-11-25T04:30:00Z", "2026-11-26T04:30:00Z"))
                .containsExactly("2026-11-26T04:30:00Z");
    }

    @Test
    void whereTheClocksGoForwardOverItATimeComesWhenTheyDo() throws IOException {
        // In Berlin, 2026-03-29 02:00 became 03:00, at 01:00 UTC.
        assertThat(times(
                        "schedule: {cron: \"30 2 * * *\", time-zone: Europe/Berlin}",
                        "2026-03-27T12:00:00Z",
                        "2026-03-30T12:00:00Z"))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        assertThat(times(
                        "schedule: {cron: \"0 * * * *\", time-zone: Europe/Berlin}",
                        "2026-03-28T23:30:00Z",
                        "2026-03-29T02:30:00Z"))
                .containsExactly("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
    }

    @Test
    void whereTheClocksGoBackATimeComesOnce() throws IOException {
        // In Berlin, 2026-10-25 03:00 became 02:00, at 01:00 UTC: 02:30 was at 00:30 and again at 01:30 UTC.
        assertThat(times(
                        "schedule: {cron: \"30 2 * * *\", time-zone: Europe/Berlin}",
                        "2026-10-24T12:00:00Z",
                        "2026-10-26T12:00:00Z"))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(times(
                        "schedule: {cron: \"30 2 * * *\", time-zone: Europe/Berlin}",
                        "2026-10-25T01:10:00Z",
                        "2026-10-25T12:00:00Z"))
                .isEmpty();
    }

    @Test
    void timesThatComeOnceStandBesideACronOrAlone() throws IOException {
        assertThat(times(
                        "schedule: {once: [2026-12-01T10:00+05:30, 2026-12-02T09:00]}",
                        "2026-11-25T00:00:00Z",
                        "2027-01-01T00:00:00Z"))
                .containsExactly("2026-12-01T04:30:00Z", "2026-12-02T03:30:00Z");
        assertThat(times(
                        "schedule: {cron: \"0 10 * * TUE\", once: \"2026-12-02T00:00:00Z\"}",
                        "2026-11-30T00:00:00Z",
                        "2026-12-03T00:00:00Z"))
                .containsExactly("2026-12-01T04:30:00Z", "2026-12-02T00:00:00Z");
    }

    @Test
    void onlyWhileTheOfferLasts() throws IOException {
        assertThat(times(
                        "schedule: {cron: \"0 0 * * *\"}\nstarts: 2026-12-02\nends: 2026-12-03",
                        "2026-11-25T00:00:00Z",
                        "2027-01-01T00:00:00Z"))
                .containsExactly("2026-12-01T18:30:00Z", "2026-12-02T18:30:00Z");
    }

    @Test
    void theLatestOfManyTimes() throws IOException {
        Timetable minutely =
                read("w", "schedule: {cron: \"* * * * *\"}").timetables().get(0);
        assertThat(minutely.between(Instant.parse("2026-11-25T00:00:00Z"), Instant.parse("2026-11-25T10:00:30Z"), 2))
                .containsExactly(Instant.parse("2026-11-25T09:59:00Z"), Instant.parse("2026-11-25T10:00:00Z"));
    }

    @Test
    void latenessIsSixHoursUnlessItIsSaid() throws IOException {
        Instant time = Instant.parse("2026-12-01T04:30:00Z");
        Schedule usual = read("w", "schedule: {cron: \"0 10 * * *\"}")
                .timetables()
                .get(0)
                .schedule();
        assertThat(usual.isTooLate(time, Instant.parse("2026-12-01T10:30:00Z"))).isFalse();
        assertThat(usual.isTooLate(time, Instant.parse("2026-12-01T10:30:01Z"))).isTrue();
        Schedule half = read("w", "schedule: {cron: \"0 10 * * *\", max-lateness: 30m}")
                .timetables()
                .get(0)
                .schedule();
        assertThat(half.isTooLate(time, Instant.parse("2026-12-01T05:00:01Z"))).isTrue();
        Schedule strict = read("w", "schedule: {cron: \"0 10 * * *\", when-late: skip}")
                .timetables()
                .get(0)
                .schedule();
        assertThat(strict.isTooLate(time, Instant.parse("2026-12-01T04:30:59Z")))
                .isFalse();
        assertThat(strict.isTooLate(time, Instant.parse("2026-12-01T04:31:01Z")))
                .isTrue();
    }

    @Test
    void whatIsDisabledOrUnscheduledOrUnreadableHasNone() throws IOException {
        read("off", "enabled: false\nschedule: {cron: \"0 10 * * *\"}");
        read("never", "");
        read("wrong", "schedule: {cron: \"at ten\"}");
        Timetable.All all = read("right", "schedule: {cron: \"0 10 * * *\"}");
        assertThat(all.timetables()).extracting(Timetable::campaign).containsExactly("right");
        assertThat(all.unreadable()).containsExactly("wrong");
    }
}
