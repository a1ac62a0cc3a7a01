package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InternationalNumberTest {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    @Test
    void readsNumbersOfAllCountriesAsTheLibraryDoes() throws NumberParseException {
        Random random = new Random(7);
        int shortcuts = 0;
        for (String text : numbers(random)) {
            PhoneNumber read = InternationalNumber.read(text);
            if (read != null && LIBRARY.getNumberType(read) != PhoneNumberType.UNKNOWN) {
                assertThat(read).as(text).isEqualTo(LIBRARY.parse(text, "IN"));
                shortcuts++;
            }
        }
        assertThat(shortcuts).isGreaterThan(10_000);
    }

    /** Each country's examples of each type, with other digits at the end, and numbers with any digits at all. */
    private static List<String> numbers(Random random) {
        var numbers = new ArrayList<String>();
        for (int code : LIBRARY.getSupportedCallingCodes()) {
            for (int i = 0; i < 300; i++) {
                numbers.add("+" + code + digits(5 + random.nextInt(8), random));
            }
        }
        for (String region : LIBRARY.getSupportedRegions()) {
            for (PhoneNumberType type : PhoneNumberType.values()) {
                PhoneNumber example = LIBRARY.getExampleNumberForType(region, type);
                if (example != null) {
                    String written = LIBRARY.format(example, PhoneNumberUtil.PhoneNumberFormat.E164);
                    numbers.add(LIBRARY.format(example, PhoneNumberUtil.PhoneNumberFormat.INTERNATIONAL));
                    for (int kept = 3; kept < written.length(); kept++) {
                        numbers.add(written.substring(0, kept) + digits(written.length() - kept, random));
                    }
                }
            }
        }
        return numbers;
    }

    private static String digits(int count, Random random) {
        var digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    @Test
    void leavesOtherFormsToTheLibrary() {
        for (String text : List.of(
                "098765 43210",
                "9876543210",
                "+91 (98765) 43210",
                "+91 98765 43210 ext. 3",
                "+91  98765 43210",
                "+91-",
                "+",
                "",
                "+919876543210123456",
                "+39 06 1234 5678",
                "+375 8 10 1218283",
                "+999 12345678")) {
            assertThat(InternationalNumber.read(text)).as(text).isNull();
        }
        assertThat(InternationalNumber.read("+91 98765-43210"))
                .isEqualTo(new PhoneNumber().setCountryCode(91).setNationalNumber(9876543210L));
    }
}
