package dev.beckon.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One frame around the bodies of all emails in a language. */
class FrameTest {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><body>
            <div style="display:none">
              {{ preheader }}
            </div>
            <h2>{{ company.name }}</h2>
              {{ content }}
            <p>{{ company.postalAddress }}</p>
            <a href="{{ unsubscribeUrl }}">Unsubscribe</a>
            </body></html>
            """;

    private static final String TEXT = """
            {{ content }}

            --
            {{ company.postalAddress }} {{ unsubscribeUrl }}
            """;

    private final CampaignFolder campaigns;

    FrameTest(@TempDir Path folder) {
        campaigns = CampaignFolder.withEmail(folder)
                .write("frame.en.html", PAGE)
                .write("frame.en.txt", TEXT)
                .write("win-back/email.en.preheader.txt", "For {{ firstName }} & friends\n")
                .write("win-back/email.en.html", "<h1>Hello</h1>\n<p>{{ firstName }}</p>\n")
                .write("win-back/email.en.txt", "Hello {{ firstName }}\n");
    }

    @Test
    void surroundsTheBody() {
        Content.Email email = email();

        assertThat(email.html()).isEqualTo("""
                <!doctype html>
                <html lang="en"><body>
                <div style="display:none">
                For A&lt;b & friends
                </div>
                <h2>Mithai &amp; More</h2>
                <h1>Hello</h1>
                <p>A&lt;b</p>
                <p>12 MG Road</p>
                <a href="https://example.com/unsubscribe/preview">Unsubscribe</a>
                </body></html>
                """);
        assertThat(email.text()).isEqualTo("""
                Hello A<b

