package dev.beckon.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beckon.feedback.ProblemsFound;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignsTest {

    private final CampaignFolder campaigns;

    CampaignsTest(@TempDir Path folder) {
        this.campaigns = CampaignFolder.in(folder);
    }

    @Test
    void readsACampaign() {
        campaigns.email(
                "win-back",
                "Hello",
                "<p>Hello {{ firstName }}</p>" + CampaignFolder.FOOT_HTML,
                "Hello" + CampaignFolder.FOOT);
        campaigns.write("win-back/campaign.yaml", """
                action: win-back
                enabled: false
                priority: 7
                channels: [email]
                schedule: {cron: "0 10 * * MON", time-zone: Europe/Berlin}
                starts: 2026-11-01
                ends: 2026-11-30
                control-group: 12.5%
                value: averageOrderValue
                parameters: {discount: number}
                """);

        Campaign campaign = campaigns.read().get(0);

        assertThat(campaign.name()).isEqualTo("win-back");
        assertThat(campaign.target()).isEqualTo(new Target.Action("win-back"));
        assertThat(campaign.enabled()).isFalse();
        assertThat(campaign.priority()).hasValue(7);
        assertThat(campaign.channels()).containsExactly(Channel.EMAIL);
        assertThat(campaign.languages()).containsExactly("en");
        assertThat(campaign.controlGroup()).hasToString("12.5%");
        assertThat(campaign.value().name()).isEqualTo("averageOrderValue");
        assertThat(campaign.reads()).containsExactly("firstName");
        // 2026-11-02 is the first Monday; Berlin is on winter time.
        assertThat(campaign.nextRun(Instant.parse("2026-10-01T00:00:00Z"), CampaignFolder.COMPANY.timeZone()))
                .isEqualTo(Instant.parse("2026-11-02T09:00:00Z"));
    }

    @Test
    void hasNoneWhereThereIsNoFolder() {
        assertThat(campaigns.read()).isEmpty();
    }

    @Test
    void showsEverythingThatIsWrongAtOnceWithItsPlaceAndAProposal() {
        campaigns.email(
                "win-back",
                "Hello",
                "<p>Hello</p>" + CampaignFolder.FOOT_HTML,
                "Hello {{ fristName }}" + CampaignFolder.FOOT);
        campaigns.write("win-back/campaign.yaml", """
                action: win-bak
                chanels: [email]
                channels: [email, whatsap]
                schedule: {cron: "0 10 * * MOON", time-zone: Asia/Calcuta}
                starts: 2026-12-01
                ends: 30.11.2026
                control-group: 120%
                value: city
                priority: high
                parameters: {age: number, discount: percent}
                """);
        campaigns.write("bundle/campaign.yaml", "segment: {dimension: RMF, in: [Champions]}\nchannels: []");
        campaigns.write("bundle/email.fr.html", "never used");

        assertThat(campaigns.problems())
                .containsExactly(
                        "campaigns/bundle/campaign.yaml:1:11: no rule assigns a segment of the dimension 'RMF'. Maybe you meant 'RFM'",
                        "campaigns/bundle/campaign.yaml:2:1: the campaign has no channel. Maybe add 'channels: [email]'",
                        "campaigns/win-back/campaign.yaml:1:1: no rule recommends the action 'win-bak'. Maybe you meant 'win-back'",
                        "campaigns/win-back/campaign.yaml:2:1: unknown key 'chanels'. Maybe you meant 'channels'",
                        "campaigns/win-back/campaign.yaml:3:1: unknown channel 'whatsap'. Maybe you meant 'whatsapp'",
                        "campaigns/win-back/campaign.yaml:4:12: 'cron' is '0 10 * * MOON' but must be minute, hour, day of month, month, day of week, such as \"0 10 * * MON\"",
                        "campaigns/win-back/campaign.yaml:4:35: 'time-zone' is 'Asia/Calcuta' but must be a time zone such as Asia/Kolkata",
                        "campaigns/win-back/campaign.yaml:6:1: 'ends' is '30.11.2026' but must be a date such as 2026-11-30",
                        "campaigns/win-back/campaign.yaml:7:1: 'control-group' is '120%' but must be a share such as 10%",
                        "campaigns/win-back/campaign.yaml:8:1: 'city' isn't a number, so it can't put customers in order",
                        "campaigns/win-back/campaign.yaml:9:1: 'priority' is 'high' but must be a whole number",
                        "campaigns/win-back/campaign.yaml:10:14: 'age' is a fact about customers already. Maybe call it 'offeredAge' here and in the rule",
                        "campaigns/win-back/campaign.yaml:10:27: 'discount' is 'percent' but must be one of text, number, share, money, date, flag. Maybe you meant 'number'",
                        "campaigns/win-back/email.en.txt:1: unknown variable 'fristName'. Maybe you meant 'firstName'");
    }

    @Test
    void saysWhatIsWrongWithASchedule() {
        campaigns.email("win-back", "Hello", "<p>Hello</p>" + CampaignFolder.FOOT_HTML, "Hello" + CampaignFolder.FOOT);
        campaigns.write("win-back/campaign.yaml", """
                action: win-back
                channels: [email]
                schedule:
                  once: [2026-12-01T10:00+05:30, 2026-12-02T10:00, tomorrow]
                  max-lateness: soon
                  when-late: skip
                """);
        campaigns.email("bundle", "Hello", "<p>Hello</p>" + CampaignFolder.FOOT_HTML, "Hello" + CampaignFolder.FOOT);
        campaigns.write("bundle/campaign.yaml", "action: win-back\nchannels: [email]\nschedule: {when-late: never}");
        campaigns.email("leap", "Hello", "<p>Hello</p>" + CampaignFolder.FOOT_HTML, "Hello" + CampaignFolder.FOOT);
        campaigns.write(
                "leap/campaign.yaml", "action: win-back\nchannels: [email]\nschedule: {cron: \"0 10 29 2 MON\"}");
        campaigns.email("never", "Hello", "<p>Hello</p>" + CampaignFolder.FOOT_HTML, "Hello" + CampaignFolder.FOOT);
        campaigns.write(
                "never/campaign.yaml", "action: win-back\nchannels: [email]\nschedule: {cron: \"0 10 31 2 *\"}");

        assertThat(campaigns.problems())
                .containsExactly(
                        "campaigns/bundle/campaign.yaml:3: the schedule has neither 'cron' nor 'once'. Maybe cron: \"0 10 * * MON\"",
                        "campaigns/never/campaign.yaml:3:12: '0 10 31 2 *' never comes. Maybe the month doesn't have that day, such as 31 February, or it is never that weekday",
                        "campaigns/win-back/campaign.yaml:4:3: 'tomorrow' isn't a time. Maybe write it as 2026-12-01T10:00 or 2026-12-01T10:00+05:30",
                        "campaigns/win-back/campaign.yaml:5:3: what is late is skipped, so there is no 'max-lateness'. Maybe leave one of them out",
                        "campaigns/win-back/campaign.yaml:5:3: 'max-lateness' is 'soon' but must be a time such as 6h, 30m or 1d");
    }

    @Test
    void wantsEveryTemplateInEveryLanguageAndNoOtherFiles() {
        campaigns.email("win-back", "Hello", "<p>Hello</p>" + CampaignFolder.FOOT_HTML, "Hello" + CampaignFolder.FOOT);
        campaigns.write("win-back/campaign.yaml", "action: win-back\nchannels: [email]\nlanguages: [en, hi]");
        campaigns.write("win-back/email.hi.htm", "<p>नमस्ते</p>");
        campaigns.write("win-back/email.hi.subject.txt", "नमस्ते");
        campaigns.write("win-back/email.hi.txt", "नमस्ते" + CampaignFolder.FOOT);
        campaigns.write("win-back/phone.en.txt", "kept for later");

        assertThat(campaigns.problems())
                .containsExactly(
                        "campaigns/win-back/email.hi.htm: the campaign doesn't use this file. Maybe it should be called email.hi.html",
                        "campaigns/win-back/email.hi.html: this template is missing. Maybe write it, or take its channel or language out of campaign.yaml");
    }

    @Test
    void refusesWhatIsEmpty() {
        campaigns.email("win-back", " \n", "<p>Hello</p>" + CampaignFolder.FOOT_HTML, "\n \n");
        campaigns.email("again", "Hello", "", "Hello" + CampaignFolder.FOOT);
        campaigns.write("again/email.en.html", "\n");
        for (String name : List.of("again", "win-back")) {
            campaigns.write(name + "/campaign.yaml", "action: win-back\nchannels: [email]");
        }

        String hint = ". Maybe write the email, or take its language out of campaign.yaml";
        assertThat(campaigns.problems())
                .containsExactly(
                        "campaigns/again/email.en.html: there is nothing in this file" + hint,
                        "campaigns/win-back/email.en.subject.txt:1: the subject is empty",
                        "campaigns/win-back/email.en.txt: there is nothing in this file" + hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "languages: en, hi         | languages | en, hi    | [en, hi]",
                "languages: en hi          | languages | en hi     | [en, hi]",
                "channels: email, whatsapp | channels  | email, whatsapp | [email, whatsapp]",
            })
    void aListWithoutBracketsIsOneMistake(String line, String key, String written, String meant) {
        for (String language : List.of("en", "hi")) {
            campaigns.write("win-back/email." + language + ".subject.txt", "Hello");
            campaigns.write("win-back/email." + language + ".html", "<!doctype html>" + CampaignFolder.FOOT_HTML);
            campaigns.write("win-back/email." + language + ".txt", "Hello" + CampaignFolder.FOOT);
            campaigns.write("win-back/whatsapp." + language + ".yaml", """
                    content: HX0123456789abcdef0123456789abcdef
                    text: Hello
                    """);
        }
        String others = key.equals("languages") ? "channels: [email]" : "languages: [en, hi]";
        campaigns.write("win-back/campaign.yaml", "action: win-back\n" + others + "\n" + line);

        assertThat(campaigns.problems())
                .containsExactly("campaigns/win-back/campaign.yaml:3:1: '" + key + "' is '" + written
                        + "' but must be a list. Maybe " + key + ": " + meant);
    }

    @Test
    void aParameterOfAnUnknownKindIsOneMistake() {
        campaigns.email(
                "win-back",
                "{{ discount }}",
                "<p>{{ discount }}</p>" + CampaignFolder.FOOT_HTML,
                "{% if gold %}x{% endif %}" + CampaignFolder.FOOT);
        campaigns.write(
                "win-back/campaign.yaml",
                "action: win-back\nchannels: [email]\nparameters: {discount: percent, gold: boolean, extra: thing}");

        assertThat(campaigns.problems())
                .containsExactly(
                        "campaigns/win-back/campaign.yaml:3:14: 'discount' is 'percent' but must be one of text, number, share, money, date, flag. Maybe you meant 'number'",
                        "campaigns/win-back/campaign.yaml:3:33: 'gold' is 'boolean' but must be one of text, number, share, money, date, flag. Maybe you meant 'flag'",
                        "campaigns/win-back/campaign.yaml:3:48: 'extra' is 'thing' but must be one of text, number, share, money, date, flag");
    }

    @Test
    void plansTheEnabledOnesAndTheOneThatWasNamed() {
        for (String name : List.of("a", "b", "c")) {
            campaigns.email(name, "Hello", "<p>Hello</p>" + CampaignFolder.FOOT_HTML, "Hello" + CampaignFolder.FOOT);
            campaigns.write(
                    name + "/campaign.yaml", "action: win-back\nchannels: [email]\nenabled: " + name.equals("a"));
        }

        assertThat(Campaigns.toPlan(campaigns.read(), Optional.empty()))
                .extracting(Campaign::name)
                .containsExactly("a");
        assertThat(Campaigns.toPlan(campaigns.read(), Optional.of("b")))
                .extracting(Campaign::name)
                .containsExactly("a", "b");
        assertThat(catchThrowableOfType(
                        ProblemsFound.class, () -> Campaigns.toPlan(campaigns.read(), Optional.of("win-bck"))))
                .hasMessage("campaigns: there is no campaign 'win-bck'. Maybe one of a, b, c");
    }
}
