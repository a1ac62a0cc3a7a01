package dev.beckon.schedule;

import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A workspace whose one campaign goes to every customer by email. */
public record SmallCompany(Path folder) {

    public static SmallCompany in(Path folder, int customers) throws IOException {
        var company = new SmallCompany(folder);
        company.settings("delivery: {max-data-age: none}\n");
        company.customers(customers);
        company.rule("mayEmail");
        company.write("campaigns/hello/email.en.subject.txt", "Hello");
        company.write("campaigns/hello/email.en.txt", "{{ company.postalAddress }} {{ unsubscribeUrl }}");
        company.write(
                "campaigns/hello/email.en.html",
                "<!doctype html>\n<p>{{ company.postalAddress }} <a href=\"{{ unsubscribeUrl }}\">No more</a></p>\n");
        return company;
    }

    /** beckon.yaml with further sections. */
    public SmallCompany settings(String more) throws IOException {
        return write("beckon.yaml", """
                company: {name: Sweets, postal-address: 1 Road, currency: INR, time-zone: Asia/Kolkata, country: IN}
                data: {as-of: 2026-11-01}
                sources:
                  customers: {files: customers.csv}
                  consents: {files: consents.csv}
                """ + more);
    }

    public SmallCompany customers(int number) throws IOException {
        var customers = new StringBuilder("customer_id,email\n");
        var consents = new StringBuilder("customer_id,channel,state,at\n");
        for (int i = 0; i < number; i++) {
            customers.append("c%02d,c%02d@example.com\n".formatted(i, i));
            consents.append("c%02d,email,granted,2026-10-01\n".formatted(i));
        }
        return write("customers.csv", customers.toString()).write("consents.csv", consents.toString());
    }

    public SmallCompany rule(String condition) throws IOException {
        return write("rules/actions/actions.drl", """
                rule "Hello"
                  when
                    $c : Customer( %s )
                  then
                    $c.recommend("hello", 50);
                end
                """.formatted(condition));
    }

    /** @param schedule what stands in the braces, such as {@code cron: "0 10 * * *"} */
    public SmallCompany schedule(String schedule) throws IOException {
        return campaign("schedule: {" + schedule + "}\n");
    }

    public SmallCompany campaign(String more) throws IOException {
        return write("campaigns/hello/campaign.yaml", "action: hello\nchannels: [email]\ncontrol-group: 0%\n" + more);
    }

    public SmallCompany write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
        return this;
    }

    public Workspace open() {
        return Workspace.open(folder);
    }
}
