package dev.beckon.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An opt-out and a postal address count only where a reader sees them, in both forms of an email. */
class WayOutTest {

    private static final String LINK = "<a href=\"{{ unsubscribeUrl }}\">Unsubscribe</a>";
    private static final String ADDRESS = "<p>{{ company.postalAddress }}</p>";
    private static final String TEXT = "{{ company.postalAddress }} {{ unsubscribeUrl }}";

    private final CampaignFolder campaigns;

    WayOutTest(@TempDir Path folder) {
        campaigns = CampaignFolder.withEmail(folder).write("win-back/email.en.txt", TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ADDRESS + "<!-- " + LINK + " -->",
                ADDRESS + "<div style=\"display:none\">" + LINK + "</div>",
                ADDRESS + "<div style=\"color:#222; Visibility : hidden\">" + LINK + "</div>",
                ADDRESS + "<div style=\"opacity:0.0\"><p>" + LINK + "</p></div>",
                ADDRESS + "<div style=\"max-height:0; overflow:hidden\">" + LINK + "</div>",
                ADDRESS + "<div style=\"font-size:1px\">" + LINK + "</div>",
                ADDRESS + "<div hidden>" + LINK + "</div>",
                ADDRESS
                        + "<style>@media (max-width: 480px) { .foot { display: none !important; } }</style><p class=\"foot\">"
                        + LINK + "</p>",
                ADDRESS + "<a href=\"{{ unsubscribeUrl }}\"> </a>",
                ADDRESS + "<p title=\"{{ unsubscribeUrl }}\">Hello</p>",
                ADDRESS + "<a href=\"https://example.com/?u={{ unsubscribeUrl | urlencode }}\">Unsubscribe</a>",
                LINK + "<!-- " + ADDRESS + " -->",
                LINK + "<p style=\"font-size:0\">{{ company.postalAddress }}</p>",
                LINK + "<title>{{ company.postalAddress }}</title>",
                LINK + "<p>{{ company.postalAddress | abbreviate(6) }}</p>",
                LINK + "{{ city | default(company.postalAddress) }}",
                ADDRESS + "{# " + LINK + " #}",
                ADDRESS + "{% if gender == \"F\" %}" + LINK + "{% else %}" + LINK + "{% endif %}",
            })
    void isMissingFromThePage(String page) {
        campaigns.write("win-back/email.en.html", "<!doctype html>" + page);

        assertThat(campaigns.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem)
                        .startsWith("campaigns/win-back/email.en.html")
                        .containsPattern("an email must show|isn't shown to everybody|a reader can't see"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ company.postalAddress }}",
                "{{ unsubscribeUrl }}",
                "{# {{ unsubscribeUrl }} #}{{ company.postalAddress }}",
                "{{ company.postalAddress }} {{ unsubscribeUrl | abbreviate(10) }}",
                "{{ company.postalAddress }} {{ city is defined ? unsubscribeUrl : \"\" }}",
            })
    void isMissingFromTheText(String text) {
        campaigns.write("win-back/email.en.html", "<!doctype html>" + LINK + ADDRESS);
        campaigns.write("win-back/email.en.txt", text);

        assertThat(campaigns.problems()).singleElement().asString().startsWith("campaigns/win-back/email.en.txt");
    }

    @Test
    void isSeenInOrdinaryPages() {
        campaigns.write("win-back/email.en.html", """
                <!doctype html>
                <style>@media (max-width: 480px) { .wide { display: none; } p { max-height: 20px; opacity: 0.9; } }</style>
                <div style="display:none; max-height:0;">Preheader</div>
                <div style="font-size:0"><p style="font-size:13px; line-height:0">{{ company.name }},
                  {{ company.postalAddress | upper }}</p>
                  </div>
                <a href="{{ unsubscribeUrl }}"><img src="https://example.com/stop.png" alt="Unsubscribe"></a>
                """);

        assertThat(campaigns.read()).hasSize(1);
    }
}
