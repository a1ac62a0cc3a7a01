package dev.beckon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever answers from a number in WhatsApp's older spelling is the one whom the message went to. */
class NumbersTest {

    private final Secret secret = new Secret("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    @ParameterizedTest
    @CsvSource({
        "+5215512345678, +525512345678",
        "+541123456789, +5491123456789",
        "+551187654321, +5511987654321",
    })
    void areTheSame(String one, String other) {
        assertThat(secret.addressKey(one)).isEqualTo(secret.addressKey(other));
    }

    @ParameterizedTest
    @CsvSource({
        // A landline in Sao Paulo is no mobile number without its ninth digit.
        "+551133334444, +5511933334444",
        "+919820012345, +919820012346",
        "+15215512345, +525512345",
    })
    void areNot(String one, String other) {
        assertThat(secret.addressKey(one)).isNotEqualTo(secret.addressKey(other));
    }
}
