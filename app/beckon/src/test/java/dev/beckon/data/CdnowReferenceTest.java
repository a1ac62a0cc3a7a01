package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.beckon.features.InputTables;
import dev.beckon.features.Rows;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file without a header, its columns parted by blanks. */
class CdnowReferenceTest {

    @Test
    void totalsAreThoseOfTheReference(@TempDir Path folder) throws Exception {
        try (CustomerData data =
                        CustomerData.load(Reference.workspace(folder, "cdnow/beckon"), LoadOptions.defaults());
                Connection connection = data.connect()) {
            assertThat(data.customers()).isEqualTo(2357);
            Rows lines = Rows.of(
                    connection,
                    "SELECT '', count(*) AS lines, count(DISTINCT customer_key) AS customers,"
                            + " CAST(sum(quantity) AS BIGINT) AS cds, CAST(sum(amount) AS BIGINT) AS cents,"
                            + " count(DISTINCT (customer_key, ordered_on)) AS customer_days,"
                            + " count(*) FILTER (WHERE amount = 0) AS free FROM input.order_lines");
            assertThat(lines.get(""))
                    .containsOnly(
                            entry("lines", 6919L),
                            entry("customers", 2357L),
                            entry("cds", 16479L),
                            entry("cents", 24409194L),
                            entry("customer_days", 6696L),
                            entry("free", 8L));

            data.prepare(InputTables.demand("monetary", "orders", "frequency"));
            Rows facts = Rows.of(
                    connection,
                    "SELECT '', CAST(sum(monetary) AS BIGINT) AS cents, CAST(sum(orders) AS BIGINT) AS orders"
                            + " FROM facts.customers");
            assertThat(facts.get("")).containsOnly(entry("cents", 24409194L), entry("orders", 6919L - 8));
            assertThat(Rows.of(connection, "SELECT customer_id FROM facts.customers LIMIT 1")
                            .byKey())
                    .containsOnlyKeys("0001");
        }
    }
}
