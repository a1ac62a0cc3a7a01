package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.features.InputTables;
import dev.beckon.features.Rows;
import dev.beckon.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asked to be left alone is, however the wish is written down. */
class SuppressionsTest {

    @TempDir
    private Path folder;

    @Test
    void anAddressIsRecognisedInAnySpelling() throws Exception {
        Files.writeString(folder.resolve("beckon.yaml"), """
                company: {country: IN}
                data: {as-of: 2026-11-01}
                sources:
                  customers:
                    files: customers.csv
                    columns: {customer-id: id, email: mail, phone: phone}
                  suppressions:
                    files: suppressions.csv
                    columns: {address: address, channel: channel, reason: reason, at: since}
                """);
        Files.writeString(folder.resolve("customers.csv"), """
                id,mail,phone
                local,local@example.com,098200 12345
                spaced,spaced@example.com,+91 98200 12346
                mixed,Mixed@Example.com,9820012347
                odd,odd@example.com,9820012348
                undated,undated@example.com,9820012349
                late,late@example.com,9820012351
                mexican,mexican@example.com,+52 55 1234 5678
                paulista,paulista@example.com,+55 11 98765-4321
                free,free@example.com,9820012350
                """);
        Files.writeString(folder.resolve("suppressions.csv"), """
                address,channel,reason,since
                +919820012345,phone,complained,2026-01-02
                098200-12346,whatsapp,unsubscribed,2026-01-02
                mixed@EXAMPLE.COM,email,bounced,2026-01-02
                9820012348,everything,unsubscribed,2026-01-02
                undated@example.com,email,unsubscribed,some day
                late@example.com,email,unsubscribed,2026-11-20
                +5215512345678,whatsapp,unsubscribed,2026-01-02
                +551187654321,whatsapp,unsubscribed,2026-01-02
                """);

        Rows facts = facts();

        assertThat(facts.text("local", "phoneSuppression")).isEqualTo("complained");
        assertThat(facts.text("spaced", "phoneSuppression")).isEqualTo("unsubscribed");
        assertThat(facts.text("mixed", "emailSuppression")).isEqualTo("bounced");
        assertThat(facts.text("odd", "phoneSuppression")).isEqualTo("unsubscribed");
        assertThat(facts.text("undated", "emailSuppression")).isEqualTo("unsubscribed");
        assertThat(facts.text("late", "emailSuppression")).isEqualTo("unsubscribed");
        assertThat(facts.text("mexican", "phoneSuppression")).isEqualTo("unsubscribed");
        assertThat(facts.text("paulista", "phoneSuppression")).isEqualTo("unsubscribed");
        assertThat(facts.get("free")).containsEntry("emailSuppression", null).containsEntry("phoneSuppression", null);
    }

    @Test
    void whoCannotBeUnderstoodIsLeftAloneAlsoInOrders() throws Exception {
        Files.writeString(folder.resolve("beckon.yaml"), """
                company: {country: IN}
                data: {as-of: 2026-11-01}
                sources:
                  customers: {from: orders, columns: {do-not-disturb: dnd}}
                  orders: {files: orders.csv}
                """);
        Files.writeString(folder.resolve("orders.csv"), """
                customer-id,date,amount,dnd
                odd,2026-01-01,5,since May
                no,2026-01-01,5,no
                silent,2026-01-01,5,
                """);

        Rows facts = facts();

        assertThat(facts.get("odd")).containsEntry("doNotDisturb", true);
        assertThat(facts.get("no")).containsEntry("doNotDisturb", false);
        assertThat(facts.get("silent")).containsEntry("doNotDisturb", null);
    }

    @Test
    void whoIsKnownByAnAddressIsSuppressedInAnyCase() throws Exception {
        Files.writeString(folder.resolve("beckon.yaml"), """
                company: {country: IN}
                data: {as-of: 2026-11-01}
                sources:
                  customers: {files: customers.csv, columns: {customer-id: mail, email: mail}}
                  suppressions: {files: suppressions.csv}
                """);
        Files.writeString(
                folder.resolve("customers.csv"),
                "mail,phone\nBob@example.com,+919820012345\nann@example.com,\nfree@example.com,\n");
        Files.writeString(
                folder.resolve("suppressions.csv"),
                "customer-id,reason\nbob@example.com,complaint\nann@example.com,complaint\n");

        Rows facts = facts();

        assertThat(facts.text("Bob@example.com", "emailSuppression")).isEqualTo("complaint");
        assertThat(facts.text("Bob@example.com", "phoneSuppression")).isEqualTo("complaint");
        assertThat(facts.text("ann@example.com", "emailSuppression")).isEqualTo("complaint");
        assertThat(facts.get("free@example.com")).containsEntry("emailSuppression", null);
    }

    @Test
    void whoOptedOutIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("beckon.yaml"), """
                company: {country: IN}
                data: {as-of: 2026-11-01}
                sources:
                  customers: {files: customers.csv, columns: {customer-id: id, do-not-disturb: leave}}
                """);
        Files.writeString(folder.resolve("customers.csv"), """
                id,leave
                out,Opted out
                in,opt-in
                yes,yes
                no,N
                silent,
                odd,since May
                """);

        Rows facts = facts();

        assertThat(facts.get("out")).containsEntry("doNotDisturb", true);
        assertThat(facts.get("in")).containsEntry("doNotDisturb", false);
        assertThat(facts.get("yes")).containsEntry("doNotDisturb", true);
        assertThat(facts.get("no")).containsEntry("doNotDisturb", false);
        assertThat(facts.get("silent")).containsEntry("doNotDisturb", null);
        assertThat(facts.get("odd")).as("nobody can read it").containsEntry("doNotDisturb", true);
    }

    private Rows facts() throws Exception {
        try (CustomerData data = CustomerData.load(Workspace.open(folder), LoadOptions.defaults());
                var connection = data.connect()) {
            data.prepare(InputTables.demand("emailSuppression", "phoneSuppression", "doNotDisturb"));
            return Rows.of(connection, "SELECT * FROM facts.customers");
        }
    }
}
