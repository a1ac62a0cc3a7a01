package dev.beckon.plan;

import static dev.beckon.plan.Person.reachable;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which message takes a message's place if its channel turns out not to reach the customer. */
class PlannedFallbackTest {

    private PlanFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new PlanFixture(folder)
                .campaign("win-back", "action: win-back\nchannels: [whatsapp, phone, email]")
                .channels("{email: {cost: 0.02}, whatsapp: {cost: 0.80}, phone: {cost: 1.50}}");
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    @Test
    void itIsTheNextChannelWithEverythingThatSendingNeeds() {
        fixture.plan(reachable("c1").with("timeZone", "Asia/Dubai"));
        assertThat(fixture.message("win-back", "c1"))
                .containsEntry("channel", "whatsapp")
                .containsEntry("fallback_channel", "phone")
                .containsEntry(
                        "fallback_address", fixture.message("win-back", "c1").get("address"))
                .containsEntry("fallback_time_zone", "Asia/Dubai")
                .containsEntry("fallback_cost_micros", 1_500_000L)
                .containsEntry("fallback_variables", "{\"firstName\":\"Asha\"}");
    }

    @Test
    void channelsThatMayNotBeUsedArePassedOver() {
        fixture.plan(
                reachable("denied").with("phoneConsent", "denied"),
                reachable("avoided").avoids("phone"),
                reachable("none").with("phoneConsent", null).with("emailConsent", null),
                reachable("by-email").with("whatsappConsent", null).prefers("email", 90),
                reachable("unknown-zone").with("timeZone", null));
        assertThat(fallback("denied")).isEqualTo("email denied@example.com");
        assertThat(fallback("avoided")).isEqualTo("email avoided@example.com");
        assertThat(fallback("none")).isEqualTo("none");
        assertThat(fallback("by-email")).isEqualTo("none");
        assertThat(fixture.message("win-back", "unknown-zone").get("fallback_time_zone"))
                .isNull();
    }

    /** The email's template needs the discount; the WhatsApp message's and the call's don't. */
    @Test
    void aMessageThatCantBeWrittenIsPassedOver() {
        fixture.plan(reachable("c1").with("phoneConsent", null).recommended("win-back", 50, Map.of()));
        assertThat(fixture.message("win-back", "c1")).containsEntry("channel", "whatsapp");
        assertThat(fallback("c1")).isEqualTo("none");
    }

    /** One message per address: whose own it is goes first, then the first who would fall back on it. */
    @Test
    void anAddressOfSomebodyElseIsNone() {
        fixture.plan(
                reachable("a").with("phoneConsent", null).withEmail("family@example.com"),
                reachable("b")
                        .with("whatsappConsent", null)
                        .with("phoneConsent", null)
                        .withEmail("Family@example.com"),
                reachable("c").with("phoneConsent", null).withEmail("home@example.com"),
                reachable("d").with("phoneConsent", null).withEmail("Home@example.com"));
        assertThat(fallback("a")).isEqualTo("none");
        assertThat(fixture.message("win-back", "b")).containsEntry("channel", "email");
        assertThat(fallback("c")).isEqualTo("email home@example.com");
        assertThat(fallback("d")).isEqualTo("none");
    }

    private String fallback(String customer) {
        Map<String, Object> message = fixture.message("win-back", customer);
        return message.get("fallback_channel") == null
                ? "none"
                : message.get("fallback_channel") + " " + message.get("fallback_address");
    }
}
