package dev.beckon.campaign;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.facts.Vocabulary;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link in the marketers' folder can't bring another file of the machine into a message. */
class CampaignLinksTest {

    @TempDir
    Path directory;

    private Path campaign;
    private Path secret;

    @BeforeEach
    void write() throws IOException {
        campaign = Files.createDirectories(directory.resolve("campaigns/win-back"));
        secret = Files.writeString(directory.resolve("secret"), "hunter2: hunter2\n");
        Files.writeString(campaign.resolve("campaign.yaml"), "action: win-back\nchannels: [phone]\n");
        Files.writeString(campaign.resolve("phone.en.txt"), "Hello.");
    }

    @Test
    void asATemplate() throws IOException {
        Files.delete(campaign.resolve("phone.en.txt"));
        Files.createSymbolicLink(campaign.resolve("phone.en.txt"), secret);
        refused("campaigns/win-back/phone.en.txt");
    }

    @Test
    void asTheCampaign() throws IOException {
        Files.delete(campaign.resolve("campaign.yaml"));
        Files.createSymbolicLink(campaign.resolve("campaign.yaml"), secret);
        refused("campaigns/win-back/campaign.yaml");
    }

    @Test
    void asAFolder() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(campaign, elsewhere);
        Files.createSymbolicLink(campaign, elsewhere);
        refused("campaigns/win-back");
    }

    private void refused(String file) {
        var company = new Company("M", "1 Road", Currency.getInstance("INR"), ZoneId.of("UTC"), "IN", "en");
        var known = new Campaigns.Known(company, Vocabulary.withAttributes(List.of()), Set.of("win-back"), Map.of());
        assertThatThrownBy(() -> Campaigns.read(directory.resolve("campaigns"), known))
                .isInstanceOf(ProblemsFound.class)
                .hasMessageContaining(file)
                .hasMessageContaining("link")
                .hasMessageNotContaining("hunter2");
    }
}
