package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.cli.SampleWorkspace.Ran;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check} writes every template to customers of the data, with what rules give. */
class CheckTemplatesTest {

    private final SmallWorkspace workspace;

    CheckTemplatesTest(@TempDir Path folder) throws IOException {
        workspace = SmallWorkspace.in(folder);
        String rules = workspace.read("rules/actions/actions.drl");
        workspace.write("rules/actions/actions.drl", rules.substring(0, rules.indexOf("rule \"Say goodbye\"")));
    }

    @Test
    void isContentWithWhatEverybodyCanGet() throws IOException {
        workspace.email("<p>{{ firstName | default(\"there\") }}, {{ discount }}%</p>");

        Ran ran = workspace.run("check");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("1 rule and 1 campaign: no problems.\n");
    }

    @Test
    void warnsOfValuesThatNothingInTheDataHas() throws IOException {
        workspace.email("<p>{{ discount }}%</p>");
        workspace.write("beckon.yaml", workspace.read("beckon.yaml") + """
                  orders: {files: orders.csv}
                  events: {files: events.csv}
                """);
        workspace.write("orders.csv", """
                customer-id,date,product,category,amount
                c1,2026-10-01,Jalebi Donuts,Donuts,100
                c1,2026-10-01,JALEBI DONUTS,Donuts,100
                """);
        workspace.write("events.csv", "customer-id,type,at\nc1,visit,2026-10-01\n");
        workspace.write("rules/segments/typos.drl", """
                rule "Typos"
                  when
                    $c : Customer( city in ("Pune", "Puna"), !(city == "Delhi"), favouriteProduct != "Jalebi Donut" )
                    exists Event( customer == $c, type == "vist" )
                    not Purchase( customer == $c, category == "Donut", amount > 5 )
                  then
                    $c.tag("found");
                end
                rule "Of purchases"
                  when
                    $c : Customer( bought("Jalebi Donuts"), boughtWithin("Samosa", 30) || share("donuts") > 0.5 )
                  then
                    $c.tag("found");
                end
                """);

        Ran ran = workspace.run("check");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err().lines().map(line -> line.substring("Warning: rules/segments/typos.drl:".length())))
                .containsExactly(
                        "3:20: no customer has 'Puna' as city (rule \"Typos\"). Maybe you meant 'Pune'",
                        "3:46: no customer has 'Delhi' as city (rule \"Typos\"). Maybe 'Pune'",
                        "3:66: no customer has 'Jalebi Donut' as favouriteProduct (rule \"Typos\"). Maybe you meant 'Jalebi Donuts'",
                        "4:35: no event has the type 'vist' (rule \"Typos\"). Maybe you meant 'visit'",
                        "5:35: no order has the category 'Donut' (rule \"Typos\"). Maybe you meant 'Donuts'",
                        "11:45: no order has the product 'Samosa' (rule \"Of purchases\"). Maybe one of 'JALEBI DONUTS', 'Jalebi Donuts'",
                        "11:45: no order has the category 'donuts' (rule \"Of purchases\"). Maybe you meant 'Donuts'");
    }

    @Test
    void warnsOfAnActionThatNoCampaignIsFor() throws IOException {
        workspace.email("<p>{{ discount }}%</p>");
        String rules = workspace.read("rules/actions/actions.drl");
        workspace.write("rules/actions/actions.drl", rules + """
                rule "Misspelt"
                  when
                    $c : Customer( orders == 1 )
                  then
                    $c.recommend("win-bak", 50);
                    $c.recommend("survey", 40);
                end
                """);

        Ran ran = workspace.run("check");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err().lines())
                .containsExactly(
                        "Warning: rules/actions/actions.drl:7: no campaign is for 'win-bak', so nobody gets a message for it (rule \"Misspelt\"). Maybe you meant 'win-back'",
                        "Warning: rules/actions/actions.drl:7: no campaign is for 'survey', so nobody gets a message for it (rule \"Misspelt\"). Maybe make one: beckon new campaign NAME --action 'survey'");
    }

    @Test
    void warnsOfACampaignThatIsOver() throws IOException {
        workspace.email("<p>{{ discount }}%</p>");
        String campaign = workspace.read("campaigns/w/campaign.yaml");

        workspace.write("campaigns/w/campaign.yaml", campaign + "starts: 2026-10-01\nends: 2026-10-31\n");
        assertThat(workspace.run("check").err())
                .isEqualTo("Warning: campaigns/w/campaign.yaml: the campaign ended on 2026-10-31, so nobody gets it any"
                        + " more. Maybe give it a later 'ends', or write enabled: false\n");

        workspace.write("campaigns/w/campaign.yaml", campaign + "ends: 2026-10-31\nenabled: false\n");
        assertThat(workspace.run("check").err()).isEmpty();

        workspace.write("campaigns/w/campaign.yaml", campaign + "ends: 2026-11-01\n");
        assertThat(workspace.run("check").err()).isEmpty();
    }

    @Test
    void warnsOfFactsAsOfADayToCome() throws IOException {
        workspace.email("<p>{{ discount }}%</p>");
        workspace.write("beckon.yaml", workspace.read("beckon.yaml").replace("2026-11-01", "9026-11-01"));
        String warning = "Warning: beckon.yaml: the facts are as of 9026-11-01, which is still to come. Maybe the last"
                + " order's date is mistyped; data: {as-of: ...} or --as-of names another day";

        assertThat(workspace.run("check").err().lines()).containsExactly(warning);
        assertThat(workspace.run("data").err().lines()).containsOnlyOnce(warning);
        assertThat(workspace.run("check", "--as-of", "9026-11-01").err()).isEmpty();
    }

    @Test
    void warnsOfAValueThatManyLack() throws IOException {
        workspace.email("<p>{{ city }}</p>");

        Ran ran = workspace.run("check");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEqualTo("1 rule and 1 campaign: no problems, 1 warning.\n");
        assertThat(ran.err())
                .isEqualTo(
                        "Warning: campaigns/w/email.en.html:2: 'city' is missing for 4 of 5 sample customers, and without it there is no message. Maybe say what to write instead: {{ city | default(\"...\") }}\n");
    }

    @Test
    void refusesAValueThatEverybodyLacks() throws IOException {
        workspace.email("<p>{{ lastName }}</p>");

        Ran ran = workspace.run("check");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .startsWith("campaigns/w/email.en.html:2: 'lastName' is missing for all 5 sample customers");
    }

    @Test
    void namesRuleAndTemplateWhereAParameterIsWrong() throws IOException {
        workspace.email("<p>{{ discount }}%</p>");
        String rules = workspace.read("rules/actions/actions.drl");
        workspace.write("rules/actions/actions.drl", rules.replace("\"discount\", 15", "\"discount\", \"15\""));
        assertThat(workspace.run("check").err())
                .startsWith(
                        "rules/actions/actions.drl:1: 'discount' is \"15\", but campaigns/w/campaign.yaml says that it is a number, and campaigns/w/email.en.html:2 shows it as one (rule \"Give a discount\"). Maybe write the number alone, without quotes\n");

        workspace.write("rules/actions/actions.drl", rules.replace("\"discount\", 15", "\"discont\", 15"));
        Ran misspelt = workspace.run("check");
        assertThat(misspelt.exitCode()).isEqualTo(1);
        assertThat(misspelt.err())
                .contains(
                        "Warning: rules/actions/actions.drl:1: 'discont' is given, but campaigns/w/campaign.yaml doesn't declare it (rule \"Give a discount\"). Maybe you meant 'discount'")
                .contains(
                        "rules/actions/actions.drl:1: 'discount' isn't given, but campaigns/w/email.en.html:2 can't do without it (rule \"Give a discount\"). Maybe 'discont' should be called 'discount'");
    }

    @Test
    void warnsOfMessagesThatAreTooLongForSomeAndRefusesThoseThatAreForAll() throws IOException {
        workspace
                .write("campaigns/w/campaign.yaml", "action: win-back\nchannels: [whatsapp]\n")
                .write(
                        "campaigns/w/whatsapp.en.yaml",
                        "content: HX0123456789abcdef0123456789abcdef\ntext: \"" + "x".repeat(1000)
                                + " {{1}}\"\nvariables: {1: \"{{ firstName | default('you') }}\"}\n")
                .write("customers.csv", workspace.read("customers.csv") + "c6," + "y".repeat(40) + ",f@example.com,\n");

        Ran some = workspace.run("check");
        assertThat(some.exitCode()).isZero();
        assertThat(some.err())
                .startsWith(
                        "Warning: campaigns/w/whatsapp.en.yaml: for 1 of 6 sample customers the WhatsApp text has 1041 characters; at most 1024. Maybe shorten it");

        String template = workspace.read("campaigns/w/whatsapp.en.yaml");
        workspace
                .write(
                        "campaigns/w/campaign.yaml",
                        "action: win-back\nchannels: [whatsapp]\nparameters: {note: text}\n")
                .write(
                        "campaigns/w/whatsapp.en.yaml",
                        template.replace(" {{1}}\"", " {{1}} {{2}}\"").replace("') }}\"", "') }}\", 2: \"{{ note }}\""))
                .write(
                        "rules/actions/actions.drl",
                        workspace
                                .read("rules/actions/actions.drl")
                                .replace("\"discount\", 15", "\"note\", \"" + "z".repeat(24) + "\""));
        Ran all = workspace.run("check");
        assertThat(all.exitCode()).isEqualTo(1);
        // 1000 + " Asha " + 24
        assertThat(all.err())
                .startsWith(
                        "campaigns/w/whatsapp.en.yaml: for all 6 sample customers the WhatsApp text has 1030 characters; at most 1024.");
    }

    @Test
    void asksForAFallBackOfLanguagesThatNobodySpeaks() throws IOException {
        workspace.email("<p>Hello</p>").write("customers.csv", """
                id,first,mail,language
                c1,Asha,asha@example.com,en-IN
                c2,Bo,b@example.com,ta
                c3,Cy,c@example.com,mr
                c4,Di,d@example.com,
                """);
        String settings = workspace.read("beckon.yaml");
        workspace.write(
                "beckon.yaml",
                settings.replace(", city: city", "")
                        .replace("country: IN", "country: IN, language-fallback: {mr: [hi]}"));

        Ran ran = workspace.run("check");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err())
                .isEqualTo(
                        "Warning: beckon.yaml: some customers speak ta, and get the first language of campaigns that don't: w. Maybe say under company what to take instead: language-fallback: {ta: [en]}\n");
    }

    @Test
    void warnsOfPlaceholdersAsOtherToolsWriteThem() throws IOException {
        workspace.email("""
                <style>p {color} @media x { a {margin} }</style> <!-- [[note]] --> <p style="width:50%;height:9%">
                {firstName} {{ discount }}% ${name} *|FNAME|*
                <a href="https://www.example.com/?q=caf%C3%A9%20bar%20&n=%%first_name%%">x</a> 10%-20% [[ Vorname ]]
                &lt;&lt;City&gt;&gt; %recipient.name% {{ firstName | default("{you}") }} {a, b} [1] %CITTY%</p>""");
        workspace.write("campaigns/w/email.en.subject.txt", "Hello <<Last_Name>>");

        Ran ran = workspace.run("check");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err().lines().map(line -> line.substring("Warning: campaigns/w/email.en.".length())))
                .containsExactly(
                        "html:3: people would read '{firstName}' as it stands here. Maybe {{ firstName }}",
                        "html:3: people would read '${name}' as it stands here. Maybe {{ firstName }}",
                        "html:3: people would read '*|FNAME|*' as it stands here. Maybe {{ firstName }}",
                        "html:4: people would read '%%first_name%%' as it stands here. Maybe {{ firstName }}",
                        "html:4: people would read '[[ Vorname ]]' as it stands here. Maybe {{ firstName }}",
                        "html:5: people would read '&lt;&lt;City&gt;&gt;' as it stands here. Maybe {{ city }}",
                        "html:5: people would read '%recipient.name%' as it stands here. Maybe {{ firstName }}",
                        "html:5: people would read '%CITTY%' as it stands here. Maybe {{ city }}",
                        "subject.txt:1: people would read '<<Last_Name>>' as it stands here. Maybe {{ lastName }}");
    }

    @Test
    void warnsOfACopyOfACampaign() throws IOException {
        workspace.email("<p>{{ discount }}%</p>");
        for (String file : new String[] {"campaign.yaml", "email.en.subject.txt", "email.en.html", "email.en.txt"}) {
            workspace.write("campaigns/w-copy/" + file, workspace.read("campaigns/w/" + file));
        }

        Ran ran = workspace.run("check");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err())
                .isEqualTo(
                        "Warning: campaigns/w-copy/campaign.yaml: 'w-copy' and 'w' are for the same people"
                                + " at the same time, so who gets one never gets the other."
                                + " Maybe write enabled: false in one of them, or give them other segments, channels or times\n");

        String settings = workspace.read("campaigns/w/campaign.yaml");
        for (String other : new String[] {
            "enabled: false\n" + settings,
            "schedule: {cron: \"0 10 * * MON\"}\n" + settings,
            "ends: 2026-11-30\n" + settings
        }) {
            workspace.write("campaigns/w-copy/campaign.yaml", other);
            workspace.write("campaigns/w/campaign.yaml", "starts: 2026-12-01\n" + settings);
            assertThat(workspace.run("check").err()).isEmpty();
        }
    }

    @Test
    void warnsWhereMostPeopleGetNothing() throws IOException {
        workspace.email("<p>{{ discount }}%</p>");
        workspace.write(
                "beckon.yaml",
                workspace.read("beckon.yaml") + "policies:\n  global-hold-out: 100%\n  control-group: 50%\n");
        workspace.write(
                "campaigns/w/campaign.yaml", workspace.read("campaigns/w/campaign.yaml") + "control-group: 0.6\n");

        Ran ran = workspace.run("check");

        String hint = " of the people get nothing. Maybe a small part is enough to measure the effect: 5% or 10%";
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err().lines())
                .containsExactly(
                        "Warning: beckon.yaml:8: by 'global-hold-out', 100%" + hint,
                        "Warning: campaigns/w/campaign.yaml:4: by 'control-group', 60%" + hint);
    }

    @Test
    void refusesAShareThatCouldBeOnePercentOrAll() throws IOException {
        workspace.email("<p>{{ discount }}%</p>");
        workspace.write("beckon.yaml", workspace.read("beckon.yaml") + "policies: {global-hold-out: 1}\n");
        workspace.write(
                "campaigns/w/campaign.yaml", workspace.read("campaigns/w/campaign.yaml") + "control-group: 1.0\n");

        Ran ran = workspace.run("check");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .contains("campaigns/w/campaign.yaml:4:1: 'control-group' is '1.0' but must be a share such as 10%."
                        + " Maybe 1% or 100%\n");

        workspace.email("<p>{{ discount }}%</p>");
        assertThat(workspace.run("check").err())
                .contains("beckon.yaml:7:12: 'global-hold-out' is '1' but must be a share such as 10%."
                        + " Maybe 1% or 100%\n");
        assertThat(workspace.run("preview").err()).contains("Maybe 1% or 100%");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mithai & More <hello>",
                "hello",
                "Mithai <hello@example.com>, More <more@example.com>",
                "<hello@exämple>",
                "Hello <hello@example.com",
            })
    void refusesASenderThatNoEmailCanHave(String from) throws IOException {
        workspace.email("<p>{{ discount }}%</p>");
        workspace.write(
                "beckon.yaml",
                workspace.read("beckon.yaml") + "channels:\n  email:\n    from: \"" + from + "\"\n    cost: 0.01\n");

        for (String command : new String[] {"check", "preview"}) {
            Ran ran = workspace.run(command);
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err())
                    .startsWith("beckon.yaml:9:5: 'from' is '" + from + "' but must be the address of one sender,"
                            + " such as hello@example.com or \"Our company <hello@example.com>\"\n");
        }
    }

    @Test
    void warnsOfTextsThatAreTheSameInTwoLanguages() throws IOException {
        workspace.email("<p>We would like to see you again: {{ discount }}%</p>");
        workspace.write(
                "campaigns/w/campaign.yaml",
                "action: win-back\nlanguages: [en, en-GB, de]\nchannels: [email]\nparameters: {discount: number}\n");
        for (String kind : new String[] {"subject.txt", "html", "txt"}) {
            for (String language : new String[] {"en-GB", "de"}) {
                String english = workspace.read("campaigns/w/email.en." + kind);
                workspace.write("campaigns/w/email." + language + "." + kind, english);
            }
        }

        Ran ran = workspace.run("check");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err())
                .isEqualTo("Warning: campaigns/w/email.de.html: this is the same as email.en.html."
                        + " Maybe translate it, or take 'de' out of campaign.yaml\n");
    }

    @Test
    void showsWarningsAsJsonToo() throws IOException {
        workspace.email("<p>{{ city }}</p>");

        Ran ran = workspace.run("check", "--json");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains("\"problems\" : [ ]")
                .contains("\"warnings\" : [ {")
                .contains("\"line\" : 2")
                .contains("'city' is missing for 4 of 5");
    }
}
