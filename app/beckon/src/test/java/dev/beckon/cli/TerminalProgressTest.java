package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private final TerminalProgress progress =
            new TerminalProgress(new PrintStream(written, true, StandardCharsets.UTF_8), false, () -> now);

    @Test
    void writesALineEveryTenSecondsWhereNobodyWatches() {
        progress.begin("deciding", 20_000);
        for (int second = 1; second <= 25; second++) {
            now = now.plusSeconds(1);
            progress.advance(500);
        }
        progress.end();
        assertThat(text())
                .isEqualToIgnoringNewLines("deciding: 5,000 of 20,000 (25%)\ndeciding: 10,000 of 20,000 (50%)\n");
    }

    @Test
    void saysNothingOfWorkThatIsSoonDone() {
        progress.begin("deciding", 10);
        progress.advance(10);
        progress.end();
        assertThat(text()).isEmpty();
    }

    @Test
    void countsWhereTheTotalIsUnknown() {
        progress.begin("loading orders", -1);
        now = now.plusSeconds(11);
        progress.advance(1_234_567);
        assertThat(text()).isEqualToIgnoringNewLines("loading orders: 1,234,567\n");
    }

    @Test
    void showsABarOnATerminal() {
        var bar = new TerminalProgress(new PrintStream(written, true, StandardCharsets.UTF_8), true, () -> now);
        bar.begin("deciding", 10);
        bar.advance(10);
        bar.end();
        assertThat(text()).contains("deciding");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
