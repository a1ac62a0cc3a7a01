package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatePatternTest {

    @ParameterizedTest
    @CsvSource({
        "iso, 2026-01-05, 2026-01-05T00:00:00.000000",
        "excel-serial, 46027, 2026-01-05T00:00:00.000000",
        "epoch-seconds, 1767571200, 2026-01-05T00:00:00.000000+00:00",
        "epoch-millis, 1767571200000, 2026-01-05T00:00:00.000000+00:00",
        "d.M.yyyy, 5.1.2026, 2026-01-05T00:00:00.000000",
    })
    void readsWordsAndLetters(String pattern, String written, String iso) {
        assertThat(DatePattern.of(pattern).iso(written)).isEqualTo(iso);
    }

    /** Part of a word is no word. */
    @ParameterizedTest
    @ValueSource(strings = {"d", "s", "e"})
    void lettersAreNotTheWordsTheyStandIn(String pattern) {
        assertThatThrownBy(() -> DatePattern.of(pattern).iso("2026-01-05")).isInstanceOf(DateTimeException.class);
    }

    @Test
    void wordsHaveNoLettersForSql() {
        assertThat(DatePattern.strptime("iso")).isEmpty();
        assertThat(DatePattern.strptime("d.M.yyyy")).contains("%d.%m.%Y");
    }
}
