package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallClockTest {

    private static final LocalDateTime FIRST = LocalDateTime.of(1990, 1, 1, 0, 10, 30);
    private static final int DAYS_APART = 3;

    /** Clocks that change each year, that changed until lately, once, in another century, and never. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/Sao_Paulo",
                "Europe/Istanbul",
                "Asia/Pyongyang",
                "Asia/Kolkata",
                "America/St_Johns",
                "Pacific/Kiritimati",
                "UTC",
                "+05:30"
            })
    void turnsWallClocksIntoUtcAndBackAsJavaDoes(String name) throws SQLException {
        ZoneId zone = ZoneId.of(name);
        var clock = new WallClock(zone);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            try (var rows = statement.executeQuery("SELECT t, " + clock.toUtc("t") + ", " + clock.ofUtc("t")
                    + " FROM range(TIMESTAMP '1990-01-01 00:10:30', TIMESTAMP '2030-01-01', INTERVAL " + DAYS_APART
                    + " DAY) r(t)")) {
                int read = 0;
                while (rows.next()) {
                    LocalDateTime time = rows.getObject(1, LocalDateTime.class);
                    assertThat(time).isEqualTo(FIRST.plusDays((long) DAYS_APART * read++));
                    assertThat(rows.getObject(2, LocalDateTime.class))
                            .as("%s by the wall clock of %s, in UTC", time, zone)
                            .isEqualTo(time.atZone(zone)
                                    .withZoneSameInstant(ZoneOffset.UTC)
                                    .toLocalDateTime());
                    assertThat(rows.getObject(3, LocalDateTime.class))
                            .as("%s in UTC, by the wall clock of %s", time, zone)
                            .isEqualTo(time.atOffset(ZoneOffset.UTC)
                                    .atZoneSameInstant(zone)
                                    .toLocalDateTime());
                }
                assertThat(read).isGreaterThan(4_000);
            }
        }
    }
}
