package dev.beckon.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What templates may hold, and what becomes of it. */
class CampaignTemplatesTest {

    private final CampaignFolder campaigns;

    CampaignTemplatesTest(@TempDir Path folder) {
        this.campaigns = CampaignFolder.in(folder);
    }

    @Test
    void refusesAnEmailWithoutAWayOutOrPostalAddress() {
        campaigns.email("win-back", "Hello", "<p>{{ company.postalAddress }}</p>", "Hello {{ unsubscribeUrl }}");
        campaigns.write("win-back/campaign.yaml", "action: win-back\nchannels: [email]");

        assertThat(campaigns.problems())
                .containsExactly(
                        "campaigns/win-back/email.en.html: an email must show {{ unsubscribeUrl }}. Maybe add it at the end",
                        "campaigns/win-back/email.en.txt: an email must show {{ company.postalAddress }}. Maybe add it at the end");
    }

    @Test
    void refusesAWayOutThatOnlySomeSee() {
        campaigns.email(
                "win-back",
                "Hello",
                "<p>{{ company.postalAddress }}</p>{% if city is defined %}<a href=\"{{ unsubscribeUrl }}\">x</a>{% endif %}",
                "Hello" + CampaignFolder.FOOT);
        campaigns.write("win-back/campaign.yaml", "action: win-back\nchannels: [email]");

        assertThat(campaigns.problems())
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
        campaigns.email(
                "win-back",
                "Hello",
                "<p>Hello</p>\n" + line + "\n" + CampaignFolder.FOOT_HTML,
                "Hello" + CampaignFolder.FOOT);
        campaigns.write("win-back/campaign.yaml", "action: win-back\nchannels: [email]");

        assertThat(campaigns.problems())
                .anySatisfy(problem -> assertThat(problem)
                        .contains("campaigns/win-back/email.en.html:2")
                        .contains(message == null ? "" : message));
    }

    @Test
    void escapesValuesForTheirPlace() {
        campaigns.email(
                "win-back",
                "For {{ firstName }}",
                "<p title='{{ city }}'>{{ firstName }}</p><a href=\"https://example.com/?c={{ city | urlencode }}\">x</a>"
                        + CampaignFolder.FOOT_HTML,
                "{{ firstName }}" + CampaignFolder.FOOT);
        campaigns.write("win-back/campaign.yaml", "action: win-back\nchannels: [email]");
        var renderer = new MessageRenderer(CampaignFolder.COMPANY, UnsubscribeLinks.PREVIEW);

        Content.Email email = (Content.Email) renderer.render(
                campaigns.read().get(0),
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
        campaigns.email(
                "win-back",
                "Hello {{ firstName | default(\"there\") }}",
                "{% if city is defined and not (region is defined) %}{{ city }}{% else %}{{ country }}{% endif %}"
                        + "{{ language is defined ? language : \"\" }}{% if rural %}x{% endif %}"
                        + CampaignFolder.FOOT_HTML,
                "Hello" + CampaignFolder.FOOT);
        campaigns.write("win-back/campaign.yaml", "action: win-back\nchannels: [email]");

        MessageTemplate template = campaigns.read().get(0).template(Channel.EMAIL, "en");

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
        campaigns.write(
                "win-back/campaign.yaml", "action: win-back\nchannels: [whatsapp]\nparameters: {discount: number}");
        campaigns.write("win-back/whatsapp.en.yaml", """
                content: HX0123456789abcdef0123456789abcdef
                text: "Hello {{1}}, {{2}}% for you, {{1}}!"
                variables: {1: "{{ firstName }}", 2: "{{ discount }}"}
                """);
        var renderer = new MessageRenderer(CampaignFolder.COMPANY, UnsubscribeLinks.PREVIEW);

        var content = renderer.render(
                campaigns.read().get(0),
                Channel.WHATSAPP,
                "en",
                "c1",
                "{\"firstName\": \"As$1ha\\n<b>\", \"discount\": \"15\"}");

        assertThat(content)
                .isEqualTo(new Content.WhatsApp(
                        "HX0123456789abcdef0123456789abcdef",
                        new java.util.TreeMap<>(Map.of("1", "As$1ha <b>", "2", "15")),
                        "Hello As$1ha <b>, 15% for you, As$1ha <b>!"));
    }

    @Test
    void refusesAnApprovedTextWhoseBlanksAreNotThoseFilled() {
        campaigns.write("win-back/campaign.yaml", "action: win-back\nchannels: [whatsapp]");
        campaigns.write(
                "win-back/whatsapp.en.yaml",
                "content: HX1\ntext: \"Hello {{1}}, {{2}}\"\nvariables:\n  1: \"{{ firstName }}\"\n  3: \"{{ voucher }}\"\n");

        assertThat(campaigns.problems())
                .containsExactly(
                        "campaigns/win-back/whatsapp.en.yaml:1:1: 'content' must be HX and 32 hexadecimal digits. Maybe copy it from the provider's list of approved templates",
                        "campaigns/win-back/whatsapp.en.yaml:2:1: nothing fills the blank {{2}}. Maybe add '2' under 'variables'",
                        "campaigns/win-back/whatsapp.en.yaml:3:1: the text has no blank {{3}}",
                        "campaigns/win-back/whatsapp.en.yaml:5: unknown variable 'voucher'. Maybe add it under 'parameters' in campaign.yaml if a rule gives it");
    }

    @Test
    void refusesCallsThatAreTooLong() {
        campaigns.write("win-back/campaign.yaml", "action: win-back\nchannels: [phone]");
        campaigns.write("win-back/phone.en.txt", "Hello. ".repeat(600));

        assertThat(campaigns.problems())
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

        assertThat(LocalFormat.of(language, CampaignFolder.COMPANY).ready(variable, raw))
                .isEqualTo(expected.replace('_', '\u00A0'));
    }
}
