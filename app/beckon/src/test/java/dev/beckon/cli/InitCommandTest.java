package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.campaign.Channel;
import dev.beckon.cli.SampleWorkspace.Ran;
import dev.beckon.deliver.DeliveryConfig;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {

    private static final String ORDERS = """
            order_id,customer_id,order_date,product_id,qty,price,currency,status
            o1,1,2024-03-05,P1,2,10.5,INR,paid
            o2,2,2024-03-06,P2,1,20,INR,paid
            o3,2,2024-04-06,p1,1,10.5,INR,paid
            o4,3,2024-04-07,P2,1,20,INR,cancelled
            """;

    @TempDir
    private Path folder;

    @Test
    void leavesNothingBehindIfAFileIsMissing() {
        Ran ran = SampleWorkspace.ran(
                "init",
                folder.resolve("new").toString(),
                "--from",
                folder.resolve("no.csv").toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("no.csv: there is no such file");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void makesAWorkspaceThatLoadsAndPassesTheChecker() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), """
                id,name,email,city,country
                1,Priya,priya@example.com,Pune,IN
                2,Amit,amit@example.com,Delhi,IN
                3,Asha,asha@example.com,Delhi,IN
                """);
        orders(folder.resolve("orders.xlsx"));
        Files.writeString(folder.resolve("products.csv"), "category,title,sku\nSweets,Cake,P1\nPies,Tart,P2\n");
        Path shop = folder.resolve("my-shop");

        Ran made = SampleWorkspace.ran(
                "init",
                shop.toString(),
                "--from",
                folder.resolve("customers.csv").toString(),
                folder.resolve("orders.xlsx").toString(),
                folder.resolve("products.csv").toString());

        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(shop.resolve("beckon.yaml"))
                .content()
                .contains("currency: INR ", "country: IN ", "time-zone: Asia/Kolkata ", "# guess, from the files")
                .contains("match: {orders: \"product\", key: \"sku\"}", "type: \"status\"");
        Ran data = SampleWorkspace.ran("data", "--workspace", shop.toString());
        assertThat(data.exitCode()).as(data.err()).isZero();
        assertThat(data.out()).containsPattern("orders +4 +3 +1\n +1 rejected: cancelled\n");
        assertChecked(shop);
    }

    @Test
    void knowsGermanColumns() throws IOException {
        Ran data = initiated(Map.of("kunden.csv", """
                        Kunden-Nr;Vorname;Nachname;E-Mail;Telefon;Geburtsdatum;Ort;Land;Sprache
                        1;Anna;Arnold;anna@example.com;0171 1234567;13.02.1980;Köln;DE;de
                        2;Bernd;Busch;bernd@example.com;0171 1234568;24.12.1990;Bonn;DE;de
                        """, "bestellungen.csv", """
                        Bestellnr;Kundennummer;Bestelldatum;Artikel;Menge;Einzelpreis;Betrag;Währung;Status
                        B1;1;05.03.2024;Torte;2;10,50;21,00;EUR;bezahlt
                        B2;2;16.03.2024;Keks;1;1,50;1,50;EUR;bezahlt
                        B3;2;17.03.2024;Keks;1;1,50;1,50;EUR;storniert
                        """, "einwilligungen.csv", """
                        Kundennummer;Kanal;Einwilligung;Datum
                        1;E-Mail;erteilt;13.02.2024
                        2;Telefon;widerrufen;14.02.2024
                        """));

        assertThat(data.out())
                .containsPattern("customers +2 +2 +0\n")
                .containsPattern("orders +3 +2 +1\n +1 rejected: cancelled\n")
                .containsPattern("consents +2 +2 +0\n");
        assertThat(folder.resolve("shop/beckon.yaml"))
                .content()
                .contains("country: DE ", "birth-date: \"Geburtsdatum\"", "city: \"Ort\"", "phone: \"Telefon\"")
                .contains("unit-price: \"Einzelpreis\"", "type: \"Status\"", "at: \"Datum\"");
    }

    @Test
    void knowsShopifysColumns() throws IOException {
        Ran data = initiated(Map.of("customers_export.csv", """
                        Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Default Address Country Code,Phone,Accepts SMS Marketing
                        901,Anna,Arnold,anna@example.com,yes,Cologne,DE,,no
                        902,Bernd,Busch,bernd@example.com,no,Bonn,DE,,no
                        """, "orders_export.csv", """
                        Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price
                        #1001,anna@example.com,paid,2024-03-05 10:00:00 +0100,EUR,25.00,2024-03-05 10:00:00 +0100,2,Cake,10.00
                        #1001,anna@example.com,,,,,2024-03-05 10:00:00 +0100,1,Tart,5.00
                        #1002,bernd@example.com,refunded,2024-03-06 10:00:00 +0100,EUR,5.00,2024-03-06 10:00:00 +0100,1,Tart,5.00
                        """));

        assertThat(data.out())
                .containsPattern("customers +2 +2 +0\n")
                .containsPattern("orders +3 +3 +0\n")
                .containsPattern("consents +2 +2 +0\n");
        assertThat(folder.resolve("shop/beckon.yaml"))
                .content()
                .contains("""
                          consents:
                            from: customers   # guess
                            columns:
                              email: "Accepts Email Marketing"   # guess
                        """)
                .contains("customer-id: \"Email\"", "order-id: \"Name\"", "unit-price: \"Lineitem price\"")
                .contains("city: \"Default Address City\"", "date: \"Created at\"", "type: \"Financial Status\"")
                .doesNotContain("customer-id: \"Customer ID\"", "\"Total\"");
    }

    /** One export is enough to write to somebody. */
    @Test
    void findsCustomersAndConsentsInShopifysOrders() throws IOException {
        Ran data = initiated(Map.of("orders_export.csv", """
                        Name,Email,Accepts Marketing,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Billing Name,Billing City,Billing Country
                        #1001,anna@example.com,yes,EUR,2024-03-05 10:00:00 +0100,2,Cake,10.00,Anna Arnold,Cologne,DE
                        #1001,anna@example.com,,EUR,2024-03-05 10:00:00 +0100,1,Tart,5.00,,,
                        #1002,bernd@example.com,yes,EUR,2024-03-06 10:00:00 +0100,1,Tart,5.00,Bernd Busch,Bonn,DE
                        #1003,bernd@example.com,no,EUR,2024-03-07 10:00:00 +0100,1,Tart,5.00,Bernd Busch,Bonn,DE
                        """));

        assertThat(data.out()).containsPattern("orders +4 +4 +0\n").containsPattern("consents +4 +4 +0\n");
        Path settings = folder.resolve("shop/beckon.yaml");
        assertThat(settings).content().contains("country: DE ");
        Files.writeString(settings, Files.readString(settings).replace("address: \"\"", "address: Ring 1, Bonn"));
        String shop = folder.resolve("shop").toString();
        SampleWorkspace.ran("new", "campaign", "hello", "--workspace", shop);
        assertThat(SampleWorkspace.ran("preview", "hello", "--customer", "anna@example.com", "--workspace", shop)
                        .out())
                .startsWith("hello: a message by email");
        assertThat(SampleWorkspace.ran("preview", "hello", "--customer", "bernd@example.com", "--workspace", shop)
                        .out())
                .startsWith("hello: no message, consent denied");
    }

    /** The first report of the data that 'init' found in these files. */
    private Ran initiated(Map<String, String> files) throws IOException {
        Path shop = folder.resolve("shop");
        var init = new ArrayList<>(List.of("init", shop.toString(), "--from"));
        for (String name : new TreeSet<>(files.keySet())) {
            init.add(Files.writeString(folder.resolve(name), files.get(name)).toString());
        }
        Ran made = SampleWorkspace.ran(init.toArray(String[]::new));
        assertThat(made.exitCode()).as(made.err()).isZero();
        Ran data = SampleWorkspace.ran("data", "--workspace", shop.toString());
        assertThat(data.exitCode()).as(data.err()).isZero();
        return data;
    }

    @Test
    void knowsAListOfConsentsWithAColumnForEachChannel() throws IOException {
        Ran data = initiated(Map.of(
                "customers.csv",
                "customer_id,email\nA,a@example.com\nB,b@example.com\n",
                "orders.csv",
                "customer_id,date,amount\nA,2024-03-05,1\n",
                "permissions.csv",
                "customer_id,Email Opt-In,WhatsApp Opt-In,Date\nA,yes,no,2024-03-05\nB,no,,2024-03-05\n"));

        assertThat(data.out()).containsPattern("consents +2 +2 +0\n");
        assertThat(folder.resolve("shop/beckon.yaml"))
                .content()
                .contains("email: \"Email Opt-In\"", "whatsapp: \"WhatsApp Opt-In\"", "at: \"Date\"");
    }

    /** A wrong guess would be a consent that nobody gave. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "newsletter|1|0|3",
                "newsletter|2024-05-01|no|yes",
                "Email Marketing|Active|Lapsed|New",
                "Accepts SMS Marketing|yes|no|yes",
                "Unsubscribed|yes|no|no",
                "phone|+4915112345678|+4915112345679|yes",
            })
    void guessesConsentOnlyWhereEveryWordSaysSo(String column) throws IOException {
        String[] cells = column.split("\\|", -1);
        Files.writeString(
                folder.resolve("customers.csv"),
                "customer_id,city,%s\nA,Bonn,%s\nB,Bonn,%s\nC,Bonn,%s\n".formatted((Object[]) cells));
        Files.writeString(folder.resolve("suppressions.csv"), "email,reason,newsletter\na@example.com,bounce,no\n");

        init("customers.csv", "suppressions.csv");

        assertThat(folder.resolve("shop/beckon.yaml"))
                .content()
                .doesNotContain("consents:")
                .matches(text -> text.contains("do-not-disturb: \"Unsubscribed\"") == cells[0].equals("Unsubscribed"));
    }

    @Test
    void connectsToWhatTheEnvironmentNames() throws IOException {
        Path shop = folder.resolve("shop");
        SampleWorkspace.ran("init", shop.toString());
        Path settings = shop.resolve("beckon.yaml");
        Files.writeString(settings, Files.readString(settings).replace("    # from:", "    from:"));

        DeliveryConfig config = DeliveryConfig.read(
                Workspace.open(shop),
                new Environment(
                        Map.of("BECKON_SMTP_HOST", "localhost", "BECKON_PUBLIC_URL", "https://example.com")::get));

        assertThat(config.channel(Channel.EMAIL).provider()).isEqualTo("smtp");
        assertThat(config.channel(Channel.PHONE).provider()).isNotEqualTo("twilio");
        assertThat(config.publicUrl()).hasToString("Optional[https://example.com]");
    }

    @Test
    void managesWithOrdersAlone() throws IOException {
        Files.writeString(folder.resolve("orders.csv"), "customer_id,date,amount\nA,2024-03-05,1\nB,2024-03-06,2\n");
        Path shop = folder.resolve("shop");

        SampleWorkspace.ran(
                "init", shop.toString(), "--from", folder.resolve("orders.csv").toString());

        assertThat(shop.resolve("beckon.yaml"))
                .content()
                .contains("currency: EUR", "CHANGE THIS, the files don't tell");
        assertChecked(shop);
    }

    @Test
    void understandsTheSampleFiles() throws IOException {
        SampleWorkspace sample = SampleWorkspace.in(folder, 300);
        Path shop = folder.resolve("shop");

        Ran made = SampleWorkspace.ran(
                "init",
                shop.toString(),
                "--from",
                sample.file("data/customers.csv").toString(),
                sample.file("data/orders.csv.gz").toString(),
                sample.file("data/events.csv.gz").toString(),
                sample.file("data/consents.csv").toString(),
                sample.file("data/suppressions.csv").toString(),
                sample.file("data/contacts.csv").toString(),
                sample.file("data/products.csv").toString());

        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(shop.resolve("beckon.yaml"))
                .content()
                .contains("match: {orders: \"product\", key: \"name\"}", "  contacts:\n", "at: \"sent_at\"");
        assertChecked(shop);
    }

    @Test
    void saysWhichFilesItDoesNotUse() throws IOException {
        Path shop = folder.resolve("shop");
        Files.writeString(folder.resolve("empty.csv"), "");
        Files.writeString(folder.resolve("weather.csv"), "day,rain\n2026-01-01,3\n");

        Ran init = SampleWorkspace.ran(
                "init",
                shop.toString(),
                "--from",
                folder.resolve("empty.csv").toString(),
                folder.resolve("weather.csv").toString());

        assertThat(init.exitCode()).isZero();
        assertThat(init.err())
                .contains("empty.csv")
                .contains("Warning: not recognised: " + folder.resolve("weather.csv") + " (day, rain)")
                .contains("no file has columns that Beckon knows");
    }

    @Test
    void namesADamagedFile() throws IOException {
        Files.write(folder.resolve("orders.csv.gz"), new byte[] {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, 0});
        Files.writeString(folder.resolve("lists.csv.gz"), "no gzip");
        Files.writeString(folder.resolve("book.xlsx"), "no workbook");

        for (String name : List.of("orders.csv.gz", "lists.csv.gz", "book.xlsx")) {
            assertThat(init(name).err())
                    .contains(name + " is damaged or isn't complete. Maybe ")
                    .doesNotContain("source 'orders'");
        }
    }

    @Test
    void saysWhatToDoWithFilesOfOtherKinds() throws IOException {
        Files.writeString(folder.resolve("list.json"), "[]");
        Files.writeString(folder.resolve("old.xls"), "");
        Files.write(folder.resolve("image.csv"), new byte[] {1, 2, 'P', 'N', 'G', ',', 0, 5, '\n', 1, 2, '\n'});
        Files.createDirectory(folder.resolve("exports"));

        assertThat(init("list.json", "old.xls", "image.csv").err())
                .contains("list.json is of a kind that Beckon doesn't read. Maybe export it as JSON lines")
                .contains("old.xls is of a kind that Beckon doesn't read. Maybe open it and save it as .xlsx")
                .contains("image.csv isn't text");
        assertThat(SampleWorkspace.ran(
                                "check", "--workspace", folder.resolve("shop").toString())
                        .err())
                .contains("there is no file data/customers.csv");
        assertThat(SampleWorkspace.ran(
                                "init",
                                folder.resolve("other").toString(),
                                "--from",
                                folder.resolve("exports").toString())
                        .err())
                .contains("exports: is a folder. Maybe name the files in it");
    }

    @Test
    void takesFileNamesAsTheyAre() throws IOException {
        String name = "orders [1] (copy) {x}*.csv";

        Ran data = initiated(Map.of(name, "sep=;\ncustomer_id;date;amount\nA;2024-03-05;1,5\nB;2024-03-06;2,5\n"));

        assertThat(data.out()).containsPattern("orders +2 +2 +0\n");
    }

    @Test
    void saysWhichSheetItLookedAt() throws IOException {
        try (var workbook = new Workbook(Files.newOutputStream(folder.resolve("shop.xlsx")), "test", "1.0")) {
            workbook.newWorksheet("Kunden").value(0, 0, "customer_id");
            workbook.newWorksheet("Orders").value(0, 0, "no");
            workbook.finish();
        }

        assertThat(init("shop.xlsx").err())
                .contains("shop.xlsx: sheet 'Kunden' is read, and not 'Orders'. Maybe name another with 'sheet:'");
        Files.writeString(folder.resolve("beckon.yaml"), """
                sources:
                  customers: {files: shop.xlsx, sheet: orders}
                """);
        assertThat(new SampleWorkspace(folder).run("data").err())
                .contains("there is no sheet 'orders'. Maybe 'Kunden' or 'Orders'");
    }

    private Ran init(String... files) {
        var command = new ArrayList<>(List.of("init", folder.resolve("shop").toString(), "--from"));
        for (String name : files) {
            command.add(folder.resolve(name).toString());
        }
        return SampleWorkspace.ran(command.toArray(String[]::new));
    }

    @Test
    void makesNothingOfAWorkbookThatItCannotRead() throws IOException {
        Path shop = folder.resolve("shop");
        Files.writeString(folder.resolve("orders.xlsx"), "no workbook");

        Ran init = SampleWorkspace.ran(
                "init", shop.toString(), "--from", folder.resolve("orders.xlsx").toString());

        assertThat(init.exitCode()).isNotZero();
        assertThat(shop).doesNotExist();
    }

    @Test
    void leavesAWorkspaceAlone() throws IOException {
        Files.writeString(folder.resolve("beckon.yaml"), "# mine\n");

        assertThat(SampleWorkspace.ran("init", folder.toString()).exitCode()).isEqualTo(3);
        assertThat(folder.resolve("beckon.yaml")).hasContent("# mine\n");
    }

    private static void assertChecked(Path shop) {
        Ran check = SampleWorkspace.ran("check", "--workspace", shop.toString());
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).contains("2 rules and 0 campaigns: no problems");
    }

    private static void orders(Path file) throws IOException {
        try (var workbook = new Workbook(Files.newOutputStream(file), "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("orders");
            int row = 0;
            for (String line : ORDERS.lines().toList()) {
                String[] cells = line.split(",");
                for (int column = 0; column < cells.length; column++) {
                    sheet.value(row, column, cells[column]);
                }
                row++;
            }
            workbook.finish();
        }
    }
}
