package dev.beckon.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.beckon.facts.Property;
import dev.beckon.facts.Unit;
import dev.beckon.facts.ValueType;
import dev.beckon.facts.Vocabulary;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignsTest {

    private static final Company COMPANY = new Company(
            "Mithai & More", "12 MG Road", Currency.getInstance("INR"), ZoneId.of("Asia/Kolkata"), "IN", "en");

    private static final String FOOT = "\n{{ company.postalAddress }} {{ unsubscribeUrl }}";
    private static final String FOOT_HTML =
            "<p>{{ company.postalAddress }}</p>\n<a href=\"{{ unsubscribeUrl }}\">Unsubscribe</a>";

    private final Path campaigns;

    CampaignsTest(@TempDir Path folder) {
        this.campaigns = folder.resolve("campaigns");
    }

    @Test
    void readsACampaign() {
        email("win-back", "Hello", "<p>Hello {{ firstName }}</p>" + FOOT_HTML, "Hello" + FOOT);
        write("win-back/campaign.yaml", """
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

        Campaign campaign = read().get(0);

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
        assertThat(campaign.nextRun(Instant.parse("2026-10-01T00:00:00Z"), COMPANY.timeZone()))
                .isEqualTo(Instant.parse("2026-11-02T09:00:00Z"));
    }

    @Test
    void hasNoneWhereThereIsNoFolder() {
        assertThat(read()).isEmpty();
    }

    @Test
    void showsEverythingThatIsWrongAtOnceWithItsPlaceAndAProposal() {
        email("win-back", "Hello", "<p>Hello</p>" + FOOT_HTML, "Hello {{ fristName }}" + FOOT);
        write("win-back/campaign.yaml", """
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
        write("bundle/campaign.yaml", "segment: {dimension: RMF, in: [Champions]}\nchannels: []");
        write("bundle/email.fr.html", "never used");

        assertThat(problems())
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
        email("win-back", "Hello", "<p>Hello</p>" + FOOT_HTML, "Hello" + FOOT);
        write("win-back/campaign.yaml", """
                action: win-back
                channels: [email]
                schedule:
                  once: [2026-12-01T10:00+05:30, 2026-12-02T10:00, tomorrow]
                  max-lateness: soon
                  when-late: skip
                """);
        email("bundle", "Hello", "<p>Hello</p>" + FOOT_HTML, "Hello" + FOOT);
        write("bundle/campaign.yaml", "action: win-back\nchannels: [email]\nschedule: {when-late: never}");
        email("leap", "Hello", "<p>Hello</p>" + FOOT_HTML, "Hello" + FOOT);
        write("leap/campaign.yaml", "action: win-back\nchannels: [email]\nschedule: {cron: \"0 10 29 2 MON\"}");
        email("never", "Hello", "<p>Hello</p>" + FOOT_HTML, "Hello" + FOOT);
        write("never/campaign.yaml", "action: win-back\nchannels: [email]\nschedule: {cron: \"0 10 31 2 *\"}");

        assertThat(problems())
                .containsExactly(
                        "campaigns/bundle/campaign.yaml:3: the schedule has neither 'cron' nor 'once'. Maybe cron: \"0 10 * * MON\"",
                        "campaigns/never/campaign.yaml:3:12: '0 10 31 2 *' never comes. Maybe the month doesn't have that day, such as 31 February, or it is never that weekday",
                        "campaigns/win-back/campaign.yaml:4:3: 'tomorrow' isn't a time. Maybe write it as 2026-12-01T10:00 or 2026-12-01T10:00+05:30",
                        "campaigns/win-back/campaign.yaml:5:3: what is late is skipped, so there is no 'max-lateness'. Maybe leave one of them out",
                        "campaigns/win-back/campaign.yaml:5:3: 'max-lateness' is 'soon' but must be a time such as 6h, 30m or 1d");
    }

    @Test
    void wantsEveryTemplateInEveryLanguageAndNoOtherFiles() {
        email("win-back", "Hello", "<p>Hello</p>" + FOOT_HTML, "Hello" + FOOT);
        write("win-back/campaign.yaml", "action: win-back\nchannels: [email]\nlanguages: [en, hi]");
        write("win-back/email.hi.htm", "<p>नमस्ते</p>");
        write("win-back/email.hi.subject.txt", "नमस्ते");
        write("win-back/email.hi.txt", "नमस्ते" + FOOT);
        write("win-back/phone.en.txt", "kept for later");

        assertThat(problems())
                .containsExactly(
                        "campaigns/win-back/email.hi.htm: the campaign doesn't use this file. Maybe it should be called email.hi.html",
                        "campaigns/win-back/email.hi.html: this template is missing. Maybe write it, or take its channel or language out of campaign.yaml");
    }

    @Test
    void refusesWhatIsEmpty() {
        email("win-back", " \n", "<p>Hello</p>" + FOOT_HTML, "\n \n");
        email("again", "Hello", "", "Hello" + FOOT);
        write("again/email.en.html", "\n");
        for (String name : List.of("again", "win-back")) {
            write(name + "/campaign.yaml", "action: win-back\nchannels: [email]");
        }

        String hint = ". Maybe write the email, or take its language out of campaign.yaml";
        assertThat(problems())
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
            write("win-back/email." + language + ".subject.txt", "Hello");
            write("win-back/email." + language + ".html", "<!doctype html>" + FOOT_HTML);
            write("win-back/email." + language + ".txt", "Hello" + FOOT);
            write("win-back/whatsapp." + language + ".yaml", """
                    content: HX0123456789abcdef0123456789abcdef
                    text: Hello
                    """);
        }
        String others = key.equals("languages") ? "channels: [email]" : "languages: [en, hi]";
        write("win-back/campaign.yaml", "action: win-back\n" + others + "\n" + line);

        assertThat(problems())
                .containsExactly("campaigns/win-back/campaign.yaml:3:1: '" + key + "' is '" + written
                        + "' but must be a list. Maybe " + key + ": " + meant);
    }

    @Test
    void aParameterOfAnUnknownKindIsOneMistake() {
        email("win-back", "{{ discount }}", "<p>{{ discount }}</p>" + FOOT_HTML, "{% if gold %}x{% endif %}" + FOOT);
        write(
                "win-back/campaign.yaml",
                "action: win-back\nchannels: [email]\nparameters: {discount: percent, gold: boolean, extra: thing}");

        assertThat(problems())
                .containsExactly(
                        "campaigns/win-back/campaign.yaml:3:14: 'discount' is 'percent' but must be one of text, number, share, money, date, flag. Maybe you meant 'number'",
                        "campaigns/win-back/campaign.yaml:3:33: 'gold' is 'boolean' but must be one of text, number, share, money, date, flag. Maybe you meant 'flag'",
                        "campaigns/win-back/campaign.yaml:3:48: 'extra' is 'thing' but must be one of text, number, share, money, date, flag");
    }

    @Test
    void refusesAnEmailWithoutAWayOutOrPostalAddress() {
        email("win-back", "Hello", "<p>{{ company.postalAddress }}</p>", "Hello {{ unsubscribeUrl }}");
        write("win-back/campaign.yaml", "action: win-back\nchannels: [email]");

        assertThat(problems())
                .containsExactly(
                        "campaigns/win-back/email.en.html: an email must show {{ unsubscribeUrl }}. Maybe add it at the end",
                        "campaigns/win-back/email.en.txt: an email must show {{ company.postalAddress }}. Maybe add it at the end");
    }

    @Test
    void refusesAWayOutThatOnlySomeSee() {
        email(
                "win-back",
                "Hello",
                "<p>{{ company.postalAddress }}</p>{% if city is defined %}<a href=\"{{ unsubscribeUrl }}\">x</a>{% endif %}",
                "Hello" + FOOT);
        write("win-back/campaign.yaml", "action: win-back\nchannels: [email]");

        assertThat(problems())
                .containsExactly(
                        "campaigns/win-back/email.en.html:1: {{ unsubscribeUrl }} isn't shown to everybody. Maybe move it out of the {% if %}");
    }

    /** What stands in line 2 of the page, and how the message about it begins. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{% include \"/etc/passwd\" %}                   # Unexpected tag name \"include\"",
                "{% import \"x\" %}                              # Unexpected tag name \"import\"",
                "{% macro x() %}{% endmacro %}                   # Unexpected tag name \"macro\"",
                "{% for i in range(1, 1000000000) %}x{% endfor %}# Unexpected tag name \"for\"",
                "{% set x = 1 %}                                 # Unexpected tag name \"set\"",
                "{% autoescape false %}x{% endautoescape %}      # Unexpected tag name \"autoescape\"",
                "{{ firstName | raw }}                           # unknown filter 'raw'",
                "{{ firstName | escape(\"css\") }}               # unknown filter 'escape'",
                "{{ firstName | default(there) }}                # unknown variable 'there'. Maybe put it in quotes, \"there\"",
                "{{ firstName | default(lastNme) }}              # unknown variable 'lastNme'. Maybe you meant 'lastName'",
                "{{ firstName | uper }}                          # unknown filter 'uper'",
                "{{ firstName.class.name }}                      # this kind of expression",
                "{{ firstName.getClass() }}                      # this kind of expression",
                "{{ firstName.bytes }}                           # unknown variable 'firstName.bytes'",
                "{{ company.taxNumber }}                         # unknown variable 'company.taxNumber'",
                "{{ range(1, 5) }}                               # this kind of expression",
                "{{ age + 1 }}                                   # this kind of expression",
                "{{ rural }}                                     # 'rural' is true or false",
                "{% if age %}x{% endif %}                        # 'age' isn't true or false",
                "{% if age == \"5\" %}x{% endif %}               # only a text variable can be compared",
                "{% if age > 5 %}x{% endif %}                    # this can't be asked in a template. Maybe {% if rural %}, {% if city is defined %} or {% if city == \"Pune\" %}; a rule",
                "{{ firstName | default(“Freund”) }}             # '{{ firstName | default(“Freund”) }}' has typographic quotes. Maybe {{ firstName | default(\"Freund\") }}",
                "{% if city == „Pune“ %}x{% endif %}             # '{% if city == „Pune“ %}' has typographic quotes. Maybe {% if city == \"Pune\" %}",
                "{{ firstName }                                  # a {{ variable }} or {% if %} isn't complete",
                "<script>alert(1)</script>                       # <script> doesn't work in emails",
                "<p onclick=\"x()\">x</p>                        # 'onclick' runs code",
                "<a href=\"http://example.com\">x</a>            # 'href' must be an https address",
                "<a href=\"javascript:x\">x</a>                  # 'href' must be an https address",
                "<a href=\"{{ city }}\">x</a>                    # 'href' must be an https address",
                "<a href=\"https://{{ city | urlencode }}.com\">x</a> # 'href' must be an https address",
                "<a href=\"https://example.com/{{ city }}\">x</a># 'href' must be an https address",
                "<p title={{ city }}>x</p>                       # a value stands in a tag without quotes",
                "<p {{ city }}>x</p>                             # a value stands in a tag without quotes",
                "<p style=\"color: {{ city }}\">x</p>            # a value can't stand inside 'style'",
                "<style>p { color: {{ city }} }</style>          # a value can't stand inside <style>",
                "<meta http-equiv=\"refresh\" content=\"{{ city }}\"> # a value can't stand inside 'content'",
            })
    void refusesWhatIsNotForMessages(String line, String message) {
        email("win-back", "Hello", "<p>Hello</p>\n" + line + "\n" + FOOT_HTML, "Hello" + FOOT);
        write("win-back/campaign.yaml", "action: win-back\nchannels: [email]");

        assertThat(problems())
                .anySatisfy(problem -> assertThat(problem)
                        .contains("campaigns/win-back/email.en.html:2")
                        .contains(message == null ? "" : message));
    }

    @Test
    void escapesValuesForTheirPlace() {
        email(
                "win-back",
                "For {{ firstName }}",
                "<p title='{{ city }}'>{{ firstName }}</p><a href=\"https://example.com/?c={{ city | urlencode }}\">x</a>"
                        + FOOT_HTML,
                "{{ firstName }}" + FOOT);
        write("win-back/campaign.yaml", "action: win-back\nchannels: [email]");
        var renderer = new MessageRenderer(COMPANY, UnsubscribeLinks.PREVIEW);

        Content.Email email = (Content.Email) renderer.render(
                read().get(0),
                Channel.EMAIL,
                "en",
                "c1",
                "{\"firstName\": \"<b>A\\r\\nB</b>\", \"city\": \"x' onclick='y&z\"}");

        assertThat(email.subject()).isEqualTo("For <b>A B</b>");
        assertThat(email.html())
                .startsWith("<!doctype html><p title='x&#39; onclick=&#39;y&amp;z'>&lt;b&gt;A\r\nB&lt;/b&gt;</p>")
                .contains("?c=x%27+onclick%3D%27y%26z\"");
        assertThat(email.text()).startsWith("<b>A\nB</b>\n12 MG Road https://");
    }

    @Test
    void knowsWhichValuesAMessageCantDoWithout() {
        email(
                "win-back",
                "Hello {{ firstName | default(\"there\") }}",
                "{% if city is defined and not (region is defined) %}{{ city }}{% else %}{{ country }}{% endif %}"
                        + "{{ language is defined ? language : \"\" }}{% if rural %}x{% endif %}" + FOOT_HTML,
                "Hello" + FOOT);
        write("win-back/campaign.yaml", "action: win-back\nchannels: [email]");

        MessageTemplate template = read().get(0).template(Channel.EMAIL, "en");

        assertThat(template.reads())
                .extracting(Variable::name)
                .containsExactly(
                        "city",
                        "company.postalAddress",
                        "country",
                        "firstName",
                        "language",
                        "region",
                        "rural",
                        "unsubscribeUrl");
        assertThat(template.needs()).extracting(Variable::name).containsExactly("country", "rural");
    }

    @Test
    void fillsTheBlanksOfAnApprovedText() {
        write("win-back/campaign.yaml", "action: win-back\nchannels: [whatsapp]\nparameters: {discount: number}");
        write("win-back/whatsapp.en.yaml", """
                content: HX0123456789abcdef0123456789abcdef
                text: "Hello {{1}}, {{2}}% for you, {{1}}!"
                variables: {1: "{{ firstName }}", 2: "{{ discount }}"}
                """);
        var renderer = new MessageRenderer(COMPANY, UnsubscribeLinks.PREVIEW);

        var content = renderer.render(
                read().get(0), Channel.WHATSAPP, "en", "c1", "{\"firstName\": \"As$1ha\\n<b>\", \"discount\": \"15\"}");

        assertThat(content)
                .isEqualTo(new Content.WhatsApp(
                        "HX0123456789abcdef0123456789abcdef",
                        new java.util.TreeMap<>(Map.of("1", "As$1ha <b>", "2", "15")),
                        "Hello As$1ha <b>, 15% for you, As$1ha <b>!"));
    }

    @Test
    void refusesAnApprovedTextWhoseBlanksAreNotThoseFilled() {
        write("win-back/campaign.yaml", "action: win-back\nchannels: [whatsapp]");
        write(
                "win-back/whatsapp.en.yaml",
                "content: HX1\ntext: \"Hello {{1}}, {{2}}\"\nvariables:\n  1: \"{{ firstName }}\"\n  3: \"{{ voucher }}\"\n");

        assertThat(problems())
                .containsExactly(
                        "campaigns/win-back/whatsapp.en.yaml:1:1: 'content' must be HX and 32 hexadecimal digits. Maybe copy it from the provider's list of approved templates",
                        "campaigns/win-back/whatsapp.en.yaml:2:1: nothing fills the blank {{2}}. Maybe add '2' under 'variables'",
                        "campaigns/win-back/whatsapp.en.yaml:3:1: the text has no blank {{3}}",
                        "campaigns/win-back/whatsapp.en.yaml:5: unknown variable 'voucher'. Maybe add it under 'parameters' in campaign.yaml if a rule gives it");
    }

    @Test
    void refusesCallsThatAreTooLong() {
        write("win-back/campaign.yaml", "action: win-back\nchannels: [phone]");
        write("win-back/phone.en.txt", "Hello. ".repeat(600));

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("the call has")
                .contains("at most 3200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en    | MONEY  | 12345678 | ₹1,23,456.78",
                "en    | MONEY  | 49900    | ₹499",
                "de    | MONEY  | 149950   | 1.499,50_₹",
                "hi    | MONEY  | 12345678 | ₹1,23,456.78",
                "en    | NUMBER | 1234567  | 12,34,567",
                "de-AT | SHARE  | 0.125    | 12,5_%",
                "en    | SHARE  | 0.35     | 35%",
                "en    | DATE   | 2026-11-30 | 30 November 2026",
                "de    | DATE   | 2026-11-30 | 30. November 2026",
                "hi    | DATE   | 2026-11-30 | 30 नवंबर 2026",
            })
    void writesValuesAsTheLanguageDoes(String language, Variable.Kind kind, String value, String expected) {
        var variable = new Variable("x", kind, Variable.Source.PROPERTY);
        Object raw = kind == Variable.Kind.DATE
                ? LocalDate.parse(value)
                : value.contains(".") ? (Object) Double.valueOf(value) : (Object) Long.valueOf(value);

        assertThat(LocalFormat.of(language, COMPANY).ready(variable, raw)).isEqualTo(expected.replace('_', '\u00A0'));
    }

    @Test
    void plansTheEnabledOnesAndTheOneThatWasNamed() {
        for (String name : List.of("a", "b", "c")) {
            email(name, "Hello", "<p>Hello</p>" + FOOT_HTML, "Hello" + FOOT);
            write(name + "/campaign.yaml", "action: win-back\nchannels: [email]\nenabled: " + name.equals("a"));
        }

        assertThat(Campaigns.toPlan(read(), Optional.empty()))
                .extracting(Campaign::name)
                .containsExactly("a");
        assertThat(Campaigns.toPlan(read(), Optional.of("b")))
                .extracting(Campaign::name)
                .containsExactly("a", "b");
        assertThat(catchThrowableOfType(ProblemsFound.class, () -> Campaigns.toPlan(read(), Optional.of("win-bck"))))
                .hasMessage("campaigns: there is no campaign 'win-bck'. Maybe one of a, b, c");
    }

    private void email(String campaign, String subject, String html, String text) {
        write(campaign + "/email.en.subject.txt", subject);
        write(campaign + "/email.en.html", "<!doctype html>" + html);
        write(campaign + "/email.en.txt", text);
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(campaigns.resolve(file).getParent());
            Files.writeString(campaigns.resolve(file), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Campaign> read() {
        var attribute = new Property(
                "income", ValueType.WHOLE, Unit.MONEY, "income", "yearly income", Property.Origin.ATTRIBUTE);
        return Campaigns.read(
                campaigns,
                new Campaigns.Known(
                        COMPANY,
                        Vocabulary.withAttributes(List.of(attribute)),
                        Set.of("win-back"),
                        Map.of("RFM", List.of("Champions", "At Risk"))));
    }

    private List<String> problems() {
        return catchThrowableOfType(ProblemsFound.class, this::read).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
