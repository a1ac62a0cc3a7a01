package dev.beckon.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Clocks in Berlin: 2026-03-29 02:00 -> 03:00 (01:00 UTC); 2026-10-25 03:00 -> 02:00 (01:00 UTC). */
    @ParameterizedTest
    @CsvSource({
        // hours, earliest, first permitted
        "21:00-09:00, 2026-06-01T10:00:00Z, 2026-06-01T10:00:00Z", // noon in Berlin
        "21:00-09:00, 2026-06-01T19:00:00Z, 2026-06-02T07:00:00Z", // 21:00 sharp is quiet
        "21:00-09:00, 2026-06-02T06:59:59Z, 2026-06-02T07:00:00Z",
        "21:00-09:00, 2026-06-02T07:00:00Z, 2026-06-02T07:00:00Z", // 09:00 sharp is permitted
        "13:00-15:00, 2026-06-01T11:30:00Z, 2026-06-01T13:00:00Z", // a quiet noon
        "21:00-02:30, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z", // 02:30 doesn't exist: at the jump
        "21:00-09:00, 2026-03-28T22:00:00Z, 2026-03-29T07:00:00Z", // 09:00 summer time
        "21:00-09:00, 2026-10-24T22:00:00Z, 2026-10-25T08:00:00Z", // 09:00 winter time
        "21:00-02:30, 2026-10-24T23:00:00Z, 2026-10-25T00:30:00Z", // the first 02:30
        "21:00-02:30, 2026-10-25T01:10:00Z, 2026-10-25T01:30:00Z", // 02:10 again: the second 02:30
        "none, 2026-06-01T23:00:00Z, 2026-06-01T23:00:00Z",
    })
    void findsTheFirstPermittedMoment(String hours, Instant earliest, Instant expected) {
        var quiet = Objects.requireNonNull(QuietHours.parse(hours));

        assertThat(quiet.firstPermitted(earliest, null, List.of(BERLIN))).contains(expected);
    }

    /**
     * Berlin 2026-10-25: 03:00 -> 02:00 at 01:00 UTC; 2027-03-28: 02:00 -> 03:00 at 01:00 UTC. New York 2026-11-01:
     * 02:00 -> 01:00 at 06:00 UTC. Lord Howe moves by half an hour: 2026-10-04, 02:00 -> 02:30 at 15:30 UTC of the day
     * before; 2027-04-04, 02:00 -> 01:30 at 15:00 UTC of the day before. Kathmandu is 5:45 ahead of UTC, Kolkata 5:30.
     */
    @ParameterizedTest
    @CsvSource({
        // zone, hours, earliest, first permitted
        "Europe/Berlin, 21:00-09:00, 2026-10-24T19:00:00Z, 2026-10-25T08:00:00Z", // the night has an hour more
        "Europe/Berlin, 02:15-02:45, 2026-10-25T00:20:00Z, 2026-10-25T00:45:00Z", // the first time
        "Europe/Berlin, 02:15-02:45, 2026-10-25T00:50:00Z, 2026-10-25T00:50:00Z", // between the two
        "Europe/Berlin, 02:15-02:45, 2026-10-25T01:20:00Z, 2026-10-25T01:45:00Z", // and once more
        "Europe/Berlin, 21:00-09:00, 2027-03-27T20:00:00Z, 2027-03-28T07:00:00Z", // the night has an hour less
        "Europe/Berlin, 21:00-02:30, 2027-03-27T22:00:00Z, 2027-03-28T01:00:00Z", // ends inside the gap: at the jump
        "Europe/Berlin, 02:30-09:00, 2027-03-28T00:59:59Z, 2027-03-28T00:59:59Z", // begins inside the gap
        "Europe/Berlin, 02:30-09:00, 2027-03-28T01:00:00Z, 2027-03-28T07:00:00Z",
        "Europe/Berlin, 02:15-02:45, 2027-03-28T00:59:59Z, 2027-03-28T00:59:59Z", // wholly inside: never quiet
        "Europe/Berlin, 02:15-02:45, 2027-03-28T01:00:00Z, 2027-03-28T01:00:00Z",
        "America/New_York, 21:00-09:00, 2026-11-01T01:00:00Z, 2026-11-01T14:00:00Z",
        "America/New_York, 21:00-09:00, 2026-10-31T01:00:00Z, 2026-10-31T13:00:00Z", // the day before, in summer time
        "America/New_York, 01:00-01:30, 2026-11-01T05:00:00Z, 2026-11-01T05:30:00Z",
        "America/New_York, 01:00-01:30, 2026-11-01T06:10:00Z, 2026-11-01T06:30:00Z",
        "Asia/Kathmandu, 21:00-09:00, 2026-10-31T15:14:59Z, 2026-10-31T15:14:59Z",
        "Asia/Kathmandu, 21:00-09:00, 2026-10-31T15:15:00Z, 2026-11-01T03:15:00Z",
        "Asia/Kolkata, 21:00-09:00, 2026-10-31T15:30:00Z, 2026-11-01T03:30:00Z",
        "Australia/Lord_Howe, 21:00-09:00, 2026-10-03T10:30:00Z, 2026-10-03T22:00:00Z",
        "Australia/Lord_Howe, 21:00-02:15, 2026-10-03T10:30:00Z, 2026-10-03T15:30:00Z", // ends inside the gap
        "Australia/Lord_Howe, 21:00-09:00, 2027-04-03T10:00:00Z, 2027-04-03T22:30:00Z",
        "Australia/Lord_Howe, 21:00-01:45, 2027-04-03T10:00:00Z, 2027-04-03T14:45:00Z", // the first 01:45
        "Australia/Lord_Howe, 21:00-01:45, 2027-04-03T15:05:00Z, 2027-04-03T15:15:00Z", // and the second
    })
    void followsTheClockWhenItIsPutForwardOrBack(String zone, String hours, Instant earliest, Instant expected) {
        var quiet = Objects.requireNonNull(QuietHours.parse(hours));

        assertThat(quiet.firstPermitted(earliest, null, List.of(ZoneId.of(zone))))
                .contains(expected);
        assertThat(quiet.firstPermitted(earliest, expected, List.of(ZoneId.of(zone))))
                .as("an offer that ends at that moment")
                .isEmpty();
    }

    @Test
    void needsAMomentBeforeTheDeadline() {
        var quiet = Objects.requireNonNull(QuietHours.parse("21:00-09:00"));
        Instant evening = Instant.parse("2026-06-01T20:00:00Z");
        Instant nine = Instant.parse("2026-06-02T07:00:00Z");

        assertThat(quiet.firstPermitted(evening, nine, List.of(BERLIN))).isEmpty();
        assertThat(quiet.firstPermitted(evening, nine.plusSeconds(1), List.of(BERLIN)))
                .contains(nine);
    }

    @Test
    void needsAllZones() {
        var quiet = Objects.requireNonNull(QuietHours.parse("19:00-10:00"));
        Instant morning = Instant.parse("2026-06-01T08:00:00Z");

        // 10:00 in New York is 14:00 UTC, 16:00 in Berlin.
        assertThat(quiet.firstPermitted(morning, null, List.of(BERLIN, NEW_YORK)))
                .contains(Instant.parse("2026-06-01T14:00:00Z"));
        assertThat(quiet.firstPermitted(morning, null, List.of(BERLIN, ZoneId.of("Pacific/Auckland"))))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNotHours() {
        assertThat(QuietHours.parse("09:00-09:00")).isNull();
        assertThat(QuietHours.parse("none")).isEqualTo(QuietHours.NONE);
    }

    /** Against a search minute by minute. */
    @Test
    void agreesWithASearchMinuteByMinute() {
        var random = new Random(42);
        var zones = List.of(
                BERLIN, NEW_YORK, ZoneId.of("Asia/Kolkata"), ZoneId.of("Australia/Lord_Howe"), ZoneId.of("UTC"));
        Instant yearStart = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 400; i++) {
            var quiet = new QuietHours(
                    LocalTime.ofSecondOfDay(random.nextInt(24 * 60) * 60L),
                    LocalTime.ofSecondOfDay(random.nextInt(24 * 60) * 60L));
            Instant earliest = yearStart.plus(Duration.ofMinutes(random.nextInt(365 * 24 * 60)));
            var some = zones.subList(i % 4, i % 4 + 1 + random.nextInt(2));

            assertThat(quiet.firstPermitted(earliest, null, some))
                    .as("%s from %s in %s", quiet, earliest, some)
                    .isEqualTo(search(quiet, earliest, some));
        }
    }

    private static java.util.Optional<Instant> search(QuietHours quiet, Instant earliest, List<ZoneId> zones) {
        for (int minutes = 0; minutes < 8 * 24 * 60; minutes++) {
            Instant moment = earliest.plus(Duration.ofMinutes(minutes));
            if (zones.stream().noneMatch(zone -> quiet.isQuiet(LocalTime.ofInstant(moment, zone)))) {
                return java.util.Optional.of(moment);
            }
        }
        return java.util.Optional.empty();
    }
}
