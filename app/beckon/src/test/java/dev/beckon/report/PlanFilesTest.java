package dev.beckon.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFilesTest {

    @TempDir
    Path folder;

    @Test
    void writesMessagesInMajorUnitsAndUtc() throws Exception {
        try (var fixture = new PreviewFixture()) {
            fixture.run("insert into plan.messages by name select 'x' as campaign, 'a' as customer_id", """
                    insert into plan.messages values ('x', 'b', 'email', 'en', 'asha@mail.test',
                      timestamp '2026-11-02 04:30:00', 'Asia/Kolkata', 'win-back', 80, 123456, 20000,
                      '{"discount":15}', '{}', 'Win back (rules/actions/a.drl:3)')""");
            new PlanFiles(fixture.connection, Currency.getInstance("INR")).messages("x", folder);

            assertThat(Files.readString(folder.resolve("messages.csv"))).isEqualTo("""
                            campaign,customer_id,channel,language,address,send_at,time_zone,action,priority,value,cost,parameters,rule
                            x,a,,,,,,,,,,,
                            x,b,email,en,asha@mail.test,2026-11-02T04:30:00Z,Asia/Kolkata,win-back,80,1234.56,0.020000,"{""discount"":15}",Win back (rules/actions/a.drl:3)
                            """.replace("\n", "\r\n"));
        }
    }

    @Test
    void makesFormulasInert() throws Exception {
        try (var fixture = new PreviewFixture()) {
            fixture.run("""
                    insert into plan.skips values
                      ('x', '=1+1', 'minor', '+cmd', '-2+3', '@SUM(A1)'),
                      ('x', 'b', 'minor', chr(9) || '=1', chr(13) || '=1', chr(10) || '=1'),
                      ('x', 'c', 'minor', 'a=b', 'plain - text', '\uFF1D1+1')""");
            new PlanFiles(fixture.connection, Currency.getInstance("INR")).skips("x", folder);

            assertThat(Files.readString(folder.resolve("skips.csv")))
                    .isEqualTo("campaign,customer_id,gate,reason,detail,rule\r\n"
                            + "x,'=1+1,minor,'+cmd,'-2+3,'@SUM(A1)\r\n"
                            + "x,b,minor,'\t=1,\"'\r=1\",\"'\n=1\"\r\n"
                            + "x,c,minor,a=b,plain - text,'\uFF1D1+1\r\n");
        }
    }

    @Test
    void quotesAsRfc4180Says() throws Exception {
        try (var fixture = new PreviewFixture()) {
            fixture.run(
                    "insert into plan.skips values ('x', 'a', 'minor', 'a, \"b\"', 'two' || chr(10) || 'lines', null)");
            new PlanFiles(fixture.connection, Currency.getInstance("INR")).skips("x", folder);
            assertThat(Files.readString(folder.resolve("skips.csv")))
                    .endsWith("x,a,minor,\"a, \"\"b\"\"\",\"two\nlines\",\r\n");
        }
    }

    @Test
    void writesYenWithoutMinorDigits() throws Exception {
        try (var fixture = new PreviewFixture()) {
            fixture.run("insert into plan.messages by name select 'x' as campaign, 'a' as customer_id, 1234 as value");
            new PlanFiles(fixture.connection, Currency.getInstance("JPY")).messages("x", folder);
            assertThat(Files.readString(folder.resolve("messages.csv"))).contains("x,a,,,,,,,,1234,,,\r\n");
        }
    }
}
