package dev.beckon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.cli.SampleWorkspace.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code new} writes passes {@code check} in the workspace as it is. */
class NewCommandTest {

    private final SmallWorkspace workspace;

    NewCommandTest(@TempDir Path folder) throws IOException {
        workspace = SmallWorkspace.in(folder);
    }

    @Test
    void aCampaignServesAnActionThatRulesRecommend() throws IOException {
        Ran ran = workspace.run("new", "campaign", "spring", "--action", "win-back", "--languages", "en,hi");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith(
                        "Made campaigns/spring: campaign.yaml, email.en.subject.txt, email.en.html, email.en.txt, email.hi")
                .contains("beckon preview spring")
                .doesNotContain("rules/actions");
        assertThat(workspace.read("campaigns/spring/campaign.yaml"))
                .contains("action: win-back ")
                .contains("enabled: false ")
                .contains("languages: [en, hi] ")
                .endsWith("  discount: number\n");
        assertThat(workspace.read("campaigns/spring/email.hi.html"))
                .startsWith("<!doctype html>\n<html lang=\"hi\">")
                .contains("{{ discount }}");
        checks("2 rules and 1 campaign: no problems.");
    }

    @Test
    void aCampaignByEveryChannelChecksToo() throws IOException {
        workspace.run("new", "campaign", "win-back", "--channels", "phone,whatsapp,email");

        assertThat(workspace.read("campaigns/win-back/campaign.yaml")).contains("channels: [phone, whatsapp, email] ");
        Ran check = workspace.run("check");
        assertThat(check.exitCode()).isZero();
        assertThat(otherWarnings(check))
                .containsExactly(
                        "Warning: campaigns/win-back/whatsapp.en.yaml: 'content' is a placeholder. Maybe copy the id of your approved template from the provider's list");
    }

    @Test
    void aCampaignIsABodyWhereThereIsAFrame() throws IOException {
        workspace.write(
                "campaigns/frame.en.html",
                "<!doctype html>\n{{ content }}\n<p>{{ company.postalAddress }} <a href=\"{{ unsubscribeUrl }}\">No more</a></p>");
        workspace.write("campaigns/frame.en.txt", "{{ content }}\n{{ company.postalAddress }} {{ unsubscribeUrl }}");

        workspace.run("new", "campaign", "win-back");

        assertThat(workspace.read("campaigns/win-back/email.en.html"))
                .startsWith("<h1")
                .doesNotContain("unsubscribe");
        assertThat(workspace.read("campaigns/win-back/email.en.txt")).doesNotContain("unsubscribe");
        checks("2 rules and 1 campaign: no problems.");
    }

    @Test
    void aCampaignForANewActionBringsItsFirstRule() throws IOException {
        Ran ran = workspace.run("new", "campaign", "diwali-box");

        assertThat(ran.out()).contains("Made rules/actions/diwali-box.drl, as no rule recommended 'diwali-box' yet");
        assertThat(workspace.read("rules/actions/diwali-box.drl")).contains("$c.recommend(\"diwali-box\", 50);");
        checks("3 rules and 1 campaign: no problems.");
    }

    @Test
    void aCampaignServesASegment() throws IOException {
        workspace.write(
                "rules/segments/buyers.drl",
                "rule \"Big\" when $c : Customer( monetary > 5 ) then $c.assign(\"Buyers\", \"Big ones\"); end");

        Ran ran = workspace.run("new", "campaign", "hello", "--segment", "Buyers=Big ones,Others");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(workspace.read("campaigns/hello/campaign.yaml"))
                .contains("  dimension: Buyers\n  in: [\"Big ones\", Others]\n");
        checks("3 rules and 1 campaign: no problems.");
    }

