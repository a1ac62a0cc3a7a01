package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.features.InputTables;
import dev.beckon.features.Rows;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever said no isn't written to, however badly it is written down; a grant must be written well. */
class ConsentsTest {

    @TempDir
    private Path folder;

    /** Facts are as of a day, but nobody waits for a day to come until their wish counts. */
    @Test
    void consentThatWasWithdrawnSinceCountsAndOneThatWasGrantedSinceDoesNot() throws Exception {
        settings("");
        Files.writeString(folder.resolve("customers.csv"), """
                customer-id,email
                left,left@example.com
                came,came@example.com
                stayed,stayed@example.com
                """);
        Files.writeString(folder.resolve("consents.csv"), """
                customer-id,channel,state,at
                left,email,granted,2026-01-01 10:00:00
                left,email,denied,2026-11-20 10:00:00
                came,email,denied,2026-01-01 10:00:00
                came,email,granted,2026-11-20 10:00:00
                stayed,email,granted,2026-01-01 10:00:00
                """);

        Rows facts = facts();

        assertThat(facts.text("left", "emailConsent")).isEqualTo("denied");
        assertThat(facts.text("came", "emailConsent")).isEqualTo("denied");
        assertThat(facts.text("stayed", "emailConsent")).isEqualTo("granted");
    }

    /** A wish that nobody can read in full is a wish all the same; an agreement that nobody can read is none. */
    @Test
    void aDenialCountsThoughItsRowIsRejectedAndAGrantDoesNot() throws Exception {
        settings("");
        var customers = new StringBuilder("customer-id,email\n");
        var consents = new StringBuilder("customer-id,channel,state,at\n");
        Map<String, String> rows = Map.of(
                "undated", ",email,denied,",
                "epoch", ",email,denied,1970-01-01T00:00:00Z",
                "someday", ",email,denied,some day",
                "nowhere", ",,denied,2026-02-01",
                "everywhere", ",every channel,no,2026-02-01",
                "unclear", ",email,left the list,2026-02-01",
                "silent", ",email,,2026-02-01",
                "elsewhere", ",sms,denied,2026-02-01",
                "called", ",phone,denied,some day",
                "before", ",email,denied,2025-02-01");
        rows.forEach((customer, row) -> {
            customers.append("%s,%s@example.com\n".formatted(customer, customer));
            consents.append(customer).append(",email,granted,2026-01-01\n");
            consents.append(customer).append(row).append('\n');
        });
        List<String> vague = List.of("email,granted,some day", "every channel,granted,2026-01-01", ",yes,2026-01-01");
        for (int i = 0; i < vague.size(); i++) {
            customers.append("vague%d,vague%d@example.com\n".formatted(i, i));
            consents.append("vague%d,%s\n".formatted(i, vague.get(i)));
        }
        Files.writeString(folder.resolve("customers.csv"), customers);
        Files.writeString(folder.resolve("consents.csv"), consents);

        Rows facts = facts();

        assertThat(List.of("undated", "epoch", "someday", "nowhere", "everywhere", "unclear", "silent"))
                .allSatisfy(customer ->
                        assertThat(facts.text(customer, "emailConsent")).isEqualTo("denied"));
        assertThat(List.of("elsewhere", "called", "before"))
                .allSatisfy(customer ->
                        assertThat(facts.text(customer, "emailConsent")).isEqualTo("granted"));
        assertThat(List.of("vague0", "vague1", "vague2"))
                .allSatisfy(customer -> assertThat(facts.get(customer)).containsEntry("emailConsent", null));
    }

    @Test
    void aWordOfAnotherChannelIsNoneOfOurs() throws Exception {
        settings("");
        List<String> others =
                List.of("push notification", "text message", "Push", "mms", "direct mail", "in-app message", "Post");
        List<String> ours = List.of("email and sms", "phone or text", "all", "newsletter by post", "", "?");
        var customers = new StringBuilder("customer-id\n");
        var consents = new StringBuilder("customer-id,channel,state,at\n");
        for (String channel : Stream.concat(others.stream(), ours.stream()).toList()) {
            customers.append("by ").append(channel).append('\n');
            consents.append("by %s,email,granted,2026-01-01\nby %s,%s,denied,2026-02-01\n"
                    .formatted(channel, channel, channel));
        }
        Files.writeString(folder.resolve("customers.csv"), customers);
        Files.writeString(folder.resolve("consents.csv"), consents);

        Rows facts = facts();

        assertThat(others)
                .allSatisfy(channel ->
                        assertThat(facts.text("by " + channel, "emailConsent")).isEqualTo("granted"));
        assertThat(ours)
                .allSatisfy(channel -> assertThat(facts.text(("by " + channel).strip(), "emailConsent"))
                        .isEqualTo("denied"));
    }

