package dev.beckon.deliver.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodesTest {

    private static final String HEADER = "code,outcome,suppress,next channel,meaning";

    @Test
    void everyCodeStandsInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/whatsapp-and-phone.md"));
        assertThat(ErrorCodes.read().all())
                .hasSizeGreaterThan(50)
                .allSatisfy(row -> assertThat(page).contains(row.code() + " (" + row.meaning() + ")"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "63003,rejected,,yes,| line 2: five cells are needed",
                "6300,rejected,,yes,too short| line 2: '6300' is no code",
                "63003,refused,,yes,not on WhatsApp| line 2: outcome 'refused' must be rejected",
                "63003,rejected,no,yes,not on WhatsApp| line 2: 'no' must be yes or nothing",
                "63003,wait,,yes,not on WhatsApp| line 2: only what failed",
                "63003,soft,yes,,not on WhatsApp| line 2: only what failed"
            })
    void mistakesAreNamedWithTheirLine(String line, String problem) {
        assertThatThrownBy(() -> ErrorCodes.parse(List.of(HEADER, line)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(problem.strip());
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        assertThatThrownBy(() -> ErrorCodes.parse(
                        List.of("code;outcome", "63003,rejected,,yes,a", "63003,rejected,,yes,b", "1,rejected,,,c")))
                .hasMessageContaining("the first line must be")
                .hasMessageContaining("line 3: code 63003 stands there twice")
                .hasMessageContaining("line 4: '1'");
    }
}
