package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.cli.SampleWorkspace.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataCommandTest {

    @TempDir
    private Path folder;

    @Test
    void saysWhatBecameOfEveryRow() throws IOException {
        workspace("A,2024-03-05,1\nB,2024-03-06,2\n,2024-03-06,3\n", "data: {max-rejected: 50%}\n");

        Ran ran = run("data");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith("Data as of 2024-03-07\n")
                .containsPattern("orders +3 +2 +1\n +1 rejected: no customer id\n")
                .contains("out/rejected/");
        assertThat(folder.resolve("out/rejected/orders.csv"))
                .hasContent("file,line,column,value,reason\norders.csv,4,customer_id,,no customer id\n");
    }

    @Test
    void writesJson() throws IOException {
        workspace("A,2024-03-05,1\nB,2024-03-06,2\n,2024-03-06,3\n", "data: {max-rejected: 50%}\n");

        JsonNode report = new JsonMapper().readTree(run("data", "--json").out());

        assertThat(report.get("asOf").asString()).isEqualTo("2024-03-07");
        JsonNode orders = report.get("sources").get("orders");
        assertThat(orders.get("read").asInt()).isEqualTo(3);
        assertThat(orders.get("loaded").asInt()).isEqualTo(2);
        assertThat(orders.get("rejected").asInt()).isEqualTo(1);
        assertThat(orders.get("reasons").get("no customer id").asInt()).isEqualTo(1);
    }

    @Test
    void whatMayMakeDecisionsWrongIsSaidEverywhere() throws IOException {
        Files.writeString(folder.resolve("orders.csv"), "customer_id,date,amount,state\nA,2024-03-05,1,limbo\n");
        Files.writeString(folder.resolve("beckon.yaml"), """
                sources:
                  customers: {from: orders}
                  orders: {files: orders.csv, columns: {type: state}}
                """);
        Files.createDirectories(folder.resolve("rules/segments"));
        Files.writeString(folder.resolve("rules/segments/buyers.drl"), """
                rule "Everybody"
                  when
                    $c : Customer( orders >= 0 )
                  then
                    $c.assign("Buyers", "Everybody");
                end
                """);
        String unknown = "column 'state': Beckon doesn't know 'limbo' (1 line), so these lines count as sales";

        assertThat(run("data").out()).contains("    warning: " + unknown);
        assertThat(run("data", "--json").out()).contains(unknown);
        assertThat(run("check").err()).contains("Warning: beckon.yaml: source 'orders': " + unknown);
        assertThat(run("segments").err()).contains(unknown);
    }

    @Test
    void tooManyRejectedRowsEndWithOneAndShowNoValue() throws IOException {
        workspace("A,2024-03-05,priya@example.com\nB,2024-03-06,2\n", "");

        Ran ran = run("data");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .contains("1 of 2 rows are rejected (1 not a number)", "out/rejected/orders.csv")
                .doesNotContain("priya");
        assertThat(folder.resolve("out/rejected/orders.csv")).content().contains("priya@example.com");
    }

    @Test
    void aMissingOrBrokenSourceEndsWithFive() throws IOException {
        workspace("A,2024-03-05,1\n", "");
        Files.delete(folder.resolve("orders.csv"));
        assertThat(run("data").exitCode()).isEqualTo(5);

        Files.createDirectory(folder.resolve("orders.csv"));
        assertThat(run("data").exitCode()).isEqualTo(5);

        Files.delete(folder.resolve("orders.csv"));
        Files.writeString(folder.resolve("beckon.yaml"), """
                sources:
                  customers: {from: orders}
                  orders: {files: orders.parquet}
                """);
        Files.writeString(folder.resolve("orders.parquet"), "no Parquet at all, and priya@example.com");
        Ran ran = run("data");
        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.err()).contains("isn't a whole Parquet file").doesNotContain("priya");
    }

    @Test
    void anEndlessLineCostsOneRow() throws IOException {
        workspace(
                "A,2024-03-05,1\nB,2024-03-06," + "9".repeat(20_000_000) + "\nC,2024-03-06,2\n",
                "data: {max-rejected: 50%}\n");

        Ran ran = run("data");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .containsPattern("orders +3 +2 +1\n +1 rejected: a line of more than 1,000,000 characters\n");
    }

    private void workspace(String orders, String settings) throws IOException {
        Files.writeString(folder.resolve("orders.csv"), "customer_id,date,amount\n" + orders);
        Files.writeString(
                folder.resolve("beckon.yaml"),
                settings + "sources:\n  customers: {from: orders}\n  orders: {files: orders.csv}\n");
    }

    private Ran run(String... command) {
        return new SampleWorkspace(folder).run(command);
    }
}
