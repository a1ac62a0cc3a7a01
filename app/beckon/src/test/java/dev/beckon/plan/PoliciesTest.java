package dev.beckon.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.campaign.Channel;
import dev.beckon.feedback.Problem;
import dev.beckon.feedback.Problems;
import dev.beckon.workspace.StrictYaml;
import dev.beckon.workspace.YamlMap;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    private final Problems problems = new Problems();

    @Test
    void readsWhatTheCompanyAllows() {
        Policies policies =
                Policies.from(yaml("""
                        minimum-age: 18
                        control-group: 12.5%
                        global-hold-out: 0.05
                        salt: mithai
                        arbitration-window: 36h
                        frequency-caps: {any: [2 per 7 days, 5 per 30d], phone: 1 per week}
                        quiet-hours: {email: none, phone: "19:00-10:00"}
                        """), yaml("{email: {from: hello@example.com, cost: 0.02}, phone: {cost: 1.5}}"));

        assertThat(problems.list()).isEmpty();
        assertThat(policies.minimumAge()).hasValue(18);
        assertThat(policies.skipUnknownAge()).isFalse();
        assertThat(policies.controlGroup()).hasToString("12.5%");
        assertThat(policies.globalHoldOut()).hasToString("5%");
        assertThat(policies.arbitrationWindow()).isEqualTo(Duration.ofHours(36));
        assertThat(policies.frequencyCaps())
                .containsExactly(
                        new Cap(null, 2, Duration.ofDays(7)),
                        new Cap(null, 5, Duration.ofDays(30)),
                        new Cap(Channel.PHONE, 1, Duration.ofDays(7)));
        assertThat(policies.permittedHours(ZoneOffset.UTC).quiet(Channel.EMAIL)).isEqualTo(QuietHours.NONE);
        assertThat(policies.permittedHours(ZoneOffset.UTC).quiet(Channel.WHATSAPP))
                .isEqualTo(QuietHours.NONE);
        assertThat(policies.permittedHours(ZoneOffset.UTC).quiet(Channel.PHONE))
                .isEqualTo(new QuietHours(LocalTime.of(19, 0), LocalTime.of(10, 0)));
        assertThat(policies.costMicros(Channel.EMAIL)).isEqualTo(20_000);
        assertThat(policies.costMicros(Channel.WHATSAPP)).isZero();
        assertThat(policies.costMicros(Channel.PHONE)).isEqualTo(1_500_000);
    }

    @Test
    void showsEverythingThatIsWrong() {
        Policies.from(yaml("""
                        minimum-agee: 18
                        unknown-age: maybe
                        control-group: 10
                        arbitration-window: soon
                        frequency-caps: {all: 1 per day, any: 0 per day, email: [1 per day, twice], phone: 1 per 0 days}
                        quiet-hours: {email: "21-09", phone: "10:00-10:00", whatsap: none}
                        """), yaml("{email: {price: 1, cost: -1}}"));

        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "beckon.yaml:1:1: unknown key 'minimum-agee'. Maybe you meant 'minimum-age'",
                        "beckon.yaml:2:1: 'unknown-age' is 'maybe' but must be one of allow, skip",
                        "beckon.yaml:3:1: 'control-group' is '10' but must be a share such as 10%. Maybe 10%",
                        "beckon.yaml:4:1: 'arbitration-window' is 'soon' but must be a time such as 7d or 12h",
                        "beckon.yaml:5:18: unknown key 'all' in frequency-caps. Maybe you meant 'any'",
                        "beckon.yaml:5:34: 'any' is '0 per day' but must be a number of messages in a time, such as 2 per 7 days",
                        "beckon.yaml:5:50: 'email' is 'twice' but must be a number of messages in a time, such as 2 per 7 days",
                        "beckon.yaml:5:77: 'phone' is '1 per 0 days' but must be a number of messages in a time, such as 2 per 7 days",
                        "beckon.yaml:6:15: 'email' is '21-09' but must be none, or hours such as 21:00-09:00",
                        "beckon.yaml:6:31: 'phone' is '10:00-10:00' but must be none, or hours such as 21:00-09:00",
                        "beckon.yaml:6:53: unknown key 'whatsap' in quiet-hours. Maybe you meant 'whatsapp'",
                        "beckon.yaml:1:10: unknown key 'price' in email. Maybe one of from, cost, rate,"
                                + " per-day, workers, smtp, bounces, twilio",
                        "beckon.yaml:1:20: 'cost' is '-1' but must be an amount of money such as 0.02");
    }

    private YamlMap yaml(String text) {
        return StrictYaml.parse(text, "beckon.yaml", problems);
    }
}
