package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionExportTest {

    private static final String DECISIONS = """
            insert into decisions values
              ('a', 'Others', 'Others', '', '', '', '=x'),
              ('b', 'Champions', 'Young', 'new;sweet tooth', 'loyalty-offer:80', 'loyalty-offer=email', 'A;B')""";

    @TempDir
    Path folder;

    @Test
    void writesOneRowACustomer() throws Exception {
        try (var fixture = new PreviewFixture()) {
            fixture.run(DECISIONS);
            Path file = folder.resolve("d.csv");
            DecisionExport.write(fixture.connection, file);
            assertThat(Files.readString(file))
                    .isEqualTo("customer_id,segments,tags,actions,channels,rules\r\n"
                            + "a,RFM=Others;Age group=Others,\"\",\"\",\"\",'=x\r\n"
                            + "b,RFM=Champions;Age group=Young,new;sweet tooth,loyalty-offer:80,loyalty-offer=email,"
                            + "A;B\r\n");
        }
    }

    @Test
    void writesParquetWithTheSameColumns() throws Exception {
        try (var fixture = new PreviewFixture()) {
            fixture.run(DECISIONS);
            Path file = folder.resolve("d.parquet");
            DecisionExport.write(fixture.connection, file);
            assertThat(Rows.list(
                            fixture.connection,
                            row -> row.getString("customer_id") + " " + row.getString("segments") + " "
                                    + row.getString("rules"),
                            "select * from read_parquet(?)",
                            file.toString()))
                    .containsExactly("a RFM=Others;Age group=Others =x", "b RFM=Champions;Age group=Young A;B");
        }
    }

    @Test
    void refusesOtherKindsOfFiles() throws Exception {
        try (var fixture = new PreviewFixture()) {
            assertThatThrownBy(() -> DecisionExport.write(fixture.connection, folder.resolve("d.xlsx")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(".csv");
        }
    }
}
