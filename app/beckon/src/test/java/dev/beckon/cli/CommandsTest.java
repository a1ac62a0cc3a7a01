package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.cli.SampleWorkspace.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CUSTOMERS = 1200;

    @TempDir
    static Path folder;

    private static SampleWorkspace sample;

    @BeforeAll
    static void makeTheSampleCompany() throws IOException {
        sample = SampleWorkspace.in(folder, CUSTOMERS);
    }

    @ParameterizedTest(name = "{0} threads, chunks of {1}")
    @CsvSource({"1,1", "2,100", "4,1000"})
    void decisionsDependNeitherOnThreadsNorOnChunks(String threads, String chunkSize) throws IOException {
        Path reference = folder.resolve("reference.csv");
        if (!Files.exists(reference)) {
            decide(reference, "1", "300");
        }
        Path other = folder.resolve("other.csv");
        decide(other, threads, chunkSize);

        assertThat(other).hasSameBinaryContentAs(reference);
        assertThat(Files.readAllLines(reference)).hasSizeGreaterThan(CUSTOMERS * 9 / 10);
    }

    private static void decide(Path file, String threads, String chunkSize) {
        Ran ran = sample.run("decide", "--out", file.toString(), "--threads", threads, "--chunk-size", chunkSize);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
    }

    @Test
    void twoPreviewsOfTheSameInputsHaveTheSameBytes() throws IOException {
        assertThat(sample.run("preview", "--threads", "1").exitCode()).isZero();
        Map<String, byte[]> first = written();
        assertThat(sample.run("preview", "--threads", "3", "--chunk-size", "77").exitCode())
                .isZero();
        Map<String, byte[]> second = written();

        assertThat(first.keySet())
                .contains("win-back/index.html", "win-back/plan.json", "bundle/messages.csv", "index.html");
        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
    }

    private static Map<String, byte[]> written() throws IOException {
        var files = new TreeMap<String, byte[]>();
        Path out = sample.file("out");
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    files.put(out.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    @Test
    void everyCustomerOfAnAudienceIsEitherInMessagesOrInSkips() throws IOException {
        assertThat(sample.run("preview").exitCode()).isZero();

        for (String campaign : new String[] {"bundle", "loyalty-offer", "win-back"}) {
            JsonNode plan = JSON.readTree(sample.file("out/" + campaign + "/plan.json"));
            var messages = customers(campaign, "messages.csv");
            var skips = customers(campaign, "skips.csv");

            assertThat(plan.get("audience").asLong()).isPositive();
            assertThat(messages).hasSize(plan.get("messages").asInt());
            assertThat(skips).hasSize(plan.get("skips").asInt());
            assertThat(messages.size() + skips.size())
                    .isEqualTo(plan.get("audience").asInt());
            assertThat(messages).doesNotContainAnyElementsOf(skips);
        }
    }

    private static HashSet<String> customers(String campaign, String file) throws IOException {
        var ids = new HashSet<String>();
        for (String line : Files.readAllLines(sample.file("out/" + campaign + "/" + file))) {
            for (String cell : line.split(",", 4)) {
                if (cell.matches("C\\d{7}")) {
                    ids.add(cell);
                    break;
                }
            }
        }
        return ids;
    }

    @Test
    void segmentsOfADimensionAddUpToAllCustomers() {
        Ran ran = sample.run("segments", "--json");

        JsonNode dimensions = JSON.readTree(ran.out()).get("dimensions");
        assertThat(dimensions.propertyNames()).contains("RFM", "Age group");
        long rfm = sum(dimensions.get("RFM"));
        assertThat(rfm).isBetween(CUSTOMERS * 9L / 10, CUSTOMERS * 11L / 10);
        assertThat(sum(dimensions.get("Age group"))).isEqualTo(rfm);
    }

    private static long sum(JsonNode dimension) {
        long sum = 0;
        for (JsonNode segment : dimension) {
            sum += segment.get("customers").asLong();
        }
        return sum;
    }

    @Test
    void explainNamesTheRuleItsPlaceAndTheValuesItRead() throws IOException {
        assertThat(sample.run("preview", "win-back").exitCode()).isZero();
        String receiver = customers("win-back", "messages.csv").iterator().next();

        Ran ran = sample.run("explain", receiver);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains("rules/actions/win-back.drl:")
                .contains("monetary = ")
                .contains("win-back: a message by ");
    }

    @Test
    void previewOfOneCustomerShowsTheReasonForNoMessage() throws IOException {
        assertThat(sample.run("preview", "win-back").exitCode()).isZero();
        String skipped = customers("win-back", "skips.csv").iterator().next();

        Ran ran = sample.run("preview", "win-back", "--customer", skipped);

        assertThat(ran.out()).contains("win-back: no message, ");
    }

    @Test
    void explainSaysThatThereIsNoSuchCustomer() {
        Ran ran = sample.run("explain", "nobody");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("no customer nobody");
    }

    @Test
    void checkFindsNothingWrongWithTheSample() {
        Ran ran = sample.run("check", "--compile");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("3 campaigns: no problems");
    }

    @Test
    void checkNamesEveryMistakeOfRulesWithItsPlace(@TempDir Path broken) throws IOException {
        SampleWorkspace other = SampleWorkspace.in(broken, 50);
        Files.writeString(other.file("rules/segments/wrong.drl"), """
                rule "Typo"
                  when
                    $c : Customer( recencyDay > 30 )
                  then
                    $c.tag("x");
                end

                rule "Text for a number"
                  when
                    $c : Customer( age > "thirty" )
                  then
                    $c.tag("y");
                end
                """);

        Ran ran = other.run("check");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .contains("rules/segments/wrong.drl:3:")
                .contains("recencyDays")
                .contains("rules/segments/wrong.drl:10:")
                .contains("2 problems");
    }

    @Test
    void aMissingSourceIsUnavailable(@TempDir Path broken) throws IOException {
        SampleWorkspace other = SampleWorkspace.in(broken, 20);
        Files.delete(other.file("data/consents.csv"));

        Ran ran = other.run("preview");

        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.err()).contains("consents.csv");
    }

    @Test
    void wrongUsageShowsHelp() {
        assertThat(SampleWorkspace.ran("previev").exitCode()).isEqualTo(2);
        assertThat(SampleWorkspace.ran("preview", "--help").out()).contains("Sends nothing");
    }
}
