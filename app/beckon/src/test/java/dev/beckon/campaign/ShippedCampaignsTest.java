package dev.beckon.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.facts.Vocabulary;
import dev.beckon.workspace.Company;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The campaigns of the sample company, which stand at the top of this repository. */
class ShippedCampaignsTest {

    private static final Company COMPANY = new Company(
            "Mithai & More",
            "12 MG Road, Bengaluru 560001, India",
            Currency.getInstance("INR"),
            ZoneId.of("Asia/Kolkata"),
            "IN",
            "en");

    private final List<Campaign> campaigns = Campaigns.read(
            Path.of("../../campaigns"),
            new Campaigns.Known(
                    COMPANY,
                    Vocabulary.withAttributes(List.of()),
                    Set.of("loyalty-offer", "win-back", "bundle"),
                    Map.of()));

    private final MessageRenderer renderer = new MessageRenderer(COMPANY, UnsubscribeLinks.PREVIEW);

    @Test
    void areReadWithoutProblems() {
        assertThat(campaigns).extracting(Campaign::name).containsExactly("bundle", "loyalty-offer", "win-back");
        assertThat(campaigns)
                .allSatisfy(campaign -> assertThat(campaign.reads()).contains("firstName"));
    }

    @Test
    void speakGermanWithGermanMoney() {
        Campaign bundle = campaigns.get(0);
        var price = new Variable("price", Variable.Kind.MONEY, Variable.Source.PARAMETER);
        Object ready = bundle.ready(Channel.EMAIL, "de", price, 1499L);

        assertThat(ready).isEqualTo("1.499\u00A0₹");
        Content.Email email = (Content.Email) renderer.render(
                bundle,
                Channel.EMAIL,
                "de",
                "c1",
                "{\"product\":\"Jalebi & Chai <Box>\",\"price\":\"1.499 ₹\",\"firstName\":\"Jürgen\"}");
        assertThat(email.subject()).isEqualTo("Jalebi & Chai <Box> für 1.499 ₹: Ihr süßer Feierabend");
        assertThat(email.html())
                .contains("Jürgen, Ihr süßer Feierabend ist gepackt")
                .contains("<strong>Jalebi &amp; Chai &lt;Box&gt;</strong>")
                .contains("?box=Jalebi+%26+Chai+%3CBox%3E\"")
                .contains("Mithai &amp; More, 12 MG Road");
        assertThat(email.text()).contains("Jalebi & Chai <Box>").contains("https://example.com/unsubscribe/preview");
    }

    @Test
    void callInHindi() {
        Campaign winBack = campaigns.get(2);
        Content.Phone call = (Content.Phone)
                renderer.render(winBack, Channel.PHONE, "hi", "c1", "{\"discount\":\"15\",\"firstName\":\"A & <B>\"}");

        assertThat(call.twiml())
                .startsWith(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>\n  <Say language=\"hi-IN\">नमस्ते A &amp; &lt;B&gt; जी, यह Mithai &amp; More")
                .contains("<Pause length=\"1\"/>");
    }
}