                --
                12 MG Road https://example.com/unsubscribe/preview
                """);
    }

    @Test
    void leavesOutTheLineAfterTheSubjectWhereThereIsNone() throws IOException {
        Files.delete(campaigns.path().resolve("win-back/email.en.preheader.txt"));

        assertThat(email().html()).contains("<div style=\"display:none\">\n\n</div>");
    }

    @Test
    void leavesAWholePageAlone() throws IOException {
        Files.delete(campaigns.path().resolve("win-back/email.en.preheader.txt"));
        campaigns
                .write(
                        "win-back/email.en.html",
                        "\n<!DOCTYPE html><p>{{ company.postalAddress }}</p>"
                                + "<a href='{{ unsubscribeUrl }}'>No more</a>")
                .write("win-back/email.en.txt", "{{ company.postalAddress }} {{ unsubscribeUrl }}");

        assertThat(email().html())
                .startsWith("\n<!DOCTYPE html><p>12 MG Road</p>")
                .doesNotContain("<h2>");
        assertThat(email().text()).isEqualTo("12 MG Road https://example.com/unsubscribe/preview\n");
    }

    @Test
    void isNamedWhereItIsMissing() throws IOException {
        Files.delete(campaigns.path().resolve("frame.en.html"));
        Files.delete(campaigns.path().resolve("frame.en.txt"));

        assertThat(campaigns.problems())
                .containsExactly(
                        "campaigns/frame.en.html: this frame is missing, and emails in 'en' that are no whole page need it. Maybe write the frame, or make each body a whole page that begins with <!doctype html>",
                        "campaigns/frame.en.txt: this frame is missing, and emails in 'en' that are no whole page need it. Maybe write the frame, or make each body a whole page that begins with <!doctype html>");
    }

    @Test
    void itsPlaceholdersOfOtherToolsAreNamed() {
        campaigns.write("frame.en.txt", TEXT + "*|LIST:ADDRESS|*\n%unsubscribe%\n");

        assertThat(campaigns.read().get(0).remarks())
                .extracting(Object::toString)
                .containsExactly(
                        "campaigns/frame.en.txt:5: people would read '*|LIST:ADDRESS|*' as it stands here. Maybe {{ company.postalAddress }}",
                        "campaigns/frame.en.txt:6: people would read '%unsubscribe%' as it stands here. Maybe {{ unsubscribeUrl }}");
    }

    @Test
    void isMissedOnceForAllCampaigns() throws IOException {
        campaigns
                .write("again/campaign.yaml", "action: win-back\nchannels: [email]\n")
                .write("again/email.en.subject.txt", "Hello")
                .write("again/email.en.html", "<p>Hello</p>")
                .write("again/email.en.txt", "Hello");
        Files.delete(campaigns.path().resolve("frame.en.html"));

        assertThat(campaigns.problems()).singleElement().asString().startsWith("campaigns/frame.en.html: this frame");
    }

    @Test
    void isntAskedForWhereTheBodyIsMissing() throws IOException {
        Files.delete(campaigns.path().resolve("win-back/email.en.html"));

        String missing = "campaigns/win-back/email.en.html: this template is missing."
                + " Maybe write it, or take its channel or language out of campaign.yaml";
        assertThat(campaigns.problems()).containsExactly(missing);

        campaigns.write("win-back/email.eng.html", "<p>Hello</p>");
        assertThat(campaigns.problems())
                .containsExactly(
                        missing,
                        "campaigns/win-back/email.eng.html: the campaign doesn't use this file."
                                + " Maybe it should be called email.en.html");
    }

    @Test
    void noProposalIsTheNameOfAFileThatIsThere() {
        campaigns.write("win-back/email.de.preheader.txt", "Hallo");

        assertThat(campaigns.problems())
                .containsExactly("campaigns/win-back/email.de.preheader.txt: the campaign doesn't use this file."
                        + " Maybe its channel or language isn't listed in campaign.yaml");
    }

    @Test
    void showsMistakesWhereTheyWereWritten() {
        campaigns
                .write(
                        "frame.en.html",
                        PAGE.replace("<h2>", "<h2 onclick=\"x()\">").replace("</body>", "{{ fristName }}</body>"))
                .write("win-back/email.en.preheader.txt", "{{ citty }}")
                .write("win-back/email.en.html", "<h1>Hello</h1>\n<p>{{ lastNam }}</p>\n<script>x</script>\n");

        assertThat(campaigns.problems())
                .containsExactly(
                        "campaigns/frame.en.html:6: 'onclick' runs code and doesn't work in emails. Maybe leave it out",
                        "campaigns/frame.en.html:10: unknown variable 'fristName'. Maybe you meant 'firstName'",
                        "campaigns/win-back/email.en.html:2: unknown variable 'lastNam'. Maybe you meant 'lastName'",
                        "campaigns/win-back/email.en.html:3: <script> doesn't work in emails. Maybe leave it out",
                        "campaigns/win-back/email.en.preheader.txt:1: unknown variable 'citty'. Maybe you meant 'city'");
    }

    @Test
    void itsMistakesAreShownOnceForAllCampaigns() {
        campaigns
                .write("frame.en.txt", "{{ content }}\n{{ compny.name }}")
                .write("again/campaign.yaml", "action: win-back\nchannels: [email]\n")
                .write("again/email.en.subject.txt", "Hello")
                .write("again/email.en.html", "<p>Hello</p>")
                .write("again/email.en.txt", "Hello");

        assertThat(campaigns.problems())
                .containsExactly(
                        "campaigns/frame.en.txt:2: unknown variable 'compny.name'. Maybe you meant 'company.name'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Hello                          # no place",
                "<p>{{ content }}</p>           # no place",
                "{{ content }}\\n{{ content }}  # more than one place",
            })
    void hasOnePlaceForTheBody(String frame, String complaint) {
        campaigns.write("frame.en.html", frame.replace("\\n", "\n"));

        assertThat(campaigns.problems())
                .contains("campaigns/frame.en.html: the frame has " + complaint
                        + " for bodies. Maybe write {{ content }} once, in a line of its own");
    }

    /** What stands in the body so that the frame's last lines vanish, and who is to blame. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{% if city is defined %}<p>x</p>  % email.en.html:1: a {{ variable }} or {% if %} isn't complete",
                "<p>x</p>{% endif %}               % email.en.html:1: Unexpected tag name \"endif\"",
                "<!-- <p>x</p>                     % email.en.html: a reader can't see {{ unsubscribeUrl }}",
                "<style> p { color: red; }         % email.en.html: a reader can't see {{ unsubscribeUrl }}",
                "<div style='display: none'>       % email.en.html: a reader can't see {{ unsubscribeUrl }}",
                "<textarea>                        % email.en.html:1: <textarea> doesn't work in emails",
                "<title>                           % email.en.html:1: <title> isn't closed",
                "<style>a{visibility:hidden}</style>x % email.en.html: a reader can't see {{ unsubscribeUrl }}",
            })
    void cantBeSwallowedByABody(String both) {
        String[] parts = both.split(" % ");
        campaigns.write("win-back/email.en.html", parts[0].strip());

        assertThat(campaigns.problems())
                .anySatisfy(problem -> assertThat(problem).contains(parts[1].strip()));
    }

    @Test
    void isPartOfTheTemplatesHash() {
        String before = campaigns.read().get(0).templatesHash();
        campaigns.write("frame.en.txt", TEXT.replace("--", "---"));

        assertThat(campaigns.read().get(0).templatesHash()).isNotEqualTo(before).hasSize(64);
    }

    @Test
    void isNoLinkAndNotHuge() throws IOException {
        Path secret = Files.writeString(campaigns.path().resolve("secret"), "hunter2\n{{ content }}");
        Files.delete(campaigns.path().resolve("frame.en.html"));
        Files.createSymbolicLink(campaigns.path().resolve("frame.en.html"), secret);
        campaigns.write("frame.en.txt", "x".repeat(300_001));

        assertThat(campaigns.problems())
                .anySatisfy(problem -> assertThat(problem).startsWith("campaigns/frame.en.html: this is a link"))
                .allSatisfy(problem -> assertThat(problem).doesNotContain("hunter2"));

        Files.delete(campaigns.path().resolve("frame.en.html"));
        campaigns.write("frame.en.html", PAGE);
        assertThat(campaigns.problems()).containsExactly("campaigns/frame.en.txt: the template is larger than 300 KB");
    }

    private Content.Email email() {
        var renderer = new MessageRenderer(CampaignFolder.COMPANY, UnsubscribeLinks.PREVIEW);
        return (Content.Email)
                renderer.render(campaigns.read().get(0), Channel.EMAIL, "en", "c1", "{\"firstName\": \"A<b\"}");
    }
}
