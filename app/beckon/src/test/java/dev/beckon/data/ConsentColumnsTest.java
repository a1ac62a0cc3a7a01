package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.data.QualityReport.SourceQuality;
import dev.beckon.features.InputTables;
import dev.beckon.features.Rows;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of customers, and of orders, often have a column for each channel that says who consented. */
class ConsentColumnsTest {

    @TempDir
    private Path folder;

    @Test
    void customersTellTheirConsents() throws Exception {
        settings("customers: {files: customers.csv, missing: [n/a], columns: {customer-id: no}}", """
                consents: {from: customers, columns: {email: Accepts Email, phone: Calls}}
                """);
        Files.writeString(folder.resolve("customers.csv"), """
                no,email,Accepts Email,Calls
                both,both@example.com,yes,SUBSCRIBED
                none,none@example.com,no,never_subscribed
                silent,silent@example.com,,n/a
                unclear,unclear@example.com,perhaps,yes
                """);

        Rows facts = facts();

        assertThat(facts.get("both"))
                .containsEntry("emailConsent", "granted")
                .containsEntry("phoneConsent", "granted")
                .containsEntry("whatsappConsent", null);
        assertThat(facts.get("none")).containsEntry("emailConsent", "denied").containsEntry("phoneConsent", "denied");
        assertThat(facts.get("silent")).containsEntry("emailConsent", null).containsEntry("phoneConsent", null);
        assertThat(facts.get("unclear")).containsEntry("emailConsent", "denied").containsEntry("phoneConsent", null);
        assertThat(consents())
                .extracting(SourceQuality::read, SourceQuality::loaded, SourceQuality::reasons)
                .containsExactly(4L, 3L, Map.of("neither granted nor denied: counts as denied", 1L));
        assertThat(folder.resolve("out/rejected/consents.csv"))
                .content()
                .contains("customers.csv,5,Accepts Email,perhaps,");
    }

    /** Of a customer with several orders the latest word counts. */
    @ParameterizedTest
    @CsvSource({"customers", "orders"})
    void ordersTellTheirConsents(String from) throws Exception {
        settings("customers: {from: orders}", """
                orders: {files: orders.csv, columns: {customer-id: 1, date: 2, amount: 3}}
                  consents: {from: %s, columns: {email: 4, at: 2}}
                """.formatted(from));
        Files.writeString(folder.resolve("orders.csv"), """
                who,when,total,Accepts Marketing
                came,2026-01-05,10,no
                came,2026-02-05,10,yes
                left,2026-01-05,10,yes
                left,2026-02-05,10,no
                once,2026-01-05,10,yes
                once,2026-02-05,10,
                """);

        Rows facts = facts();

        assertThat(facts.text("came", "emailConsent")).isEqualTo("granted");
        assertThat(facts.text("left", "emailConsent")).isEqualTo("denied");
        assertThat(facts.text("once", "emailConsent")).isEqualTo("granted");
    }

    @Test
    void aListOfConsentsMayHaveAColumnForEachChannel() throws Exception {
        settings("customers: {files: customers.csv}", """
                consents: {files: consents.csv, columns: {whatsapp: wa, email: mail}}
                """);
        Files.writeString(folder.resolve("customers.csv"), "customer-id\nA\nB\n");
        Files.writeString(
                folder.resolve("consents.csv"), "customer-id,mail,wa,at\nA,1,0,2026-01-01\nB,0,1,2026-01-01\n");

        Rows facts = facts();

        assertThat(facts.get("A")).containsEntry("emailConsent", "granted").containsEntry("whatsappConsent", "denied");
        assertThat(facts.get("B")).containsEntry("emailConsent", "denied").containsEntry("whatsappConsent", "granted");
    }

    /** Whoever isn't loaded was counted among the customers already. */
    @Test
    void customersWhoAreLeftOutDontStopTheRun() throws Exception {
        settings("customers: {files: customers.csv, keep: {land: \"in IN\"}}", """
                consents: {from: customers, columns: {email: mail}}
                """);
        Files.writeString(folder.resolve("customers.csv"), "customer-id,land,mail\nA,IN,yes\nB,DE,no\nC,DE,yes\n");

        assertThat(facts().text("A", "emailConsent")).isEqualTo("granted");
        assertThat(consents().reasons()).containsExactly(Map.entry("the row's own source leaves it out", 2L));
        assertThat(formerDenials()).containsExactly("B email");
    }

