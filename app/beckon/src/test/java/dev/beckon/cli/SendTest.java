package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.cli.SampleWorkspace.Ran;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The workspace {@code every-gate}: the voucher goes to five of its customers, four by email and one by WhatsApp. */
class SendTest {

    private static final String AT = "2026-11-02T04:30:00Z";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private SampleWorkspace workspace;

    @BeforeEach
    void preview() throws IOException {
        workspace = SampleWorkspace.everyGate(folder);
        assertThat(workspace.run("preview", "--at", AT).exitCode()).isZero();
    }

    @Test
    void theDropFolderHoldsWhatWasPreviewedOneEach() throws Exception {
        Ran sent = workspace.run("send", "voucher");

        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.out()).contains("voucher@2026-11-02T04:30:00Z  done  5 messages", "sent                 5");
        Map<String, String> messages = column("out/voucher/messages.csv", "address");
        assertThat(messages).hasSize(5);
        assertThat(addressesInTheDropFolder()).isEqualTo(messages);
        assertThat(text("gets-it"))
                .isEqualToNormalizingNewlines("Dear Asha\n1 Gate Street, Pune 411001, India\n"
                        + "https://unsubscribe.invalid/u/" + token("gets-it") + "\n");
    }

    @Test
    void sendingAgainSendsNothing() throws IOException {
        workspace.run("send", "voucher");
        Map<Path, Object> before = files();
        Ran again = workspace.run("send", "voucher");

        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("sent                 5");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aPlanIsFoundByTheBeginningOfItsId() throws IOException {
        String id =
                JSON.readTree(folder.resolve("out/tasting/plan.json")).get("id").asString();

        assertThat(workspace.run("send", id.substring(0, 8)).out()).contains("tasting@");
        assertThat(workspace.run("send", "ffffffff").err()).contains("there is no plan 'ffffffff'", "(tasting)");
    }

    @Test
    void whatChangedSinceThePreviewIsNotSent() throws IOException {
        Path rules = folder.resolve("rules/actions/offers.drl");
        Files.writeString(rules, Files.readString(rules).replace("\"discount\", 10", "\"discount\", 12"));
        Ran ran = workspace.run("send", "voucher");

        assertThat(ran.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(ran.err()).contains("the plan is stale", "the rules", "beckon preview voucher");
        assertThat(folder.resolve("out/dropped")).doesNotExist();
    }

    @Test
    void aChangedPolicyMakesThePlanStale() throws IOException {
        Path settings = folder.resolve("beckon.yaml");
        Files.writeString(settings, Files.readString(settings).replace("email: none", "email: \"18:00-09:00\""));

        assertThat(workspace.run("send", "voucher").err()).contains("the company's settings or policies");
    }

    @Test
    void filesThatWereTouchedAreNotSent() throws IOException {
        Files.write(folder.resolve("out/voucher/messages.parquet"), new byte[] {1, 2, 3});

        assertThat(workspace.run("send", "voucher").err()).contains("messages.parquet was changed since the preview");
    }

    @Test
    void whoIsSuppressedAfterThePreviewDropsOut() throws SQLException {
        String address = Objects.requireNonNull(
                column("out/voucher/messages.csv", "address").get("gets-it"));
        workspace.run("suppress", address.toUpperCase(java.util.Locale.ROOT));
        Ran ran = workspace.run("send", "voucher");

        assertThat(ran.out()).contains("sent                 4", "suppressed           1  suppressed 1");
        assertThat(column("out/voucher/messages.csv", "address")).containsKey("gets-it");
        workspace.run("preview", "voucher", "--at", AT);
        assertThat(workspace
                        .run("preview", "voucher", "--at", AT, "--customer", "gets-it")
                        .out())
                .contains("voucher: no message, suppressed: asked to");
    }

    @Test
    void anotherPlanOfTheSameRunIsRefused() throws IOException {
        workspace.run("send", "voucher");
        Path template = folder.resolve("campaigns/voucher/email.en.txt");
        Files.writeString(template, "New: " + Files.readString(template));
        workspace.run("preview", "voucher", "--at", AT);
        Ran ran = workspace.run("send", "voucher");

        assertThat(ran.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(ran.err()).contains("another plan", "nobody gets two messages of one run");
    }

    @Test
    void whatWasSentCountsForTheNextPlan() throws IOException {
        Path settings = folder.resolve("beckon.yaml");
        Files.writeString(settings, Files.readString(settings).replace("any: 2 per 7 days", "any: 1 per 7 days"));
        String[] later = {"preview", "voucher", "--at", "2026-11-02T10:00:00Z", "--customer", "gets-it"};
        assertThat(workspace.run(later).out()).contains("a message by email");

        workspace.run("preview", "voucher", "--at", AT);
        workspace.run("send", "voucher");
        assertThat(workspace.run(later).out()).contains("no message, at most 1 message per 7 days");
    }

    @Test
    void whatIsDoneCantBePausedAndRunsSaySo() {
        workspace.run("send", "voucher");

        assertThat(workspace.run("pause", "voucher").exitCode()).isEqualTo(ExitCodes.PROBLEMS);
        assertThat(workspace.run("runs").out()).contains("voucher@2026-11-02T04:30:00Z", "done");
        assertThat(workspace.run("runs", "show", "1").out()).contains("5 messages");
        assertThat(workspace.run("runs", "show", "7").err()).contains("there is no run '7'", "1 (voucher@");
        assertThat(workspace.run("resolve", "all").out()).contains("Nothing is in doubt.");
        assertThat(workspace.run("resolve", "all", "--resend").err()).contains("name the messages to send again");
        assertThat(workspace.run("resolve", "1", "42", "--sent").err()).contains("not in doubt in this run: 42");
    }

    @Test
    void suppressingSaysWhomAndWhere() {
        assertThat(workspace.run("suppress", "098200 12345").out())
                .contains("Nobody writes to +919820012345 on any channel any more");
        assertThat(workspace
                        .run("suppress", "a@example.com", "--channel", "phone")
                        .err())
                .contains("an email address isn't reached by phone");
        assertThat(workspace
                        .run("suppress", "+919820012345", "--channel", "email")
                        .err())
                .contains("a phone number gets no email");
        assertThat(workspace.run("unsuppress", "+919820012345").out())
                .contains("isn't suppressed on any channel any more");
    }

    @Test
    void theOverviewKnowsLaterPreviewsOfOneCampaign() throws IOException {
        Path overview = folder.resolve("out/index.html");
        assertThat(overview).content().contains("2 Nov 2026, 04:30 UTC").doesNotContain("9 Nov 2026");
        workspace.run("preview", "voucher", "--at", "2026-11-09T04:30:00Z");

        assertThat(overview)
                .content()
                .contains("9 Nov 2026, 04:30 UTC", "2 Nov 2026, 04:30 UTC", "voucher/index.html", "tasting/index.html");
    }

    @Test
    void lookingDoesNotMakeAStore() {
        assertThat(workspace.run("runs").out()).contains("Nothing was sent yet.");
        assertThat(workspace.run("runs", "show", "1").err()).contains("there is no run");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void whileAllIsPausedNothingGoesOutAndAfterwardsEachRunSendsItsOwn() throws IOException {
        assertThat(workspace.run("pause", "all", "--reason", "wrong price").out())
                .contains("until: beckon resume all");
        Ran held = workspace.run("send", "voucher");
        assertThat(held.out()).contains("paused", "wrong price", "planned              5");
        assertThat(held.exitCode()).as("nothing went out").isEqualTo(ExitCodes.REFUSED);
        assertThat(workspace.run("send", "tasting").out()).contains("paused");
        assertThat(folder.resolve("out/dropped")).doesNotExist();
        assertThat(workspace.run("runs").out()).contains("All runs are paused: wrong price.");
        Ran alone = workspace.run("resume", "voucher");
        assertThat(alone.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(alone.err()).contains("all runs are paused: wrong price", "beckon resume all");

        workspace.run("resume", "all");
        assertThat(workspace.run("send", "voucher").out()).contains("sent                 5");
        assertThat(workspace.run("runs", "show", "tasting").out())
                .contains("planned ")
                .doesNotContain("sent ");
        assertThat(files().keySet()).hasSize(5);
    }

    @Test
    void aRehearsalIsNotTheRealThing() throws IOException {
        Path settings = folder.resolve("beckon.yaml");
        String rehearsing = Files.readString(settings).replace("any: 2 per 7 days", "any: 1 per 7 days");
        Files.writeString(settings, rehearsing);
        workspace.run("preview", "voucher", "--at", AT);
        workspace.run("send", "voucher");
        String[] later = {"preview", "voucher", "--at", "2026-11-02T10:00:00Z", "--customer", "gets-it"};
        assertThat(workspace.run(later).out()).contains("at most 1 message per 7 days");

        Files.writeString(
                settings,
                rehearsing.replace(
                                "  email: {cost: 0.02}",
                                "  email: {cost: 0.02, from: a@example.com, smtp: {host: 127.0.0.1, port: 1}}")
                        + "\ndelivery: {public-url: \"https://example.com\", max-data-age: none}\n");
        Ran real = workspace.run("send", "voucher");
        assertThat(real.exitCode()).as(real.out() + real.err()).isEqualTo(ExitCodes.REFUSED);
        assertThat(real.err()).contains("was rehearsed", "preview for another time");
        assertThat(workspace.run(later).out()).contains("a message by email");
    }

    @Test
    void addressesMayBeWrittenAsPeopleDo() {
        assertThat(workspace.run("suppress", "098200 00001").exitCode()).isZero();
        assertThat(workspace.run("unsuppress", "+91 (98200) 00001").exitCode()).isZero();
        assertThat(workspace.run("suppress", "Gets-It@EXAMPLE.com").exitCode()).isZero();
        assertThat(workspace.run("unsuppress", "gets-it@example.com").exitCode())
                .isZero();
        assertThat(workspace.run("suppress", "98").err()).contains("neither an email address nor a phone number");
    }

    @Test
    void aTestMessageShowsNobody() throws Exception {
        Ran ran = workspace.run("test-send", "voucher", "--to", "me@example.com");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(text("test")).startsWith("Dear Alex");
    }

    @Test
    void whoWasErasedIsNotWrittenToByAnotherAddress() throws IOException, SQLException {
        Path customers = folder.resolve("data/customers.csv");
        Files.writeString(
                customers,
                Files.readString(customers).replace("gets-it@example.com,,", "gets-it@example.com,+919820000009,"));
        workspace.run("erase", "gets-it");
        // Nothing was ever sent to the number.
        assertThat(workspace.run("unsuppress", "+919820000009").exitCode()).isZero();
        Files.writeString(
                customers,
                Files.readString(customers).replace("gets-it@example.com,+919820000009,", "new@example.com,,"));

        assertThat(workspace
                        .run("preview", "voucher", "--at", AT, "--customer", "gets-it")
                        .out())
                .contains("no message, suppressed: erased");
    }

    @Test
    void onlyTheErasedCustomersFilesGo() throws IOException {
        Path customers = folder.resolve("data/customers.csv");
        Path consents = folder.resolve("data/consents.csv");
        // Another customer whose file is called nearly the same.
        Files.writeString(
                customers,
                Files.readString(customers).replace("gets-it,", "gets.it,")
                        + "gets_it,Asha,gets_it@example.com,,1990-01-01,,,899,yes,,,\n");
        Files.writeString(
                consents,
                Files.readString(consents).replace("gets-it,", "gets.it,") + "gets_it,email,granted,2026-01-01\n");
        workspace.run("preview", "voucher", "--at", AT);
        workspace.run("send", "voucher");
        long before = files().keySet().stream()
                .filter(file -> file.getFileName().toString().startsWith("gets_it-"))
                .count();
        workspace.run("erase", "gets.it");

        assertThat(before).isEqualTo(2);
        assertThat(files().keySet().stream()
                        .filter(file -> file.getFileName().toString().startsWith("gets_it-")))
                .hasSize(1);
    }

    @Test
    void anErasedCustomerIsNowhere() throws IOException, SQLException {
        String address = Objects.requireNonNull(
                column("out/voucher/messages.csv", "address").get("gets-it"));
        workspace.run("send", "voucher");
        Ran erased = workspace.run("erase", "gets-it");

        assertThat(erased.out()).contains("Erased from 1 messages (0 cancelled) and 1 files");
        // Neither in rows nor in what the engine has deleted.
        try (Stream<Path> store = Files.list(folder.resolve("state"))) {
            for (Path file : store.toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(address)
                        .doesNotContain("gets-it");
            }
        }
        assertThat(workspace
                        .run("preview", "voucher", "--at", AT, "--customer", "gets-it")
                        .out())
                .contains("no message, suppressed: erased");
    }

    @Test
    void aMisspeltCustomerIsNotErased() throws SQLException {
        Ran ran = workspace.run("erase", "gets-its");

        assertThat(ran.exitCode()).isEqualTo(ExitCodes.REFUSED);
        assertThat(ran.err()).contains("nobody knows a customer 'gets-its'", "--address");
        try (var store = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state/beckon.db"));
                var statement = store.createStatement();
                var row = statement.executeQuery(
                        "SELECT (SELECT count(*) FROM suppressions) + (SELECT count(*) FROM audit)")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).as("hashes kept and deeds noted").isZero();
        }
    }

    private Map<Path, Object> files() throws IOException {
        var files = new TreeMap<Path, Object>();
        try (Stream<Path> all = Files.walk(folder.resolve("out/dropped"))) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                files.put(each, Files.getLastModifiedTime(each));
            }
        }
        return files;
    }

    private Map<String, String> addressesInTheDropFolder() throws Exception {
        var addresses = new TreeMap<String, String>();
        for (Path file : files().keySet()) {
            String name = file.getFileName().toString();
            String customer = name.substring(0, name.lastIndexOf('-'));
            assertThat(addresses).doesNotContainKey(customer);
            if (name.endsWith(".eml")) {
                addresses.put(customer, mail(file).getAllRecipients()[0].toString());
            } else {
                JsonNode message = JSON.readTree(file);
                assertThat(message.get("customer").asString()).isEqualTo(customer);
                addresses.put(customer, message.get("to").asString());
            }
        }
        return addresses;
    }

    private String text(String customer) throws Exception {
        for (Path file : files().keySet()) {
            if (file.getFileName().toString().startsWith(customer + "-")) {
                return (String)
                        ((MimeMultipart) mail(file).getContent()).getBodyPart(0).getContent();
            }
        }
        throw new AssertionError("no file for " + customer);
    }

    private String token(String customer) throws Exception {
        String text = text(customer);
        return text.substring(text.indexOf("/u/") + 3).strip();
    }

    private static MimeMessage mail(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    private Map<String, String> column(String csv, String column) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var query = connection.createStatement();
                var rows = query.executeQuery("SELECT customer_id, " + column + " FROM read_csv('" + folder.resolve(csv)
                        + "', all_varchar = true) ORDER BY 1")) {
            var values = new TreeMap<String, String>();
            while (rows.next()) {
                // A spreadsheet would take a number with its country code for a formula.
                values.put(rows.getString(1), rows.getString(2).replaceFirst("^'", ""));
            }
            return values;
        }
    }
}