    @Test
    void aSkeletonIsNotSentAsItIs() throws IOException {
        workspace.run("new", "campaign", "win-back", "--channels", "email,whatsapp,phone");
        String settings = workspace.read("campaigns/win-back/campaign.yaml");
        assertThat(workspace.run("preview", "win-back").exitCode()).isZero();

        workspace.write("campaigns/win-back/campaign.yaml", settings.replace("enabled: false", "enabled: true"));

        String hint = ". Maybe write your own, or 'enabled: false' in campaign.yaml until they are written";
        for (String command : List.of("check", "preview")) {
            Ran ran = workspace.run(command);
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err().lines().filter(line -> line.contains("the skeleton says")))
                    .as(ran.err())
                    .containsExactly(
                            "campaigns/win-back/email.en.html:14: 'Say in one or two short sentences why you write, and why to them' is what the skeleton says"
                                    + hint,
                            "campaigns/win-back/email.en.subject.txt:1: 'Something for you{% if firstName is defined %}, {{ firstName }}{% endif %}' is what the skeleton says"
                                    + hint,
                            "campaigns/win-back/email.en.txt:3: 'Say in one or two short sentences why you write, and why to them' is what the skeleton says"
                                    + hint,
                            "campaigns/win-back/phone.en.txt:3: 'Say in one or two short sentences why you call, and what they get' is what the skeleton says"
                                    + hint,
                            "campaigns/win-back/whatsapp.en.yaml:4: 'say in one or two short sentences why you write, and what they get' is what the skeleton says"
                                    + hint);
        }
    }

    @Test
    void aSkeletonWithWordsOfOnesOwnIsSentOnceItsLinkIsToo() throws IOException {
        workspace.run("new", "campaign", "win-back");
        for (String file : List.of("campaign.yaml", "email.en.subject.txt", "email.en.html", "email.en.txt")) {
            String own = workspace
                    .read("campaigns/win-back/" + file)
                    .replace("enabled: false", "enabled: true")
                    .replace("Something for you", "Come back")
                    .replaceAll("Say in .* to them[.]|Then what they get[.]", "We miss you.");
            workspace.write("campaigns/win-back/" + file, own);
        }
        Ran withLink = workspace.run("check");
        assertThat(withLink.err())
                .contains("campaigns/win-back/email.en.txt:10: 'https://www.example.com/' is what the skeleton says");

        for (String file : List.of("email.en.html", "email.en.txt")) {
            String text = workspace.read("campaigns/win-back/" + file);
            workspace.write(
                    "campaigns/win-back/" + file,
                    text.replace("https://www.example.com/", "https://www.example.com/offers"));
        }
        checks("2 rules and 1 campaign: no problems.");
    }

    @Test
    void nothingIsEverReplaced() throws IOException {
        workspace.email("<p>Ours</p>");
        Ran campaign = workspace.run("new", "campaign", "w", "--action", "win-back");
        assertThat(campaign.exitCode()).isEqualTo(3);
        assertThat(campaign.err()).isEqualTo("Refused: campaigns/w is there already. Maybe choose another name\n");
        assertThat(workspace.read("campaigns/w/email.en.html")).contains("Ours");

        Ran rule = workspace.run("new", "rule", "Actions", "--in", "actions");
        assertThat(rule.exitCode()).isEqualTo(3);
        assertThat(rule.err())
                .isEqualTo(
                        "Refused: rules/actions/actions.drl is there already. Maybe --file actions.drl to add the rule at its end\n");

        Ran name = workspace.run("new", "rule", "GIVE A discount", "--in", "actions");
        assertThat(name.exitCode()).isEqualTo(3);
        assertThat(name.err()).contains("Another rule is called");
    }

    @ParameterizedTest
    @CsvSource({
        "Festive shoppers, segments, festive-shoppers.drl, '$c.tag(\"festive-shoppers\");'",
        "Bring them back, actions, bring-them-back.drl, '$c.recommend(\"bring-them-back\", 50);'",
        "Bei Müllers, channels, bei-müllers.drl, 'action == \"goodbye\", mayEmail'",
    })
    void aRuleGetsAFileOfItsOwn(String name, String phase, String file, String line) throws IOException {
        Ran ran = workspace.run("new", "rule", name, "--in", phase);

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith("Made rules/" + phase + "/" + file + "\n");
        assertThat(workspace.read("rules/" + phase + "/" + file))
                .contains("rule \"" + name + "\"")
                .contains(line);
        checks("3 rules and 0 campaigns: no problems.");
    }

    @Test
    void aRuleIsAddedToTheFileThatIsNamed() throws IOException {
        String before = workspace.read("rules/actions/actions.drl").stripTrailing();
        workspace.write("rules/actions/actions.drl", before);

        Ran ran = workspace.run(
                "new", "rule", "Once more", "--in", "actions", "--file", "actions", "--action", "goodbye");

        assertThat(ran.out()).startsWith("Added the rule at the end of rules/actions/actions.drl\n");
        assertThat(workspace.read("rules/actions/actions.drl"))
                .startsWith(before + "\n\n//")
                .contains("rule \"Once more\"")
                .contains("$c.recommend(\"goodbye\", 50);");
        checks("3 rules and 0 campaigns: no problems.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "campaign|Spring Box|'Spring Box' can't name a campaign: only small letters, digits and -. Maybe 'spring-box'",
                "campaign|../x|'../x' can't name a campaign",
                "campaign|x --action win-bak|No rule recommends the action 'win-bak'. Maybe you meant 'win-back'",
                "campaign|x --segment RFM=Champions|No rule assigns a segment of the dimension 'RFM'",
                "campaign|x --segment Champions|'Champions' names no dimension. Maybe --segment RFM=Champions",
                "campaign|x --channels email,sms|Unknown channel 'sms'. Maybe one of email, phone, whatsapp",
                "campaign|x --languages english|'english' isn't a language tag. Maybe a tag such as en, hi or de-AT",
                "campaign|x --action a --segment b=c|A campaign serves an action or a segment, not both",
                "rule|a;b --in actions|\"a;b\" can't be the name of a rule",
                "rule|x --in action|Invalid value for option '--in'",
                "rule|x|Missing required option: '--in=PHASE'",
                "rule|x --in actions --file ../y|'../y' can't name a file in rules/actions",
                "rule|x --in channels --action win-back|Only rules in actions recommend an action",
            })
    void whatIsWrittenWronglyIsExplained(String what, String arguments, String message) {
        String[] words = arguments.startsWith("Spring") ? new String[] {arguments} : arguments.split(" ");
        var command = new String[words.length + 2];
        command[0] = "new";
        command[1] = what;
        System.arraycopy(words, 0, command, 2, words.length);

        Ran ran = workspace.run(command);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).startsWith(message);
        assertThat(Files.exists(workspace.folder().resolve("campaigns"))).isFalse();
    }

    private void checks(String expected) {
        Ran ran = workspace.run("check");
        assertThat(otherWarnings(ran)).isEmpty();
        assertThat(ran.out()).startsWith(expected.substring(0, expected.length() - 1));
    }

    /** Actions of the workspace's rules that no campaign is for yet are none of the skeleton's. */
    private static List<String> otherWarnings(Ran ran) {
        return ran.err()
                .lines()
                .filter(line -> !line.contains("no campaign is for"))
                .toList();
    }
}