    @Test
    void aFilterDropsOnlyDenialsThatItIsSureOf() throws Exception {
        settings(", keep: {channel: \"in email\", at: \">= 2026-01-01\"}");
        Files.writeString(folder.resolve("customers.csv"), "customer-id\nany\nundated\nunclear\nold\nphone\nvague\n");
        Files.writeString(folder.resolve("consents.csv"), """
                customer-id,channel,state,at
                any,email,granted,2026-01-01
                any,,denied,2026-02-01
                undated,email,granted,2026-01-01
                undated,email,denied,
                unclear,email,granted,2026-01-01
                unclear,email,denied,soon
                old,email,granted,2026-01-01
                old,email,denied,2025-12-31
                phone,email,granted,2026-01-01
                phone,phone,denied,2026-02-01
                vague,,granted,2026-01-01
                """);

        Rows facts = facts();

        assertThat(List.of("any", "undated", "unclear"))
                .allSatisfy(customer ->
                        assertThat(facts.text(customer, "emailConsent")).isEqualTo("denied"));
        assertThat(List.of("old", "phone"))
                .allSatisfy(customer ->
                        assertThat(facts.text(customer, "emailConsent")).isEqualTo("granted"));
        assertThat(facts.get("vague")).containsEntry("emailConsent", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,email,denied", "a,email,denied,2026-02-01,left, angry", "a,email,denied,\"2026-02-01"})
    void nobodyIsWrittenToWhileARowThatMayBeADenialCannotBeRead(String row) throws Exception {
        settings("");
        Files.writeString(folder.resolve("customers.csv"), "customer-id\na\n");
        Files.writeString(
                folder.resolve("consents.csv"),
                "customer-id,channel,state,at\na,email,granted,2026-01-01\n" + row + "\n");

        assertThatThrownBy(this::facts)
                .isInstanceOf(ProblemsFound.class)
                .hasMessageContaining("source 'consents': 1 row can't be read (line 3: ")
                .hasMessageContaining("nobody knows who wants to be left alone in it");
        settings(", max-rejected: 50%");
        assertThat(facts().text("a", "emailConsent")).isEqualTo("granted");
    }

    /** They may have been customers when a message that still waits was planned. */
    @Test
    void denialsOfNoCustomersAreKnownThoughSuchRowsAreWelcome() throws Exception {
        settings(", unknown-customers: add, max-rejected: 5%");
        Files.writeString(folder.resolve("customers.csv"), "customer-id\na\n");
        Files.writeString(folder.resolve("consents.csv"), """
                customer-id,channel,state,at
                a,email,granted,2026-01-01
                gone,email,denied,2026-01-01
                gone,email,granted,2026-12-01
                back,email,denied,2026-01-01
                back,email,granted,2026-02-01
                """);

        try (CustomerData data = CustomerData.load(Workspace.open(folder), LoadOptions.defaults());
                var connection = data.connect()) {
            assertThat(Rows.of(connection, "SELECT * FROM input.former_denials").byKey())
                    .containsOnlyKeys("gone");
        }
    }

    /** @param more of the source of consents */
    private void settings(String more) throws IOException {
        Files.writeString(folder.resolve("beckon.yaml"), """
                company: {country: IN}
                data: {as-of: 2026-11-01, max-rejected: 100%%}
                sources:
                  customers: {files: customers.csv}
                  consents: {files: consents.csv%s}
                """.formatted(more));
    }

    private Rows facts() throws Exception {
        try (CustomerData data = CustomerData.load(Workspace.open(folder), LoadOptions.defaults());
                var connection = data.connect()) {
            data.prepare(InputTables.demand("emailConsent"));
            return Rows.of(connection, "SELECT * FROM facts.customers");
        }
    }
}