    /** What is left out of the orders grants nothing, but who says no there says no. */
    @Test
    void rowsThatTheirOwnSourceLeavesOutOnlyDeny() throws Exception {
        settings("customers: {from: orders}", """
                orders:
                    files: orders.csv
                    columns: {customer-id: who, date: when, amount: total}
                    keep: {brand: "in north"}
                    date-format: {date: dd.MM.yyyy}
                    max-rejected: 100%
                  consents: {from: orders, columns: {email: opt, at: when}}
                """);
        Files.writeString(folder.resolve("orders.csv"), """
                who,when,total,brand,opt
                other brand,05.01.2026,10,north,
                other brand,06.01.2026,10,south,yes
                no amount,05.01.2026,10,north,
                no amount,06.01.2026,ten,north,yes
                left,05.01.2026,10,north,yes
                left,06.01.2026,10,south,no
                stays,05.01.2026,10,north,yes
                """);

        Rows facts = facts();

        assertThat(facts.get("other brand")).containsEntry("emailConsent", null);
        assertThat(facts.get("no amount")).containsEntry("emailConsent", null);
        assertThat(facts.text("left", "emailConsent")).isEqualTo("denied");
        assertThat(facts.text("stays", "emailConsent")).isEqualTo("granted");
    }

    /** Which number an id means, all rows tell, and not only those with a consent. */
    @Test
    void idsAreThoseOfTheCustomers() throws Exception {
        settings("customers: {files: customers.csv}", "consents: {from: customers, columns: {email: ok}}");
        Files.writeString(folder.resolve("customers.csv"), "customer-id,ok\n1.0,yes\n1,\n1.5,\n");

        Rows facts = facts();

        assertThat(facts.text("1.0", "emailConsent")).isEqualTo("granted");
        assertThat(facts.get("1")).containsEntry("emailConsent", null);
    }

    /** A word that says no is a no, also where it stands for nothing otherwise. */
    @Test
    void aMissingValueIsNoDenial() throws Exception {
        settings("customers: {files: customers.csv, missing: [\"0\", \"-\"]}", """
                consents: {from: customers, columns: {email: ok}}
                """);
        Files.writeString(folder.resolve("customers.csv"), "customer-id,ok\nno,0\nsilent,-\nyes,1\n");

        Rows facts = facts();

        assertThat(facts.text("no", "emailConsent")).isEqualTo("denied");
        assertThat(facts.get("silent")).containsEntry("emailConsent", null);
        assertThat(facts.text("yes", "emailConsent")).isEqualTo("granted");
    }

    @Test
    void aListOfTheirOwnMayHaveRowsThatCantBeRead() throws Exception {
        settings("customers: {files: customers.csv}", """
                consents: {files: consents.csv, columns: {email: mail, whatsapp: wa}, max-rejected: 50%, keep: {brand: "= x"}}
                """);
        Files.writeString(folder.resolve("customers.csv"), "customer-id\nA\nB\n");
        Files.writeString(folder.resolve("consents.csv"), """
                customer-id,mail,wa,brand
                A,yes,no,x
                B,yes,yes,x
                B,no,no,x,no,no
                A,no,no,y
                """);

        assertThat(facts().get("A"))
                .containsEntry("emailConsent", "granted")
                .containsEntry("whatsappConsent", "denied");
        assertThat(consents())
                .extracting(SourceQuality::read, SourceQuality::loaded)
                .containsExactly(4L, 2L);
    }

    /** Whoever is known by an address is one person, however the shop's form was filled in. */
    @Test
    void aDenialCountsForAnAddressInAnyCase() throws Exception {
        settings("customers: {from: orders, columns: {email: mail}}", """
                orders: {files: orders.csv, columns: {customer-id: mail, date: day, amount: total}}
                  consents: {from: orders, columns: {email: ok, at: day}}
                """);
        Files.writeString(folder.resolve("orders.csv"), """
                mail,day,total,ok
                Bob@example.com,2026-01-05,10,yes
                bob@example.com,2026-02-05,10,no
                """);

        Rows facts = facts();

        assertThat(facts.text("Bob@example.com", "emailConsent")).isEqualTo("denied");
        assertThat(facts.text("bob@example.com", "emailConsent")).isEqualTo("denied");
    }

    /** The columns would be facts with a name that is taken. */
    @Test
    void aColumnOfConsentIsNoFurtherFact() throws Exception {
        settings("customers: {files: customers.csv}", "consents: {from: customers, columns: {email: Email Consent}}");
        Files.writeString(folder.resolve("customers.csv"), "customer-id,Email Consent\nA,yes\n");

        assertThat(facts().text("A", "emailConsent")).isEqualTo("granted");
    }

