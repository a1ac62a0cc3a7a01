package dev.beckon.campaign;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

/** A folder {@code campaigns} that a test fills; its rules recommend {@code win-back}. */
record CampaignFolder(Path path) {

    static final Company COMPANY = new Company(
            "Mithai & More", "12 MG Road", Currency.getInstance("INR"), ZoneId.of("Asia/Kolkata"), "IN", "en");

    /** A campaign by email in English that lacks nothing but its page and its text. */
    static CampaignFolder withEmail(Path folder) {
        return new CampaignFolder(folder.resolve("campaigns"))
                .write("win-back/campaign.yaml", "action: win-back\nchannels: [email]\n")
                .write("win-back/email.en.subject.txt", "Hello");
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
        return Campaigns.read(
                path, new Campaigns.Known(COMPANY, Vocabulary.withAttributes(List.of()), Set.of("win-back"), Map.of()));
    }

    List<String> problems() {
        return catchThrowableOfType(ProblemsFound.class, this::read).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
