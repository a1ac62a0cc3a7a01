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

    private static final List<String> NAMES = List.of(
            "apology",
            "bundle",
            "cart-reminder",
            "cross-sell",
            "exclusive-offer",
            "frequent-buyer",
            "loyalty-offer",
            "loyalty-programme",
            "new-product",
            "onboarding",
            "referral",
            "second-order",
            "survey",
            "win-back");

    private final List<Campaign> campaigns = Campaigns.read(
            Path.of("../../campaigns"),
            new Campaigns.Known(COMPANY, Vocabulary.withAttributes(List.of()), Set.copyOf(NAMES), Map.of()));

    private final MessageRenderer renderer = new MessageRenderer(COMPANY, UnsubscribeLinks.PREVIEW);

    @Test
    void areOneForEachActionInFourLanguages() {
        assertThat(campaigns).extracting(Campaign::name).containsExactlyElementsOf(NAMES);
        assertThat(campaigns).allSatisfy(campaign -> {
            assertThat(campaign.target()).isEqualTo(new Target.Action(campaign.name()));
            assertThat(campaign.enabled()).isTrue();
            assertThat(campaign.languages()).containsExactly("en", "hi", "de", "fr");
            assertThat(campaign.channels()).contains(Channel.EMAIL, Channel.WHATSAPP);
            assertThat(campaign.reads()).contains("firstName");
            assertThat(campaign.schedule()).isPresent();
        });
        assertThat(campaigns.stream().filter(each -> each.channels().contains(Channel.PHONE)))
                .extracting(Campaign::name)
                .containsExactly("apology", "exclusive-offer", "survey", "win-back");
    }

    /** Whatever isn't known of people, they get a message, and it has no gaps. */
    @Test
    void needNothingButWhatTheRuleGives() {
        assertThat(campaigns).allSatisfy(campaign -> {
            for (Channel channel : campaign.channels()) {
                for (String language : campaign.languages()) {
                    MessageTemplate template = campaign.template(channel, language);
                    assertThat(campaign.parameters()).containsAll(template.needs());
                }
            }
        });
    }

    @Test
    void sayTheTierInTheirOwnLanguage() {
        Campaign programme = named("loyalty-programme");
        assertThat(List.of("Silver", "Gold", "Bronze", "Platinum"))
                .extracting(tier -> ((Content.Email)
                                renderer.render(programme, Channel.EMAIL, "fr", "c1", "{\"tier\":\"" + tier + "\"}"))
                        .subject())
                .containsExactly(
                        "Votre carte Argent est prête",
                        "Votre carte Or est prête",
                        "Votre carte Bronze est prête",
                        "Votre carte Platinum est prête");
    }

    private Campaign named(String name) {
        return campaigns.get(NAMES.indexOf(name));
    }

    @Test
    void speakGermanWithGermanMoney() {
        Campaign bundle = named("bundle");
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
        Campaign winBack = named("win-back");
        Content.Phone call = (Content.Phone)
                renderer.render(winBack, Channel.PHONE, "hi", "c1", "{\"discount\":\"15\",\"firstName\":\"A & <B>\"}");

        assertThat(call.twiml())
                .startsWith(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>\n  <Say language=\"hi-IN\">नमस्ते A &amp; &lt;B&gt; जी, यह Mithai &amp; More")
                .contains("<Pause length=\"1\"/>");
    }
}
