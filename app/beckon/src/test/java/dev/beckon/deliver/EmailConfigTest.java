package dev.beckon.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.DeliveryConfig.ChannelConfig;
import dev.beckon.deliver.email.SmtpSettings.Tls;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The beckon.yaml that comes along, and environment variables only. */
class EmailConfigTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(Path.of("../../beckon.yaml"), folder.resolve("beckon.yaml"));
    }

    private ChannelConfig email(Map<String, String> variables) {
        return DeliveryConfig.read(Workspace.open(folder), new Environment(variables::get))
                .channel(Channel.EMAIL);
    }

    @Test
    void withoutVariablesMessagesGoToFiles() {
        ChannelConfig email = email(Map.of());
        assertThat(email.provider()).isEqualTo(DropFolder.PROVIDER);
        assertThat(email.smtp()).isEmpty();
        assertThat(email.bounces()).isEqualTo(new DeliveryConfig.Bounces(Optional.empty(), Optional.empty()));
    }

    @Test
    void aHostIsEnough() {
        assertThat(email(Map.of("BECKON_SMTP_HOST", "mail.example")).smtp()).hasValueSatisfying(smtp -> {
            assertThat(smtp.host()).isEqualTo("mail.example");
            assertThat(smtp.tls()).isEqualTo(Tls.STARTTLS);
            assertThat(smtp.port()).isEqualTo(587);
            assertThat(smtp.login()).isEmpty();
            assertThat(smtp.connections()).isEqualTo(4);
        });
    }

    @Test
    void everythingCanBeSet() {
        ChannelConfig email = email(Map.of(
                "BECKON_SMTP_HOST", "mail.example",
                "BECKON_SMTP_PORT", "2525",
                "BECKON_SMTP_USER", "beckon",
                "BECKON_SMTP_PASSWORD", "correct horse",
                "BECKON_SMTP_TLS", "implicit",
                "BECKON_BOUNCE_ADDRESS", "bounces@example.com",
                "BECKON_IMAP_HOST", "imap.example",
                "BECKON_IMAP_USER", "bounces",
                "BECKON_IMAP_PASSWORD", "battery staple"));
        assertThat(email.provider()).isEqualTo("smtp");
        assertThat(email.smtp()).hasValueSatisfying(smtp -> {
            assertThat(smtp.tls()).isEqualTo(Tls.IMPLICIT);
            assertThat(smtp.port()).isEqualTo(2525);
            assertThat(smtp.login())
                    .hasValueSatisfying(login -> assertThat(login.password()).isEqualTo("correct horse"));
        });
        assertThat(email.bounces().address()).contains("bounces@example.com");
        assertThat(email.bounces().mailbox()).hasValueSatisfying(mailbox -> {
            assertThat(mailbox.port()).isEqualTo(993);
            assertThat(mailbox.folder()).isEqualTo("INBOX");
            assertThat(mailbox.login().user()).isEqualTo("bounces");
        });
        assertThat(email.toString()).doesNotContain("correct horse").doesNotContain("battery staple");
    }

    @Test
    void mistakesAreAllTold() {
        var wrong = new HashMap<>(Map.of(
                "BECKON_SMTP_HOST", "mail.example",
                "BECKON_SMTP_PORT", "smtp",
                "BECKON_SMTP_TLS", "ssl",
                "BECKON_BOUNCE_ADDRESS", "not an address",
                "BECKON_IMAP_HOST", "imap.example"));
        assertThatThrownBy(() -> email(wrong))
                .isInstanceOfSatisfying(
                        ProblemsFound.class,
                        found -> assertThat(found.problems())
                                .extracting(problem -> problem.message())
                                .anyMatch(text -> text.contains("'tls'"))
                                .anyMatch(text -> text.contains("'port'"))
                                .anyMatch(text -> text.contains("'address'"))
                                .anyMatch(text -> text.contains("a mailbox has a user")));
    }
}
