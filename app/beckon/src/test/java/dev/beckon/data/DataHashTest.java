package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.feedback.Progress;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataHashTest {

    private static final List<String> ORDERS = List.of("A,o1,2024-03-05,1", "A,o1,2024-03-05,1", "B,o2,2024-03-09,2");
    private static final List<String> CONSENTS =
            List.of("A,email,granted,2024-01-01T10:00:00Z", "B,email,denied,2024-01-02T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void isTheSameWhateverTheOrderOfTheRows() throws IOException {
        String hash = hash(ORDERS, CONSENTS);
        assertThat(hash(reversed(ORDERS), reversed(CONSENTS))).isEqualTo(hash);
    }

    @Test
    void isAnotherWhenARowIsAnother() throws IOException {
        String hash = hash(ORDERS, CONSENTS);
        assertThat(hash(List.of(ORDERS.get(0), ORDERS.get(2)), CONSENTS)).isNotEqualTo(hash);
        assertThat(hash(ORDERS, List.of(CONSENTS.get(0).replace("granted", "denied"), CONSENTS.get(1))))
                .isNotEqualTo(hash);
    }

    private static List<String> reversed(List<String> rows) {
        var reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        return reversed;
    }

    private String hash(List<String> orders, List<String> consents) throws IOException {
        Files.writeString(folder.resolve("beckon.yaml"), """
                sources:
                  customers: {from: orders}
                  orders: {files: orders.csv}
                  consents: {files: consents.csv}
                """);
        Files.writeString(
                folder.resolve("orders.csv"), "customer_id,order_id,date,amount\n" + String.join("\n", orders) + "\n");
        Files.writeString(
                folder.resolve("consents.csv"), "customer_id,channel,state,at\n" + String.join("\n", consents) + "\n");
        var clock = InstantSource.fixed(Instant.parse("2024-06-03T12:00:00Z"));
        var options = new LoadOptions(Optional.empty(), 2, Progress.SILENT, clock);
        try (CustomerData data = CustomerData.load(Workspace.open(folder), options)) {
            return data.hash();
        }
    }
}