    /** A message for somebody who is left out now may wait. */
    @Test
    void aGrantThatIsLeftOutTakesNoDenialBack() throws Exception {
        settings("customers: {files: customers.csv, keep: {land: \"= IN\"}}", """
                consents: {from: customers, columns: {email: mail, at: when}}
                """);
        Files.writeString(folder.resolve("customers.csv"), """
                customer-id,land,mail,when
                here,IN,yes,2026-01-01
                ann,DE,no,2026-02-01
                ann,DE,yes,2026-03-01
                """);

        assertThat(formerDenials()).containsExactly("ann email");
    }

    /** What nobody can read in full, or was said after the as-of date, takes nothing back. */
    @Test
    void onlyAGoodGrantTakesBackWhatAFormerCustomerSaid() throws Exception {
        settings("customers: {files: customers.csv}", """
                consents: {files: consents.csv, unknown-customers: add, max-rejected: 90%, columns: {email: mail, phone: tel}}
                """);
        Files.writeString(folder.resolve("customers.csv"), "customer-id\nhere\n");
        Files.writeString(folder.resolve("consents.csv"), """
                customer-id,mail,tel,at
                here,yes,,2026-01-01
                late,no,,2026-02-01
                late,yes,,2027-03-15
                vague,no,,2026-02-01
                vague,yes,perhaps,2026-03-01
                back,no,,2026-02-01
                back,yes,,2026-03-01
                """);

        assertThat(formerDenials()).containsExactly("late email", "vague email", "vague phone");
    }

    @ParameterizedTest
    @CsvSource({"0%", "10%"})
    void aRowThatCantBeReadStopsTheRunAsItMaySayNo(String permitted) throws Exception {
        settings(
                "customers: {files: customers.csv, max-rejected: 50%}",
                "consents: {from: customers, max-rejected: " + permitted + ", columns: {email: mail}}");
        Files.writeString(folder.resolve("customers.csv"), "customer-id,mail\nA,yes\nA,no,no,no\n");

        assertThatThrownBy(this::facts)
                .isInstanceOf(ProblemsFound.class)
                .hasMessageContaining("source 'consents': 1 row can't be read (line 3:")
                .hasMessageContaining("look at out/rejected/customers.csv and mend the source, or set max-rejected of"
                        + " source 'consents'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{from: customers} | no column says who consented. Maybe add 'email: COLUMN'",
                "{from: customers, columns: {email: mial}} | has no column 'mial'. Maybe you meant 'mail'",
                "{from: customers, columns: {email: mail, state: land}} | 'state' is of a list with a row for each consent",
                "{from: orders, columns: {email: mail}} | consents come from orders, and there is no source 'orders'",
                "{from: events, columns: {email: mail}} | 'from' is 'events' but must be one of customers, orders",
                "{from: customers, files: c.csv, columns: {email: mail}} | unknown key 'files'",
                "{from: customers, missing: [-], columns: {email: mail}} | unknown key 'missing'",
                "{from: customers, columns: {sms: mail}} | unknown key 'sms'",
            })
    void namesWhatIsWrong(String consents, String problem) throws Exception {
        settings("customers: {files: customers.csv}", "consents: " + consents);
        Files.writeString(folder.resolve("customers.csv"), "customer-id,mail,land\nA,yes,IN\n");

        assertThatThrownBy(this::facts).isInstanceOf(ProblemsFound.class).hasMessageContaining(problem);
    }

    private void settings(String customers, String consents) throws IOException {
        Files.writeString(folder.resolve("beckon.yaml"), """
                company: {country: IN, currency: INR}
                data: {as-of: 2026-11-01, max-rejected: 30%%}
                sources:
                  %s
                  %s
                """.formatted(customers, consents.strip()));
    }

    private Rows facts() throws Exception {
        try (CustomerData data = CustomerData.load(Workspace.open(folder), LoadOptions.defaults());
                var connection = data.connect()) {
            data.prepare(InputTables.demand("emailConsent", "whatsappConsent", "phoneConsent"));
            return Rows.of(connection, "SELECT * FROM facts.customers");
        }
    }

    /** Each as id and channel. */
    private Set<String> formerDenials() throws Exception {
        try (CustomerData data = CustomerData.load(Workspace.open(folder), LoadOptions.defaults());
                var connection = data.connect()) {
            return Rows.of(connection, "SELECT customer_id || ' ' || channel FROM input.former_denials ORDER BY 1")
                    .byKey()
                    .keySet();
        }
    }

    private SourceQuality consents() {
        try (CustomerData data = CustomerData.load(Workspace.open(folder), LoadOptions.defaults())) {
            return data.quality().sources().stream()
                    .filter(source -> source.source().equals("consents"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
