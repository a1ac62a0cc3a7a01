package dev.beckon.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.beckon.campaign.Channel;
import dev.beckon.deliver.email.SmtpSettings.Tls;
import dev.beckon.feedback.ProblemsFound;
import dev.beckon.workspace.Environment;
import dev.beckon.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryConfigTest {

    private static final String SETTINGS = """
            company: {name: Mithai, postal-address: "1 Road", currency: INR, time-zone: Asia/Kolkata, country: IN}
            channels:
              email:
                from: "Mithai <hello@example.com>"
                rate: 120/m
                per-day: 5000
                workers: 3
                smtp: {host: "${MAIL_HOST}", user: "${MAIL_USER}", password: "${MAIL_PASSWORD}", tls: "${MAIL_TLS}"}
              whatsapp: {twilio: {account: "${SID}", token: "${TOKEN}", from: "+14155238886"}}
            delivery:
              public-url: ${URL}
              max-data-age: 36h
              canary: {first: 200, wait: 30m}
              pause-above: {bounces: 2.5%}
            """;

    @TempDir
    private Path folder;

    private DeliveryConfig read(String settings, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("beckon.yaml"), settings);
        return DeliveryConfig.read(Workspace.open(folder), new Environment(new HashMap<>(environment)::get));
    }

    @Test
    void withoutTheVariablesNothingLeavesTheMachine() throws IOException {
        DeliveryConfig config = read(SETTINGS, Map.of());

        assertThat(config.isRehearsal(List.of(Channel.values()))).isTrue();
        assertThat(config.publicUrl()).isEmpty();
    }

    @Test
    void theEnvironmentAloneNamesAMailServer() throws IOException {
        DeliveryConfig config = read(
                SETTINGS,
                Map.of(
                        "MAIL_HOST",
                        "mx.example.com",
                        "MAIL_USER",
                        "beckon",
                        "MAIL_PASSWORD",
                        "hunter2",
                        "URL",
                        "https://mail.example.com/"));

        var smtp = config.channel(Channel.EMAIL).smtp().orElseThrow();
        assertThat(smtp.host()).isEqualTo("mx.example.com");
        assertThat(smtp.tls()).isEqualTo(Tls.STARTTLS);
        assertThat(smtp.port()).isEqualTo(587);
        assertThat(smtp.connections()).isEqualTo(3);
        assertThat(config.isRehearsal(List.of(Channel.EMAIL))).isFalse();
        assertThat(config.isRehearsal(List.of(Channel.WHATSAPP, Channel.PHONE))).isTrue();
        assertThat(config.publicUrl().orElseThrow()).hasToString("https://mail.example.com");
        assertThat(config.toString()).doesNotContain("hunter2");
    }

    @Test
    void limitsAndGuardsAreRead() throws IOException {
        DeliveryConfig config = read(SETTINGS, Map.of());

        assertThat(config.channel(Channel.EMAIL).lane().limits().perSecond()).isEqualTo(2.0);
        assertThat(config.channel(Channel.EMAIL).lane().limits().perDay()).isEqualTo(5000);
        assertThat(config.maximumDataAge()).isEqualTo(Duration.ofHours(36));
        assertThat(config.guards().canary()).isEqualTo(200);
        assertThat(config.guards().canaryWait()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.guards().mostBounces()).isEqualTo(0.025);
        assertThat(config.guards().mostFailures()).isEqualTo(Guards.DEFAULT.mostFailures());
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndNoSecretIsShown() {
        assertThatThrownBy(() -> read(
                        SETTINGS.replace("120/m", "fast").replace("200", "many").replace("36h", "old"),
                        Map.of(
                                "MAIL_HOST",
                                "mx.example.com",
                                "MAIL_TLS",
                                "hunter2",
                                "SID",
                                "AC1",
                                "URL",
                                "http://mail.example.com")))
                .isInstanceOfSatisfying(
                        ProblemsFound.class,
                        found -> assertThat(found.problems())
                                .extracting(Object::toString)
                                .allSatisfy(each -> assertThat(each)
                                        .startsWith("beckon.yaml:")
                                        .doesNotContain("hunter2"))
                                .anySatisfy(each -> assertThat(each).contains("'rate' is 'fast'"))
                                .anySatisfy(each -> assertThat(each).contains("'first' is 'many'"))
                                .anySatisfy(each -> assertThat(each).contains("'max-data-age' is 'old'"))
                                .anySatisfy(
                                        each -> assertThat(each).contains("'tls' must be starttls, implicit or none"))
                                .anySatisfy(each -> assertThat(each).contains("'public-url' must be an https address"))
                                .anySatisfy(each -> assertThat(each).contains("the account's token isn't set")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "workers: 3, workers: 0, 'workers' is 0 but must be from 1 to 100",
                "workers: 3, workers: 100000, 'workers' is 100000 but must be from 1 to 100",
                "per-day: 5000, per-day: -1, 'per-day' is -1 but must be at least 0",
                "first: 200, first: -5, 'first' is -5 but must be at least 0",
                "max-data-age: 36h, maximum-per-run: -1, 'maximum-per-run' is -1 but must be at least 0",
                "max-data-age: 36h, approval-above: -1, 'approval-above' is -1 but must be at least 0",
            })
    void limitsHaveBounds(String good, String bad, String problem) {
        assertThatThrownBy(() -> read(SETTINGS.replace(good, bad), Map.of()))
                .isInstanceOfSatisfying(
                        ProblemsFound.class,
                        found -> assertThat(found.problems().toString()).contains(problem));
    }

    @Test
    void emailsNeedASender() {
        assertThatThrownBy(() -> read(
                        SETTINGS.replace("    from: \"Mithai <hello@example.com>\"\n", ""),
                        Map.of("MAIL_HOST", "mx.example.com")))
                .hasMessageContaining("emails need a sender");
    }
}
