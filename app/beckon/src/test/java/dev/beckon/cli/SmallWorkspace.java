package dev.beckon.cli;

import dev.beckon.cli.SampleWorkspace.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A workspace of a few customers and one rule, which a test fills with campaigns. */
record SmallWorkspace(Path folder) {

    static SmallWorkspace in(Path folder) throws IOException {
        var workspace = new SmallWorkspace(folder);
        workspace.write("beckon.yaml", """
                company: {name: Sweets, postal-address: 1 Road, currency: INR, time-zone: Asia/Kolkata, country: IN}
                data: {as-of: 2026-11-01}
                sources:
                  customers:
                    files: customers.csv
                    columns: {customer-id: id, first-name: first, email: mail, city: city}
                """);
        workspace.write("customers.csv", """
                id,first,mail,city
                c1,Asha,asha@example.com,Pune
                c2,,b@example.com,
                c3,आशा,c@example.com,
                c4,Bo,d@example.com,
                c5,<Ann> & "Co",e@example.com,
                """);
        workspace.write("rules/actions/actions.drl", """
                rule "Give a discount"
                  when
                    $c : Customer( orders == 0 )
                  then
                    $c.recommend("win-back", 50).with("discount", 15);
                end
                rule "Say goodbye"
                  when
                    $c : Customer( orders == 1 )
                  then
                    $c.recommend("goodbye", 50);
                end
                """);
        return workspace;
    }

    /** A campaign by email for {@code win-back} whose page has this line as its second. */
    SmallWorkspace email(String line) throws IOException {
        write("campaigns/w/campaign.yaml", "action: win-back\nchannels: [email]\nparameters: {discount: number}\n");
        write("campaigns/w/email.en.subject.txt", "Hello");
        write(
                "campaigns/w/email.en.html",
                "<!doctype html>\n" + line
                        + "\n<p>{{ company.postalAddress }} <a href=\"{{ unsubscribeUrl }}\">No more</a></p>\n");
        return write("campaigns/w/email.en.txt", "{{ company.postalAddress }} {{ unsubscribeUrl }}");
    }

    SmallWorkspace write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
        return this;
    }

    String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    Ran run(String... command) {
        return new SampleWorkspace(folder).run(command);
    }
}
