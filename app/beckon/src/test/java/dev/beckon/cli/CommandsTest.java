package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.cli.SampleWorkspace.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
        assertThat(Files.readAllLines(reference))
                .hasSizeGreaterThan(CUSTOMERS * 9 / 10)
                .isSortedAccordingTo(Comparator.comparing((String line) -> !line.startsWith("customer_id,"))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static void decide(Path file, String threads, String chunkSize) {
        Ran ran = sample.run("decide", "--out", file.toString(), "--threads", threads, "--chunk-size", chunkSize);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
    }

    @Test
    void twoPreviewsOfTheSameInputsHaveTheSameBytes() throws IOException {
        assertThat(sample.run("preview", "--fresh", "--threads", "1").exitCode())
                .isZero();
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
                String name = out.relativize(file).toString();
                if (!name.startsWith(".")) {
                    files.put(name, Files.readAllBytes(file));
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
    void previewOfOneCustomerSaysWhyACampaignIsNotForThem() throws IOException {
        assertThat(sample.run("preview", "win-back").exitCode()).isZero();
        HashSet<String> audience = customers("win-back", "skips.csv");
        audience.addAll(customers("win-back", "messages.csv"));
        String other = IntStream.rangeClosed(1, 9_999)
                .mapToObj(number -> String.format("C%07d", number))
                .filter(id -> !audience.contains(id))
                .findFirst()
                .orElseThrow();

        Ran ran = sample.run("preview", "win-back", "--customer", other);

        assertThat(ran.out())
                .contains(
                        "win-back: not for this customer, as no rule recommends win-back",
                        "Why not, rule by rule: beckon explain " + other);
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

        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).endsWith(" rules and 14 campaigns: no problems.\n");
    }

    @Test
    void checkListsProblemsForOtherPrograms(@TempDir Path broken) throws IOException {
        SampleWorkspace other = SampleWorkspace.in(broken, 50);
        Files.writeString(
                other.file("rules/channels/wrong.drl"), "rule \"X\"\n  when\n    $c : Customer( agee > 3 )\n");

        Ran ran = other.run("check", "--json");

        assertThat(ran.exitCode()).isEqualTo(1);
        JsonNode first = JSON.readTree(ran.out()).get("problems").get(0);
        assertThat(first.get("file").asString()).isEqualTo("rules/channels/wrong.drl");
        assertThat(first.get("line").asInt()).isPositive();
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

    @Test
    void describePrintsWhatTheReadmeOfTheRulesHolds() throws IOException {
        Ran ran = sample.run("describe");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        String readme = Files.readString(SampleWorkspace.repository().resolve("rules/README.md"));
        int begin = readme.indexOf(DescribeCommand.BEGIN) + DescribeCommand.BEGIN.length();
        assertThat(ran.out())
                .as("'./beckon describe --write' refreshes rules/README.md")
                .isEqualTo(readme.substring(begin, readme.indexOf(DescribeCommand.END)));
    }

    @Test
    void describeRefreshesTheReadmeBetweenItsMarkersOnly(@TempDir Path other) throws IOException {
        SampleWorkspace workspace = SampleWorkspace.in(other, 200);
        Path readme = workspace.file("rules/README.md");
        Files.writeString(readme, "Ours\n" + DescribeCommand.BEGIN + "old\n" + DescribeCommand.END + "\nOurs too\n");

        assertThat(workspace.run("describe", "--write").exitCode()).isZero();

        assertThat(Files.readString(readme))
                .startsWith("Ours\n" + DescribeCommand.BEGIN + "## Properties of a customer")
                .contains("| `income` | amount, INR |")
                .endsWith(DescribeCommand.END + "\nOurs too\n")
                .doesNotContain("old\n");
    }

    @Test
    void describeKnowsTheColumnsOfTheData() {
        JsonNode properties =
                JSON.readTree(sample.run("describe", "--json").out()).get("properties");

        assertThat(properties.findValuesAsString("name"))
                .contains("recencyDays", "education")
                .doesNotContain("firstName");
    }

    @Test
    void explainHasAnOutcomeForEachCampaignAsJson() throws IOException {
        assertThat(sample.run("preview", "win-back").exitCode()).isZero();
        String receiver = customers("win-back", "messages.csv").iterator().next();
        String skipped = customers("win-back", "skips.csv").iterator().next();

        JsonNode message = winBack(receiver);
        assertThat(message.get("outcome").asString()).isEqualTo("message");
        assertThat(message.get("channel").asString()).isIn("email", "whatsapp", "phone");
        assertThat(message.get("rule").asString()).contains("rules/actions/win-back.drl:");

        JsonNode none = winBack(skipped);
        assertThat(none.get("outcome").asString()).isEqualTo("skipped");
        assertThat(none.get("gate").asString()).isNotEmpty();
        assertThat(none.get("reason").asString()).isNotEmpty();
    }

    private static JsonNode winBack(String customer) {
        JsonNode campaigns =
                JSON.readTree(sample.run("explain", customer, "--json").out()).get("campaigns");
        assertThat(campaigns.findValuesAsString("campaign"))
                .hasSize(14)
                .isSorted()
                .endsWith("win-back");
        return campaigns.get(13);
    }

    @Test
    void explainNeedsNoCampaign(@TempDir Path other) throws IOException {
        SampleWorkspace workspace = SampleWorkspace.in(other, 20);
        try (Stream<Path> campaigns = Files.list(workspace.file("campaigns"))) {
            for (Path campaign : campaigns.filter(Files::isDirectory).toList()) {
                edit(campaign.resolve("campaign.yaml"), "enabled: true", "enabled: false");
            }
        }

        assertThat(workspace.run("explain", "C0000001").out()).contains("Rules that fired");
        assertThat(workspace.run("preview").err()).contains("no campaign is enabled");
    }

    @Test
    void checkShowsMistakesOfSettingsRulesAndCampaignsInOneGo(@TempDir Path other) throws IOException {
        SampleWorkspace workspace = SampleWorkspace.in(other, 20);
        edit(workspace.file("beckon.yaml"), "minimum-age", "minimum-agee");
        int line = Files.readAllLines(workspace.file("beckon.yaml")).indexOf("  minimum-agee: 18") + 1;
        edit(workspace.file("beckon.yaml"), "  plan-lifetime: 7d", "  plan-lifetime: soon");
        edit(workspace.file("beckon.yaml"), "  url: ${BECKON_STORE_URL}", "  urll: ${BECKON_STORE_URL}");
        edit(workspace.file("campaigns/bundle/campaign.yaml"), "enabled: true", "enabeld: true");
        edit(workspace.file("rules/segments/age-group.drl"), "end", "edn");

        Ran withLoadedData = workspace.run("check");
        edit(workspace.file("beckon.yaml"), "method: quantile", "method: quantil");
        Ran withoutData = workspace.run("check");

        for (Ran ran : new Ran[] {withLoadedData, withoutData}) {
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err())
                    .contains("beckon.yaml:" + line + ":3: unknown key 'minimum-agee'")
                    .contains("'plan-lifetime' is 'soon'", "unknown key 'urll'")
                    .contains("campaigns/bundle/campaign.yaml:")
                    .contains("enabeld")
                    .contains("rules/segments/age-group.drl:")
                    .doesNotContain("no rule recommends");
        }
        assertThat(withoutData.err()).contains("quantil");
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    }

    @Test
    void theNextRunClearsWhatAKilledOneLeft(@TempDir Path other) throws IOException {
        SampleWorkspace workspace = SampleWorkspace.in(other, 20);
        Path left = workspace.file("out/.work/data-1/beckon.duckdb");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "half a database");

        assertThat(workspace.run("segments").exitCode()).isZero();

        assertThat(left.getParent()).doesNotExist();
    }

    @Test
    void decideMakesTheFolderItWritesTo() {
        Path file = folder.resolve("new/folder/decisions.csv");

        assertThat(sample.run("decide", "--out", file.toString()).exitCode()).isZero();

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void decideOverwritesNoSourceAndSaysWhereItCannotWrite() throws IOException {
        Path source = sample.file("data/consents.csv");
        byte[] before = Files.readAllBytes(source);

        Ran overSource = sample.run(
                "decide", "--out", source.resolveSibling("../data/consents.csv").toString());
        Ran folderNamed = sample.run(
                "decide",
                "--out",
                Files.createDirectories(folder.resolve("a.csv")).toString());
        Ran belowFile = sample.run("decide", "--out", source.resolve("x.csv").toString());

        assertThat(overSource.exitCode()).isEqualTo(3);
        assertThat(overSource.err()).contains("is a source of this workspace");
        assertThat(source).hasBinaryContent(before);
        assertThat(folderNamed.exitCode()).isEqualTo(2);
        assertThat(folderNamed.err()).contains("a.csv is a folder");
        assertThat(belowFile.exitCode()).isEqualTo(2);
        assertThat(belowFile.err()).contains("can't be made");
    }

    @Test
    void decideMakesNoFileThatWouldBeReadAsASource(@TempDir Path other) throws IOException {
        SampleWorkspace workspace = SampleWorkspace.in(other, 20);
        edit(workspace.file("beckon.yaml"), "files: data/customers.csv", "files: data/cust*.csv");

        Ran ran = workspace.run(
                "decide", "--out", workspace.file("data/customers-new.csv").toString());

        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
        assertThat(workspace.file("data/customers-new.csv")).doesNotExist();
    }

    @Test
    void warnsIfTheLastOrderIsStillToCome(@TempDir Path other) throws IOException {
        SampleWorkspace workspace = SampleWorkspace.in(other, 20);
        edit(workspace.file("beckon.yaml"), "as-of: day-after-last-order", "as-of: 2999-01-02");

        assertThat(workspace.run("preview").err()).contains("Warning: beckon.yaml: the facts are as of 2999-01-02");
        assertThat(workspace.run("preview", "--as-of", "2026-11-01").err()).doesNotContain("Warning");
    }

    @Test
    void needsAtLeastOneThread() {
        Ran ran = sample.run("segments", "--threads", "0");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("--threads must be at least 1");
    }

    @ParameterizedTest
    @CsvSource({"--as-of,01.11.2026,a day such as 2026-11-01", "--at,tomorrow,a time with its zone such as"})
    void aWrongDateIsExplainedByAnExample(String option, String written, String example) {
        Ran ran = sample.run("preview", option, written);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("'" + written + "' isn't " + example).doesNotContain("java.time");
    }

    @Test
    void everyCommandSaysItsVersion() {
        assertThat(SampleWorkspace.ran("preview", "--version").out()).startsWith("beckon ");
    }
}
