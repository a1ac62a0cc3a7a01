package dev.beckon.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.data.QualityReport.SourceQuality;
import dev.beckon.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of the past, from a file. */
class ContactsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void workspace() throws Exception {
        Files.writeString(folder.resolve("beckon.yaml"), """
                company: {country: IN, time-zone: Asia/Kolkata}
                data: {as-of: 2026-11-01, max-rejected: 100%}
                sources:
                  customers: {files: customers.csv}
                  contacts: {files: contacts.csv}
                """);
        Files.writeString(folder.resolve("customers.csv"), "customer id,city\nc1,Pune\nc2,Pune\n");
    }

    @Test
    void readsStatesInTheWordsOfManySystems() throws Exception {
        Files.writeString(folder.resolve("contacts.csv"), """
                customer-id,channel,at,campaign,state
                c1,E-Mail,2026-10-30T10:00:00,diwali,Delivered
                c1,whatsapp,2026-10-30T10:00:00Z,diwali,claimed
                c1,phone,2026-10-29T10:00:00Z,diwali,IN_DOUBT
                c2,email,2026-10-28T10:00:00Z,,bounced
                c2,email,2026-11-05T10:00:00Z,diwali,
                """);

        // A wall time is one of the company's zone; the last row is later than the as-of date.
        assertThat(rows())
                .containsExactly(
                        "c1 email 2026-10-30 04:30:00 diwali sent",
                        "c1 phone 2026-10-29 10:00:00 diwali in-doubt",
                        "c1 whatsapp 2026-10-30 10:00:00 diwali sending",
                        "c2 email 2026-10-28 10:00:00 - failed",
                        "c2 email 2026-11-05 10:00:00 diwali sent");
    }

    @Test
    void refusesWhatItCantCountAndSaysWhy() throws Exception {
        Files.writeString(folder.resolve("contacts.csv"), """
                customer-id,channel,at,campaign,state
                c1,email,2026-10-30,diwali,sent
                ,email,2026-10-30,diwali,sent
                c9,email,2026-10-30,diwali,sent
                c1,pigeon,2026-10-30,diwali,sent
                c1,sms,2026-10-30,diwali,sent
                c1,,2026-10-30,diwali,sent
                c1,email,,diwali,sent
                c1,email,2026-10-30,diwali,perhaps
                """);
        try (CustomerData data = load()) {
            SourceQuality quality = data.quality().sources().stream()
                    .filter(source -> source.source().equals("contacts"))
                    .findFirst()
                    .orElseThrow();
            assertThat(quality.read()).isEqualTo(8);
            assertThat(quality.loaded()).isEqualTo(1);
            assertThat(quality.reasons())
                    .isEqualTo(Map.of(
                            "no customer id", 1L,
                            "customer isn't in source customers", 1L,
                            "not a channel", 1L,
                            "channel isn't one of Beckon's", 1L,
                            "no channel", 1L,
                            "no date", 1L,
                            "not a state of a message", 1L));
        }
    }

    @Test
    void changesTheDataHash() throws Exception {
        Files.writeString(folder.resolve("contacts.csv"), "customer-id,channel,at\nc1,email,2026-10-30\n");
        String hash = hash();
        Files.writeString(folder.resolve("contacts.csv"), "customer-id,channel,at\nc1,email,2026-10-31\n");

        assertThat(hash()).isNotEqualTo(hash);
    }

    private String hash() {
        try (CustomerData data = load()) {
            return data.hash();
        }
    }

    private CustomerData load() {
        return CustomerData.load(Workspace.open(folder), LoadOptions.defaults());
    }

    private List<String> rows() throws Exception {
        try (CustomerData data = load();
                var connection = data.connect();
                var query = connection.createStatement();
                var rows = query.executeQuery("SELECT customer_id || ' ' || channel || ' ' || sent_at || ' ' ||"
                        + " coalesce(campaign, '-') || ' ' || state FROM input.contacts ORDER BY 1")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
