package dev.beckon.campaign;

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
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folder {@code campaigns} that a test fills; its customers have an {@code income}, its rules recommend
 * {@code win-back}. */
record CampaignFolder(Path path) {

    static final Company COMPANY = new Company(
            "Mithai & More", "12 MG Road", Currency.getInstance("INR"), ZoneId.of("Asia/Kolkata"), "IN", "en");

    static final String FOOT = "\n{{ company.postalAddress }} {{ unsubscribeUrl }}";
    static final String FOOT_HTML =
            "<p>{{ company.postalAddress }}</p>\n<a href=\"{{ unsubscribeUrl }}\">Unsubscribe</a>";

    static CampaignFolder in(Path folder) {
        return new CampaignFolder(folder.resolve("campaigns"));
    }

    /** A campaign by email in English that lacks nothing but its page and its text. */
    static CampaignFolder withEmail(Path folder) {
        return in(folder)
                .write("win-back/campaign.yaml", "action: win-back\nchannels: [email]\n")
                .write("win-back/email.en.subject.txt", "Hello");
    }

    /** The templates of an email in English, as a page that stands for itself. */
    CampaignFolder email(String campaign, String subject, String html, String text) {
        return write(campaign + "/email.en.subject.txt", subject)
                .write(campaign + "/email.en.html", "<!doctype html>" + html)
                .write(campaign + "/email.en.txt", text);
    }

    CampaignFolder write(String file, String text) {
        try {
            Files.createDirectories(path.resolve(file).getParent());
            Files.writeString(path.resolve(file), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    List<Campaign> read() {
        var attribute = new Property(
                "income", ValueType.WHOLE, Unit.MONEY, "income", "yearly income", Property.Origin.ATTRIBUTE);
        return Campaigns.read(
                path,
                new Campaigns.Known(
                        COMPANY,
                        Vocabulary.withAttributes(List.of(attribute)),
                        Set.of("win-back"),
                        Map.of("RFM", List.of("Champions", "At Risk"))));
    }

    List<String> problems() {
        return catchThrowableOfType(ProblemsFound.class, this::read).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
