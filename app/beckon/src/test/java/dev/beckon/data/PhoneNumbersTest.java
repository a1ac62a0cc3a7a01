package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is the same number however a list writes it, in customers and in suppressions. */
class PhoneNumbersTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"valid", "possible"})
    void aCountryCodeWithoutAPlusIsNotWrittenTwice(String wanted) throws IOException {
        List<String> written = List.of(
                "49 171 1234567",
                "491711234567",
                "491711234567.0",
                "+491711234567.0",
                "0049 171 1234567",
                "0171/1234567",
                "1711234567.0");

        assertThat(customers("DE", wanted, written)).containsOnly("+491711234567");
        assertThat(suppressions("DE", written)).containsOnly("+491711234567");
    }

    @ParameterizedTest
    @CsvSource({
        "DE, 0491 97110, +4949197110",
        "DE, 491 971100, +49491971100",
        "DE, 49 30 1234567, +49301234567",
        "DE, 492112345, +49492112345",
        "IN, 9198200123, +919198200123",
        "IN, 919820012345, +919820012345",
        "SE, 0468-123456, +46468123456",
        "SE, 468123456, +46468123456",
        "ID, 62812345678, +62812345678",
        "US, 12125551234, +12125551234"
    })
    void aNationalNumberStaysOne(String country, String written, String number) throws IOException {
        assertThat(customers(country, "valid", List.of(written))).containsExactly(number);
        assertThat(suppressions(country, List.of(written))).containsExactly(number);
    }

    private List<String> customers(String country, String wanted, List<String> numbers) throws IOException {
        write(country, wanted, numbers);
        return loaded("SELECT phone_number FROM input.customers ORDER BY customer_id");
    }

    private List<String> suppressions(String country, List<String> numbers) throws IOException {
        write(country, "valid", numbers);
        return loaded("SELECT address FROM loaded.suppressions ORDER BY line");
    }

    private void write(String country, String wanted, List<String> numbers) throws IOException {
        Files.writeString(folder.resolve("beckon.yaml"), """
                company: {country: %s}
                data: {as-of: 2026-11-01}
                sources:
                  customers: {files: customers.csv, columns: {customer-id: id, phone: phone}, phone-numbers: %s}
                  suppressions: {files: suppressions.csv, columns: {address: address}}
                """.formatted(country, wanted));
        var customers = new StringBuilder("id,phone\n");
        for (int i = 0; i < numbers.size(); i++) {
            customers.append(i).append(',').append(numbers.get(i)).append('\n');
        }
        Files.writeString(folder.resolve("customers.csv"), customers);
        Files.writeString(folder.resolve("suppressions.csv"), "address\n" + String.join("\n", numbers) + "\n");
    }

    private List<String> loaded(String select) {
        try (CustomerData data = CustomerData.load(Workspace.open(folder), LoadOptions.defaults())) {
            return data.database().rows(select, row -> row.getString(1));
        }
    }
}
